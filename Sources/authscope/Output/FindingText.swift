import OAuth
import Screen

/// Findings as a compiler would print them.
struct FindingText {
    var style: OutputStyle

    /// One finding: what, where, what to do, and why.
    ///
    /// - Parameter input: the text that the finding's octets are counted in.
    /// - Parameter line: the number of the line that was judged, where there are many.
    func text(_ finding: Diagnostic, input: [UInt8], line: Int? = nil) -> String {
        let place = line.map { "\($0): " } ?? ""
        let head = style.strong("\(finding.severity.rawValue)[\(finding.rule.rawValue)]", finding.severity)
        var text = "\(place)\(head): \(safe(finding.message))\n"
        if let range = finding.range, let excerpt = Excerpt(of: range, in: input, width: style.width - 2) {
            let indent = String(repeating: " ", count: excerpt.carets.prefix { $0 == " " }.count)
            let carets = String(excerpt.carets.drop { $0 == " " })
            text += "  \(excerpt.line)\n  \(indent)\(style.strong(carets, finding.severity))\n"
        }
        if !finding.advice.isEmpty { text += "  fix: \(safe(finding.advice))\n" }
        return text + "  reference: \(finding.reference)\n"
    }

    /// All findings with an empty line after each, and the verdict.
    func text(_ report: any FindingReport, input: [UInt8]) -> String {
        report.diagnostics.map { text($0, input: input) + "\n" }.joined() + summary(of: report) + "\n"
    }

    /// The verdict, and how many findings there are of each severity.
    func summary(of report: any FindingReport) -> String {
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = report.diagnostics.count { $0.severity == severity }
            return count == 0 ? nil : Self.count(count, severity)
        }
        let verdict = style.strong(report.verdict.rawValue)
        return "\(verdict): \(counts.isEmpty ? "no findings" : counts.joined(separator: ", "))"
    }

    private static func count(_ count: Int, _ severity: Severity) -> String {
        // "info" has no plural.
        "\(count) \(severity.rawValue)\(count == 1 || severity == .info ? "" : "s")"
    }
}
