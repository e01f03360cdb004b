import Catalog
import Commands
import Glibc
import Options
import Platform

extension ImportCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        let isAsking = !dryRun && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
        let descriptor = isAsking ? STDERR_FILENO : STDOUT_FILENO
        var session = ImportSession(store: ProviderStore(environment: .process))
        session.isDryRun = dryRun
        session.format = format
        session.id = id
        session.acceptsHosts = acceptHosts
        session.style = OutputStyle(color: colors.color, descriptor: descriptor)
        if isAsking { session.ask = Self.ask }
        return try session.result(of: try Self.load(document))
    }

    private static func load(_ source: String) throws -> SourceDocument {
        do {
            return try DocumentReader().read(source)
        } catch {
            throw CommandFailure(.file, error.description)
        }
    }

    /// Shows the text and asks for a yes; anything else is a no.
    private static func ask(_ text: SafeText) -> Bool {
        write(text + " [y/N] ", to: STDERR_FILENO)
        let answer = readLine()?.lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }
}
