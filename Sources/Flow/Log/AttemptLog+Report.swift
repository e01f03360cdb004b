import Catalog
import OAuth

extension AttemptLog {
    /// Returns the log in Markdown, for an issue: the steps, the messages, and the findings, without a secret.
    ///
    /// - Parameter version: The version of authscope.
    package func report(version: String) -> String {
        var text = "# authscope report\n\n- authscope \(version)\n"
        for subject in subjects where entries.contains(where: { $0.attempt == subject.number }) {
            let own = entries.filter { $0.attempt == subject.number }
            text += "\n## \(Self.line(title(of: subject.number)))\n\n"
            text += "- endpoint: \(MarkdownText.code(subject.endpoint))\n\n"
            text += "| time | | what |\n| --- | --- | --- |\n"
            for entry in own {
                text += "| \(entry.time) | \(MarkdownText.code(entry.sign.trimmed)) | \(Self.line(entry.title)) |\n"
            }
            for entry in own where !entry.message.isEmpty {
                text += "\n### \(Self.line(entry.title))\n\n\(Self.block(entry.message))"
            }
            let findings = own.flatMap(\.findings)
            if !findings.isEmpty { text += "\n### Findings\n\n" }
            for finding in findings {
                text += "- \(finding.severity.rawValue) `\(finding.rule.rawValue)`: \(Self.line(finding.message))\n"
            }
        }
        for state in subjects.flatMap(\.states) {
            text = text.replacing(state, with: "‹redacted:\(state.utf8.count)›")
        }
        return text
    }

    /// Foreign text as one line that Markdown shows as it is (CommonMark §2.4).
    private static func line(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 {
                line += " "
            } else {
                if "\\`*_{}[]<>#|!&~@".unicodeScalars.contains(scalar) { line += "\\" }
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// Returns a code block that its content cannot close (CommonMark §4.5).
    private static func block(_ lines: [String]) -> String {
        let longest = lines.flatMap { $0.split { $0 != "`" } }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\n\(lines.map { $0.replacing("\n", with: " ") + "\n" }.joined())\(fence)\n"
    }
}

extension String {
    fileprivate var trimmed: String { self == " " ? "" : self }
}
