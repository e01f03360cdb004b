import Commands
import JSON
import OAuth

extension LintSession {
    /// Checks the input, and returns the whole output.
    func lint(_ input: [UInt8]) throws -> CommandResult {
        let result: LintResult
        do {
            result = try check(input)
        } catch let problem as NotUTF8 {
            throw problem.failure
        }
        let code = result.report.exitCode
        if format == .json { return CommandResult(stdout: json(result, .pretty), exitCode: code) }
        let findings = FindingText(style: style).text(result.report, inputs: result.reportTexts)
        guard let fixed = result.fixed else { return CommandResult(stdout: findings, exitCode: code) }
        let remaining: SafeText = fixed.report.diagnostics.isEmpty ? "" : "\n" + findings
        return CommandResult(stdout: fixed.text, stderr: fixed.changeText() + remaining, exitCode: code)
    }

    /// Returns the output about one input of many. The exit code is that of `LineLintSession.finish()`.
    ///
    /// - Parameter number: The number of the input's line, from 1.
    func text(_ result: LintResult, line number: Int) -> CommandResult {
        if format == .json { return CommandResult(stdout: json(result, .compact, line: number)) }
        let findings = FindingText(style: style).text(
            result.report.diagnostics, inputs: result.reportTexts, line: number)
        guard let fixed = result.fixed else { return CommandResult(stdout: findings) }
        return CommandResult(stdout: fixed.line, stderr: fixed.changeText(line: number) + findings)
    }

    private func json(_ result: LintResult, _ style: JSONWriter.Style, line number: Int? = nil) -> SafeText {
        let members =
            (number.map { [JSONValue.Member("line", .optional($0))] } ?? []) + (result.fixed?.members ?? [])
        let value = JSONValue(result.report, with: members, showsParts: result.showsParts)
        return SafeText(value, style: style) + "\n"
    }
}
