import OAuth
import Text

/// Findings in the style of compiler messages.
package struct FindingText {
    private let style: OutputStyle

    package init(style: OutputStyle) {
        self.style = style
    }

    /// Returns the findings, each followed by an empty line: the problem, its place, the fix, and the reason.
    ///
    /// - Parameters:
    ///   - inputs: The texts in which the octets of the findings are counted.
    ///   - line: The number of the line that was checked, if the input has many.
    package func text(_ findings: [Diagnostic], inputs: [Diagnostic.Part: String], line: Int? = nil) -> SafeText {
        var text: SafeText = ""
        guard !findings.isEmpty else { return text }
        var sources = inputs.mapValues { ExcerptSource($0) }
        for finding in findings { text += self.text(finding, in: &sources[finding.part], line: line) + "\n" }
        return text
    }

    private func text(_ finding: Diagnostic, in source: inout ExcerptSource?, line: Int?) -> SafeText {
        let head = style.strong("\(finding.severity.rawValue)[\(finding.rule.rawValue)]", finding.severity)
        var text: SafeText = line.map { "\($0): " } ?? ""
        text += "\(head): \(finding.message)\n"
        if let range = finding.range, let excerpt = source?.excerpt(of: range, width: style.width - 2) {
            let indent = SafeText.spaces(excerpt.carets.utf8.prefix { $0 == UInt8(ascii: " ") }.count)
            let carets = SafeText(excerpt.carets.replacing(" ", with: ""))
            text += "  \(excerpt.line)\n  \(indent)\(style.strong(carets, finding.severity))\n"
        }
        if !finding.advice.isEmpty { text += "  fix: \(finding.advice)\n" }
        return text + "  reference: \(finding.reference)\n"
    }

    /// Returns all findings of a report, and the verdict.
    package func text(_ report: any FindingReport, inputs: [Diagnostic.Part: String]) -> SafeText {
        text(report.diagnostics, inputs: inputs) + summary(of: report) + "\n"
    }

    /// Returns all findings of a report on one text, and the verdict.
    package func text(_ report: any FindingReport, input: String) -> SafeText {
        text(report, inputs: [.input: input])
    }

    /// Returns the verdict and the number of findings of each severity.
    package func summary(of report: any FindingReport) -> SafeText {
        let counts = Severity.allCases.reversed().compactMap { severity -> SafeText? in
            let count = report.diagnostics.count { $0.severity == severity }
            return count == 0 ? nil : Self.count(count, severity)
        }
        let verdict = style.strong("\(report.verdict.rawValue)")
        return "\(verdict): \(counts.isEmpty ? "no findings" : counts.joined(separator: ", "))"
    }

    private static func count(_ count: Int, _ severity: Severity) -> SafeText {
        // The word "info" has no plural.
        severity == .info ? "\(count.grouped) info" : "\(count.counted(severity.rawValue))"
    }
}
