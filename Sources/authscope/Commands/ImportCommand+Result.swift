import Catalog
import Commands
import Glibc
import Options
import Platform

extension ImportCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        let isAsking = !dryRun && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
        let style = OutputStyle(color: colors.color, descriptor: isAsking ? STDERR_FILENO : STDOUT_FILENO)
        if let scopes, let provider {
            var session = ScopeListSession(
                provider: try NamedProvider.named(provider, .process).provider, environment: .process)
            session.isDryRun = dryRun
            session.format = format
            session.style = style
            if isAsking { session.ask = Self.ask }
            let octets = scopes == "-" ? try readStandardInput() : try readFile(scopes, allowsPipe: true)
            return try session.result(
                of: octets, named: scopes == "-" ? "standard input" : OctetPath(argument: scopes).text)
        }
        var session = ImportSession(store: ProviderStore(environment: .process))
        session.isDryRun = dryRun
        session.format = format
        session.id = id
        session.variables = set.map { VariableArgument($0) }
        session.acceptsHosts = acceptHosts
        session.style = style
        if isAsking { session.ask = Self.ask }
        return try session.result(of: try CommandFailure.catchingFileProblems { try ImportReader().read(documents) })
    }

    /// Shows the text and asks for a yes. Anything else means no.
    private static func ask(_ text: SafeText) -> Bool {
        write(text + " [y/N] ", to: STDERR_FILENO)
        let answer = readLine()?.lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }
}
