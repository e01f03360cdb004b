import Commands
import OAuth
import Scan

/// A finding as a workflow command of GitHub Actions, which shows it beside the line of the file
/// (docs.github.com, "Workflow commands for GitHub Actions").
enum WorkflowCommand {
    static func text(_ one: FileFinding) -> SafeText {
        let finding = one.finding
        var properties: SafeText = "file=\(property(one.path.text)),line=\(one.start.line),endLine=\(one.end.line)"
        // A column counts only within one line.
        if one.start.line == one.end.line {
            properties += ",col=\(one.start.column),endColumn=\(max(one.start.column, one.end.column))"
        }
        properties += ",title=\(property("authscope \(finding.rule.rawValue)"))"
        let advice = finding.advice.isEmpty ? "" : " Fix: \(finding.advice)."
        return "::\(name(of: finding.severity)) \(properties)::\(data(finding.message + advice))\n"
    }

    private static func name(of severity: Severity) -> SafeText {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "notice"
        }
    }

    /// The sanitiser replaces line ends with visible signs, so only `%` and the separators need escapes.
    private static func data(_ text: String) -> SafeText { SafeText(whole: text.replacing("%", with: "%25")) }

    private static func property(_ text: String) -> SafeText {
        SafeText(
            whole: text.replacing("%", with: "%25").replacing(":", with: "%3A").replacing(",", with: "%2C"))
    }
}
