import Catalog
import Commands
import JSON
import OAuth
import Options

/// The rules in each output format.
struct RulesOutput {
    var format = RulesFormat.text
    var style = OutputStyle()

    /// Returns all rules, the named one, or those whose names start with the text. Throws `CommandFailure` if there are
    /// none.
    func show(_ id: String?) throws -> CommandResult {
        guard let id else { return CommandResult(stdout: list(Rule.all)) }
        guard let rule = RuleID(rawValue: id)?.rule else {
            let beginning = Rule.all.filter { $0.id.rawValue.hasPrefix(id + "-") }
            if !beginning.isEmpty { return CommandResult(stdout: list(beginning)) }
            let near = nearestName(to: id, among: RuleID.allCases.map(\.rawValue))
            let hint = near.map { "did you mean \($0)?" } ?? "authscope rules lists them"
            throw CommandFailure(.usage, "there is no rule \"\(id)\"; \(hint)")
        }
        switch format {
        case .text: return CommandResult(stdout: RuleText(style: style).text(rule))
        case .json: return CommandResult(stdout: SafeText(JSONValue(rule), style: .pretty) + "\n")
        case .markdown: return CommandResult(stdout: SafeText(lines: RulesMarkdown.text(rule)))
        }
    }

    private func list(_ rules: [Rule]) -> SafeText {
        switch format {
        case .text: RuleText(style: style).table(rules)
        case .json: SafeText(.array(rules.map { JSONValue($0) }), style: .pretty) + "\n"
        case .markdown:
            SafeText(
                lines: rules.count == Rule.all.count
                    ? RulesMarkdown.text(rules) : rules.map { RulesMarkdown.text($0) }.joined(separator: "\n"))
        }
    }
}

extension JSONValue {
    fileprivate init(_ rule: Rule) {
        self = .object([
            Member("id", .string(rule.id.rawValue)),
            Member("group", .string(rule.group.title)),
            Member("severities", .array(rule.severities.map { .string($0.rawValue) })),
            Member("summary", .string(rule.summary)),
            Member("explanation", .string(rule.explanation)),
            Member("fix", .string(rule.advice)),
            Member("reference", .string(rule.reference)),
            Member("good", .string(rule.goodExample)),
            Member("bad", .string(rule.badExample)),
        ])
    }
}

extension Rule {
    /// Its severities in words, worst first.
    var severityText: String { severities.map(\.rawValue).joined(separator: " or ") }
}
