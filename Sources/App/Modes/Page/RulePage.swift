import OAuth
import Screen

/// The page about a rule of the linter, with the text that `authscope rules` prints.
enum RulePage {
    static func lines(of rule: Rule, width: Int) -> [Line] {
        var page = PageText(width: width)
        let severity = rule.severities.max() ?? .info
        let severities = rule.severities.map(\.rawValue).joined(separator: " or ")
        page.paragraph("\(severity.sign) \(severities)", severity.style.with(.bold))
        for (heading, text) in [
            ("When", rule.summary), ("Why", rule.explanation), ("Fix", rule.advice), ("Reference", rule.reference),
        ] {
            page.gap()
            page.heading(heading)
            page.paragraph(text)
        }
        // Examples are values, which can be broken anywhere.
        for (heading, text) in [("Accepted", rule.goodExample), ("Reported", rule.badExample)] {
            page.gap()
            page.heading(heading)
            for line in wrapEverywhere(text, width: max(1, width - 4)) { page.append(Line("  " + line)) }
        }
        return page.lines
    }
}
