import Commands
import JSON
import OAuth
import Options

/// Checks the lines of `authscope lint --lines` as they arrive, and counts them at the end.
struct LineLintSession {
    private let session: LintSession
    private var line = 0
    private var unreadable = 0
    private var counts: [Verdict: Int] = [:]

    init(_ session: LintSession) {
        self.session = session
    }

    /// Checks the next line. An empty line is counted, but not checked. The exit code is that of `finish`.
    mutating func lint(_ octets: [UInt8]) throws -> CommandResult {
        line += 1
        guard octets.contains(where: { $0 > 0x20 }) else { return CommandResult() }
        do {
            let result = try session.check(octets)
            counts[result.report.verdict, default: 0] += 1
            return session.text(result, line: line)
        } catch let problem as NotUTF8 {
            unreadable += 1
            return answer(to: problem)
        }
    }

    /// Returns the problem: in JSON instead of the verdict, as text on standard error.
    private func answer(to problem: NotUTF8) -> CommandResult {
        var place = problem
        place.line = line
        guard session.format == .json else { return place.failure.result }
        let json = JSONValue.object([
            .init("line", .optional(line)), .init("column", .optional(problem.column)),
            .init("error", .string(problem.message)),
        ])
        return CommandResult(stdout: SafeText(json, style: .compact) + "\n")
    }

    /// Returns the count, and the exit code for all lines.
    func finish() -> CommandResult {
        let count = { (verdict: Verdict) in counts[verdict] ?? 0 }
        let broken = CommandFailure.Cause.file.rawValue
        var result = CommandResult(exitCode: unreadable > 0 ? broken : count(.invalid) > 0 ? 1 : 0)
        guard session.format == .text else { return result }
        let checked = counts.values.reduce(0, +)
        var summary: SafeText =
            "\(checked) checked: \(count(.valid)) valid, \(count(.warning)) with warnings, \(count(.invalid)) invalid"
        summary += unreadable > 0 ? "; \(unreadable) not UTF-8\n" : "\n"
        if session.fixes { result.stderr = summary } else { result.stdout = summary }
        return result
    }
}

/// Splits a stream of octets into lines.
struct LineSplitter {
    /// The octets of a line that are kept: far more than a URL may have.
    static let longestLine = 1 << 20

    private var line: [UInt8] = []
    private var hasLine = false

    /// Adds octets, and returns the lines that are complete, without their line breaks.
    mutating func add(_ octets: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var rest = octets[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<end])
            lines.append(nextLine())
            rest = rest[(end + 1)...]
        }
        if !rest.isEmpty { append(rest) }
        return lines
    }

    /// Returns the last line, if no line break follows it.
    mutating func finish() -> [[UInt8]] {
        hasLine ? [nextLine()] : []
    }

    private mutating func append(_ octets: ArraySlice<UInt8>) {
        hasLine = true
        line += octets.prefix(Self.longestLine - line.count)
    }

    private mutating func nextLine() -> [UInt8] {
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer {
            line = []
            hasLine = false
        }
        return line
    }
}
