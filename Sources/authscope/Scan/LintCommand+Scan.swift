import Catalog
import Commands
import Glibc
import OAuth
import Options
import Platform
import Scan

extension LintCommand {
    /// Checks the requests in files and folders. Text and workflow commands are written during the search.
    func scanFiles() throws -> CommandResult {
        let ignored = try Set(ignore.map { try Self.rule(named: $0) })
        var expectation = try expectation()
        var endpoint: String?
        if case .provider(let provider) = expectation {
            // A folder can also have requests to other providers.
            expectation = .known([provider])
            endpoint = provider.tokenEndpoint
        }
        let session = ScanSession(
            LintSession(expectation: expectation, profile: profile?.profile), ignoring: ignored,
            tokenEndpoint: endpoint)
        let output = ScanOutput(format: format, style: style)
        var collected: [FileFinding] = []
        var hasProblem = false
        let paths = inputs.isEmpty ? [OctetPath(".")] : inputs.map { OctetPath(argument: $0) }
        let counts = try session.scan(paths) { problem in
            hasProblem = true
            write("Error: \(problem.description)\n", to: STDERR_FILENO)
        } _: { findings in
            guard let text = output.text(findings) else { return collected += findings }
            if let code = write(text, to: STDOUT_FILENO) { throw CommandFailure(writing: code) }
        }
        let broken = CommandFailure.Cause.file.rawValue
        let code: Int32 = hasProblem ? broken : counts.severities.contains(.error) ? 1 : 0
        // A count of nothing would look like a result beside the error.
        let isVain = format == .text && hasProblem && counts.files == 0
        return CommandResult(stdout: isVain ? "" : output.end(collected, counts), exitCode: code)
    }

    private static func rule(named name: String) throws -> RuleID {
        if let rule = RuleID(rawValue: name) { return rule }
        let near = nearestName(to: name, among: RuleID.allCases.map(\.rawValue))
        let hint = near.map { "did you mean \($0)?" } ?? "authscope rules lists them"
        throw CommandFailure(.usage, "--ignore: there is no rule \"\(name)\"; \(hint)")
    }
}
