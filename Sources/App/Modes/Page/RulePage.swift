import OAuth
import Screen

/// The page about a rule of the linter, with the text that `authscope rules` prints.
enum RulePage {
    static func lines(of rule: Rule, width: Int) -> [Line] {
        var page = PageText(width: width)
        let severity = rule.severities.max() ?? .info
        let severities = rule.severities.map(\.rawValue).joined(separator: " or ")
        page.paragraph("\(severity.sign) \(severities)", severity.style.with(.bold))
        append([("When", rule.summary), ("Why", rule.explanation), ("Fix", rule.advice)], of: rule, to: &page)
        return page.lines
    }

    /// Returns the page with the finding itself and its fix.
    ///
    /// - Parameter key: The key that applies the fix.
    static func lines(of finding: Diagnostic, fixedBy key: String, width: Int) -> [Line] {
        var page = PageText(width: width)
        for line in Line.finding(finding.severity, finding.message, id: "", indent: 2, width: width) {
            page.append(line)
        }
        let rule = finding.rule.rule
        let fix = finding.fix.map { "\(key): \($0.title)" } ?? finding.advice
        append([("Fix", fix), ("Why", rule.explanation)], of: rule, to: &page)
        return page.lines
    }

    private static func append(_ sections: [(String, String)], of rule: Rule, to page: inout PageText) {
        for (heading, text) in sections + [("Reference", rule.reference)] {
            page.gap()
            page.heading(heading)
            page.paragraph(text)
        }
        // Examples are values, which can be broken anywhere.
        for (heading, text) in [("Accepted", rule.goodExample), ("Reported", rule.badExample)] {
            page.gap()
            page.heading(heading)
            page.value(text)
        }
    }
}
