import ArgumentParser

/// Which provider is meant; for every command, and for the screen.
package struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use the provider of this file (docs/provider-format.md), or the one with this id (authscope providers).",
            valueName: "file or id"))
    package var provider: String?

    package init() {}
}
