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
        let place: SafeText = line.map { "\($0): " } ?? ""
        for finding in findings { text += self.text(finding, in: &sources[finding.part], place: place) + "\n" }
        return text
    }

    /// Returns one finding, after its place.
    ///
    /// - Parameters:
    ///   - source: The text in which the octets of the finding are counted.
    ///   - place: The beginning of the first line, such as `file:1:2: `.
    package func text(_ finding: Diagnostic, in source: inout ExcerptSource?, place: SafeText) -> SafeText {
        let head = style.strong("\(finding.severity.rawValue)[\(finding.rule.rawValue)]", finding.severity)
        var text = wrapped("\(place)\(head): \(finding.message)\n")
        if let range = finding.range, let excerpt = source?.excerpt(of: range, width: style.width - 2) {
            let indent = SafeText.spaces(excerpt.carets.utf8.prefix { $0 == UInt8(ascii: " ") }.count)
            let carets = SafeText(excerpt.carets.replacing(" ", with: ""))
            text += "  \(excerpt.line)\n  \(indent)\(style.strong(carets, finding.severity))\n"
        }
        if !finding.advice.isEmpty { text += wrapped("  fix: \(finding.advice)\n") }
        return text + wrapped("  reference: \(finding.reference)\n")
    }

    /// Returns the text in lines of whole words on a terminal; otherwise unchanged.
    private func wrapped(_ text: SafeText) -> SafeText { style.isTerminal ? text.wrapped(to: style.width) : text }

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
        let verdict = style.strong("\(report.verdict.rawValue)")
        return "\(verdict): \(Self.counts(report.diagnostics.map(\.severity)))"
    }

    /// Returns the number of findings of each severity, the worst first.
    package static func counts(_ severities: [Severity]) -> SafeText {
        let counts = Severity.allCases.reversed().compactMap { severity -> SafeText? in
            let count = severities.count { $0 == severity }
            return count == 0 ? nil : Self.count(count, severity)
        }
        return counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
    }

    private static func count(_ count: Int, _ severity: Severity) -> SafeText {
        // The word "info" has no plural.
        severity == .info ? "\(count.grouped) info" : "\(count.counted(severity.rawValue))"
    }
}
