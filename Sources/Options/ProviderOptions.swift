import ArgumentParser

/// The choice of a provider, for every command and the screen.
package struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use the provider in this file (authscope formats provider), or with this id (authscope providers).",
            valueName: "file or id"), completion: .file())
    package var provider: String?

    @Option(
        help: ArgumentHelp(
            "Set a variable of the provider's addresses, such as tenant=contoso; repeatable.",
            valueName: "name=value"))
    package var set: [String] = []

    package init() {}
}
