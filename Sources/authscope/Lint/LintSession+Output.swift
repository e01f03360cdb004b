import Commands
import JSON
import OAuth

extension LintSession {
    /// Checks the input, and returns the whole output.
    func lint(_ input: [UInt8]) throws -> CommandResult {
        let judgement: LintJudgement
        do {
            judgement = try judge(input)
        } catch let problem as NotUTF8 {
            throw problem.failure
        }
        let code = judgement.report.exitCode
        if format == .json { return CommandResult(stdout: json(judgement, .pretty), exitCode: code) }
        let findings = FindingText(style: style).text(judgement.report, inputs: judgement.reportTexts)
        guard let fixed = judgement.fixed else { return CommandResult(stdout: findings, exitCode: code) }
        let remaining: SafeText = fixed.report.diagnostics.isEmpty ? "" : "\n" + findings
        return CommandResult(stdout: fixed.text, stderr: fixed.changeText() + remaining, exitCode: code)
    }

    /// Returns the output about one input of many. The exit code is that of `LineLintSession.finish()`.
    ///
    /// - Parameter number: The number of the input's line, from 1.
    func text(_ judgement: LintJudgement, line number: Int) -> CommandResult {
        if format == .json { return CommandResult(stdout: json(judgement, .compact, line: number)) }
        let findings = FindingText(style: style).text(
            judgement.report.diagnostics, inputs: judgement.reportTexts, line: number)
        guard let fixed = judgement.fixed else { return CommandResult(stdout: findings) }
        return CommandResult(stdout: fixed.line, stderr: fixed.changeText(line: number) + findings)
    }

    private func json(_ judgement: LintJudgement, _ style: JSONWriter.Style, line number: Int? = nil) -> SafeText {
        let members =
            (number.map { [JSONValue.Member("line", .optional($0))] } ?? []) + (judgement.fixed?.members ?? [])
        let value = JSONValue(judgement.report, with: members, showsParts: judgement.showsParts)
        return SafeText(value, style: style) + "\n"
    }
}
