import ArgumentParser
import Catalog
import Live
import OAuth

/// Which provider is meant; for every command, and for the screen.
struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use the provider of this file (docs/provider-format.md), or the one with this id (authscope providers).",
            valueName: "file or id"))
    var provider: String?

    /// The provider that is meant, or the built-in one.
    func load() throws -> Provider {
        let first = try provider.map { try FirstProvider.named($0, .process) }
        return try (first ?? .known(BuiltIn.provider.id, .process)).provider
    }
}
