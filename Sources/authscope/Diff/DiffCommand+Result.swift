import Catalog
import Commands
import Glibc
import OAuth
import Options
import Platform

extension DiffCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        guard left != "-" || right != "-" else {
            throw CommandFailure(.usage, "only one of the two can come from standard input")
        }
        let session = DiffSession(
            given: try options.provider.map { _ in try options.load() }, named: { try options.load() },
            catalogue: CatalogueReader(environment: .process))
        let comparison = RequestComparison(try session.request(left), try session.request(right))
        let output = DiffOutput(
            comparison: comparison, names: (left, right), showsAll: all,
            style: OutputStyle(color: colors.color, descriptor: STDOUT_FILENO))
        let code: Int32 = comparison.count > 0 ? 6 : 0
        return CommandResult(stdout: format == .json ? output.json : output.text, exitCode: code)
    }
}

/// Reads the requests that `authscope diff` compares.
struct DiffSession {
    /// The provider of `--provider`, or nil.
    var given: Provider?
    /// The provider whose saved requests can be compared.
    var named: () throws -> Provider
    var catalogue: CatalogueReader

    /// Returns the request of an argument: a text, a file, or a name.
    func request(_ argument: String) throws -> ComparedRequest {
        if argument != "-", let request = try namedRequest(argument) { return request }
        let input = try TextInput(argument, name: "diff")
        let text = input.text
        guard let message = PastedMessage(text, as: .request), message.form != .url || Self.isRequest(text) else {
            let subject = argument == "-" ? "standard input" : "\"\(Redaction.redacted(argument).prefix(60))\""
            if CurlCommand.isCurl(Array(text.utf8)[...]) || text.utf8.count > PastedMessage.largest {
                throw CommandFailure(.file, "\(subject) was not compared: \(PastedMessage.fault(of: text))")
            }
            if argument == "-" || text.contains("://") {
                throw CommandFailure(
                    .file, "\(subject) has no parameter of an authorization request, such as client_id")
            }
            let name = try named().name
            if let file = input.missingFile {
                throw CommandFailure(
                    .file, "there is no file \"\(file)\", and no saved request of \(name) has this name")
            }
            throw CommandFailure(
                .file,
                "\(subject) is neither an authorization request, nor a file with one, nor the name of a "
                    + "saved request of \(name); b on the screen saves one")
        }
        let recognition = ProviderRecognition(message, as: .request)
        let provider = given ?? catalogue.entry(for: recognition)?.provider
        let context = provider.map { LintContext(provider: $0) } ?? LintContext()
        guard let report = Inspector(context: context).inspect(message, as: .request).report else {
            throw CommandFailure(
                .file, "\"\(Redaction.redacted(argument).prefix(60))\" is not an authorization request")
        }
        return ComparedRequest(report)
    }

    /// A text that is assumed to be a request must have a parameter of one.
    private static func isRequest(_ text: String) -> Bool { PastedMessage(text)?.kinds.contains(.request) ?? false }

    private func namedRequest(_ name: String) throws -> ComparedRequest? {
        guard name.unicodeScalars.count <= EntryCheck.longestName, !name.contains("://") else { return nil }
        let provider = try named()
        let store = OwnEntriesStore(environment: .process, provider: provider.id)
        let own = try CommandFailure.catchingFileProblems { try store.read() }
        return own?.request(named: name)?.compared(to: provider)
    }
}
