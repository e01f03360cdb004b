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
    ///   - body: Called with the findings about a file, if there are any.
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
        for path in paths { try walk.visit(path) }
        return counts
    }

    private func check(_ message: FoundMessage) throws -> [Diagnostic] {
        switch message.kind {
        case .authorizationRequest: try requests.check(Array(message.text.utf8)).report.diagnostics
        case .authorizationResponse: try responses.check(Array(message.text.utf8)).report.diagnostics
        case .tokenRequest: requests.check(message.tokenRequest(endpoint: tokenEndpoint)).report.diagnostics
        }
    }
}
