import ArgumentParser
import Catalog
import Glibc
import Platform
import Wire

/// `authscope import`: makes providers of an API description or of a server's metadata.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make providers of an API description or of a server's metadata.",
        discussion: """
            Reads OpenAPI 3, Swagger 2.0, metadata of an authorization server (RFC 8414, OpenID Connect Discovery) and \
            the format of authscope, each as JSON or YAML. Each security scheme with an authorization code flow becomes \
            a provider, with its endpoints, its scopes, and the operations that they unlock. No scope is turned on.

            On a terminal the providers are shown first, and a question asks whether to keep them; elsewhere they are \
            kept at once, unless --dry-run is given. What was imported before is replaced, what somebody wrote is not.
            """)

    @Argument(help: ArgumentHelp("A file, an https URL, or - for standard input.", valueName: "file-or-url"))
    var document: String

    @Flag(help: "Show what would be imported, and write nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    var format = ImportFormat.text

    @Option(help: ArgumentHelp("The provider's id, instead of one made from the title.", valueName: "id"))
    var id: String?

    @Flag(help: "Accept that an endpoint of a provider imported before moves to another host.")
    var acceptHosts = false

    @OptionGroup var colors: ColorOptions

    func validate() throws {
        if let id, let fault = ProviderImport.fault(ofID: id) { throw ValidationError("--id \(id): \(fault).") }
    }

    func run() throws {
        let isAsking = !dryRun && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
        let descriptor = isAsking ? STDERR_FILENO : STDOUT_FILENO
        var session = ImportSession(store: ProviderStore(environment: .process))
        session.isDryRun = dryRun
        session.format = format
        session.id = id
        session.acceptsHosts = acceptHosts
        session.style = OutputStyle(color: colors.color, descriptor: descriptor)
        if isAsking { session.ask = Self.ask }
        try CommandResult.of { try session.result(of: try Self.load(document)) }.finish()
    }

    private static func load(_ source: String) throws -> SourceDocument {
        do {
            return try waitForResult { try await DocumentReader().load(source) }
        } catch let problem as DocumentProblem {
            throw CommandFailure(.file, problem.description)
        }
    }

    /// Shows the text and asks for a yes; anything else is a no.
    private static func ask(_ text: SafeText) -> Bool {
        write(text + " [y/N] ", to: STDERR_FILENO)
        let answer = readLine()?.lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }
}

/// How the import is shown.
enum ImportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
