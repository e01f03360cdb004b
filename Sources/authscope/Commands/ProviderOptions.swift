import ArgumentParser
import Catalog
import Glibc
import OAuth
import Platform

/// Which provider is meant; for every command, and for the screen.
struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use the provider of this file (docs/provider-format.md), or the one with this id (authscope providers).",
            valueName: "file or id"))
    var provider: String?

    /// The provider that is meant, or the built-in one, with the clients and scopes that the user has added to it.
    ///
    /// What its file says and authscope does not use, it writes to standard error.
    func load() throws -> Provider {
        let name = provider ?? BuiltIn.provider.id
        let first = try provider.map { try FirstProvider.named($0, .process) }
        let provider = try (first ?? .known(name, .process)).provider
        if let remark = provider.clientIDPattern?.remark { write(.note(remark, file: name), to: STDERR_FILENO) }
        let store = OwnEntriesStore(environment: .process, provider: provider.id)
        let own = try CommandFailure.catchingFileProblems { try store.read() }
        return own?.applied(to: provider) ?? provider
    }
}
