import ArgumentParser
import Catalog
import OAuth
import Platform
import Wire

/// Which provider is meant; for every command, and for the screen.
struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use the provider of this file (docs/provider-format.md), or the one with this id (authscope providers).",
            valueName: "file or id"))
    var provider: String?

    /// The provider that is meant, or the built-in one, with the clients and scopes that the user has added to it.
    func load() throws -> Provider {
        let first = try provider.map { try FirstProvider.named($0, .process) }
        let provider = try (first ?? .known(BuiltIn.provider.id, .process)).provider
        let store = OwnEntriesStore(environment: .process, provider: provider.id)
        let own = try CommandFailure.catchingFileProblems { try store.read() }
        return own?.applied(to: provider) ?? provider
    }
}
