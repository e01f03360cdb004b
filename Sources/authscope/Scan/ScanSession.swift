import Catalog
import Commands
import OAuth
import Options
import Platform
import Scan

/// Finds requests in files and checks them, for `authscope lint --scan` and for the screen.
struct ScanSession {
    /// The numbers of searched files and found messages.
    struct Counts: Equatable {
        var files = 0
        var messages = 0
        var severities: [Severity] = []
        /// Whether the task was cancelled, so that not all files were looked at.
        var isCancelled = false
    }

    private let requests: LintSession
    private let responses: LintSession
    private let ignored: Set<RuleID>
    /// The endpoint of token requests that are written without their URL.
    private let tokenEndpoint: String?

    /// - Parameters:
    ///   - session: The expectations and the profile.
    ///   - ignored: The rules whose findings are left out.
    init(_ session: LintSession, ignoring ignored: Set<RuleID> = [], tokenEndpoint: String? = nil) {
        var session = session
        session.fixes = false
        session.kind = .request
        requests = session
        session.kind = .response
        responses = session
        self.ignored = ignored
        self.tokenEndpoint = tokenEndpoint
    }

    /// Searches files and folders.
    ///
    /// - Parameters:
    ///   - problem: Called with each file that cannot be read.
    ///   - body: Called with the findings about a file, if there are any. A file in which the task is cancelled has none.
    func scan(
        _ paths: [OctetPath], problem: @escaping (InputProblem) -> Void,
        _ body: @escaping ([FileFinding]) throws -> Void
    ) throws -> Counts {
        var counts = Counts()
        let walk = FileWalk(problem: problem) { path in
            let octets: [UInt8]?
            do throws(InputProblem) {
                octets = try InputReader.source(path)
            } catch {
                return problem(error)
            }
            guard let octets else { return }
            let report = try FileReport(on: octets, path: path, ignoring: ignored) { try check($0) }
            counts.files += 1
            counts.messages += report.messages
            counts.severities += report.findings.map(\.finding.severity)
            if !report.findings.isEmpty { try body(report.findings) }
        }
        do {
            for path in paths { try walk.visit(path) }
        } catch is CancellationError {
            counts.isCancelled = true
        }
        return counts
    }

    private func check(_ message: FoundMessage) throws -> [Diagnostic] {
        // A file may have millions of messages.
        try Task.checkCancellation()
        return switch message.kind {
        case .authorizationRequest: try requests.check(Array(message.text.utf8)).report.diagnostics
        case .authorizationResponse: try responses.check(Array(message.text.utf8)).report.diagnostics
        case .tokenRequest: requests.check(message.tokenRequest(endpoint: tokenEndpoint)).report.diagnostics
        }
    }
}
