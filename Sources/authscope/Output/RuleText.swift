import Commands
import OAuth
import Screen

/// Rules as text for people.
struct RuleText {
    var style: OutputStyle

    /// Returns each rule with its first sentence, under the headings of the groups. On a terminal, lines are wrapped at
    /// words.
    func table(_ rules: [Rule]) -> SafeText {
        let idWidth = rules.map(\.id.rawValue.utf8.count).max() ?? 0
        var text: SafeText = ""
        for group in RuleGroup.allCases {
            let members = rules.filter { $0.group == group }
            guard !members.isEmpty else { continue }
            if !text.isEmpty { text += "\n" }
            text += "\(style.strong("\(group.title)"))\n"
            for rule in members {
                let id = padded(rule.id.rawValue, to: idWidth)
                let severities = padded(rule.severities.map(\.rawValue).joined(separator: "/"), to: 13)
                text += row("  \(id)  \(severities)", rule.headline)
            }
        }
        return text + "\nauthscope rules ID explains one.\n"
    }

    /// Returns the start of a row with the headline beside it, or below it if there is little room.
    private func row(_ start: String, _ headline: String) -> SafeText {
        guard style.isTerminal else { return "\(start)  \(headline)\n" }
        let isNarrow = style.width - start.utf8.count < 26
        let indent = isNarrow ? 6 : start.utf8.count + 2
        let lines = words(of: headline, indent: indent)
        let rest = lines.dropFirst(isNarrow ? 0 : 1).map { "\(SafeText.spaces(indent))\($0)\n" as SafeText }.joined()
        return (isNarrow ? "\(start)\n" : "\(start)  \(lines[0])\n") + rest
    }

    /// Returns the full text of one rule.
    func text(_ rule: Rule) -> SafeText {
        let head = style.strong("\(rule.id.rawValue)", rule.severities.max() ?? .info)
        let paragraphs: [(SafeText, String)] = [
            ("When", rule.summary), ("Why", rule.explanation), ("Fix", rule.advice), ("Reference", rule.reference),
        ]
        let body = paragraphs.map { "\n\(style.strong($0.0))\n\(wrapped($0.1))" as SafeText }.joined()
        return "\(head)  \(rule.severityText)\n\(body)\n\(style.strong("Accepted"))\n  \(rule.goodExample)\n"
            + "\n\(style.strong("Reported"))\n  \(rule.badExample)\n"
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }

    /// Returns the text, wrapped at words and indented.
    private func wrapped(_ text: String) -> SafeText {
        words(of: text, indent: 2).map { "  \($0)\n" as SafeText }.joined()
    }

    private func words(of text: String, indent: Int) -> [String] {
        wrap(text, width: style.width - indent, cutsWords: false)
    }
}

extension Rule {
    /// The first sentence of the summary, without its full stop.
    fileprivate var headline: String {
        // A quoted full stop has a space before it.
        let stop = summary.ranges(of: ". ").first { !summary[..<$0.lowerBound].hasSuffix(" ") }
        let end = stop?.lowerBound ?? summary.endIndex
        let sentence = summary[..<end]
        return String(sentence.hasSuffix(".") ? sentence.dropLast() : sentence)
    }
}
