import Commands
import JSON
import OAuth
import Text

/// The output of `authscope diff`.
struct DiffOutput {
    var comparison: RequestComparison
    /// The arguments, for the heading.
    var names: (left: String, right: String)
    /// Whether to show the rows that do not count as differences.
    var showsAll = false
    var style = OutputStyle()

    /// One or more lines for each difference, as in diff(1): `-` is the left request and `+` the right one.
    var text: SafeText {
        var text: SafeText = ""
        for row in comparison.rows where row.counts || showsAll { text += self.text(of: row) }
        let count = comparison.count
        let total = comparison.rows.count
        text +=
            style.strong(
                count == 0 ? "no differences" : "\(count.grouped) of \(total.counted("part")) differ")
            + "\n"
        let folded = comparison.rows.filter { $0.verdict == .newEachTime }.map(\.name)
        if !folded.isEmpty, !showsAll { text += "new in each attempt: \(folded.joined(separator: ", "))\n" }
        let spelt = comparison.rows.filter { $0.verdict == .spelling }.map(\.name)
        if !spelt.isEmpty, !showsAll { text += "same meaning, other spelling: \(spelt.joined(separator: ", "))\n" }
        return text
    }

    private func text(of row: RequestComparison.Row) -> SafeText {
        let sign: SafeText =
            switch row.verdict {
            case .same: "="
            case .differs: "≠"
            case .weaker: "!"
            case .newEachTime: "·"
            case .spelling: "~"
            }
        let label = row.place == .parameter || row.place == .address ? "" : " (\(row.place.words))" as SafeText
        let head: SafeText = "\(sign) \(row.name)\(label)"
        var text = (row.counts ? style.strong(head, row.verdict == .weaker ? .error : .warning) : head) + "\n"
        guard row.verdict != .same else { return text + lines("  ", row.left) }
        if row.name == "scope", !row.onlyLeft.isEmpty || !row.onlyRight.isEmpty {
            text += row.common.isEmpty ? "" : "    \(row.common.joined(separator: " "))\n"
            text += row.onlyLeft.map { "  - \($0)\n" as SafeText }.joined()
            return text + row.onlyRight.map { "  + \($0)\n" as SafeText }.joined()
        }
        return text + lines("  - ", row.left) + lines("  + ", row.right)
    }

    private func lines(_ sign: SafeText, _ values: [String]?) -> SafeText {
        guard let values else { return sign + "(missing)\n" }
        return values.map { value in sign + (value.isEmpty ? "(empty)" : SafeText(value)) + "\n" }.joined()
    }

    var json: SafeText {
        let rows = comparison.rows.map { row -> JSONValue in
            var members: [JSONValue.Member] = [
                .init("in", .string(row.place.rawValue)), .init("name", .string(row.name)),
                .init("verdict", .string(row.verdict.rawValue)), .init("left", list(row.left)),
                .init("right", list(row.right)),
            ]
            if row.name == "scope", row.place == .parameter {
                members += [.init("only_left", list(row.onlyLeft)), .init("only_right", list(row.onlyRight))]
            }
            return .object(members)
        }
        let value = JSONValue.object([
            .init("left", .string(Redaction.redacted(names.left))),
            .init("right", .string(Redaction.redacted(names.right))),
            .init("differs", .optional(comparison.count)), .init("rows", .array(rows)),
        ])
        return SafeText(value, style: .pretty) + "\n"
    }

    private func list(_ values: [String]?) -> JSONValue { values.map { .array($0.map { .string($0) }) } ?? .null }
}

extension RequestComparison.Row.Place {
    /// The place in words.
    fileprivate var words: String {
        switch self {
        case .address, .parameter: ""
        case .field: "header field"
        case .token: "token request"
        }
    }
}
