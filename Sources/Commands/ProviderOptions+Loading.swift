import Catalog
import Glibc
import OAuth
import Options
import Platform

extension ProviderOptions {
    /// The provider that is meant, or the built-in one, with the clients and scopes that the user has added to it.
    ///
    /// What its file says and authscope does not use, it writes to standard error.
    package func load() throws -> Provider {
        let name = provider ?? BuiltIn.provider.id
        let first = try provider.map { try NamedProvider.named($0, .process) }
        let provider = try (first ?? .known(name, .process)).provider
        if let remark = provider.clientIDPattern?.remark { write(.note(remark, file: name), to: STDERR_FILENO) }
        let store = OwnEntriesStore(environment: .process, provider: provider.id)
        let own = try CommandFailure.catchingFileProblems { try store.read() }
        return own?.applied(to: provider) ?? provider
    }
}
