import ArgumentParser

/// The choice of a provider, for every command and the screen.
package struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use the provider of this file (docs/provider-format.md), or the one with this id (authscope providers).",
            valueName: "file or id"))
    package var provider: String?

    @Option(
        help: ArgumentHelp(
            "Give a variable of the provider's addresses a value, such as tenant=contoso; repeatable.",
            valueName: "name=value"))
    package var set: [String] = []

    package init() {}
}
