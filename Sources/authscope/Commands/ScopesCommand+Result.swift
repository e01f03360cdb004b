import Commands
import Glibc
import Options

extension ScopesCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        let session = ScopesSession(
            provider: try options.load(needsAddresses: false), format: format,
            style: OutputStyle(color: colors.color, descriptor: STDOUT_FILENO))
        if listsOperations { return try session.operations() }
        return operations.isEmpty ? session.scopes() : try session.smallest(for: operations, ticked: ticked)
    }
}
