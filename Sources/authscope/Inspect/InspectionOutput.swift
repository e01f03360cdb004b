import Catalog
import Commands
import JSON
import OAuth
import Text

/// The output of `authscope inspect`.
struct InspectionOutput {
    var inspection: Inspection
    var provider: Provider?
    var client: Client?
    var style = OutputStyle()

    // MARK: Text

    /// The kind of the text, its parts with the places of the findings, and the findings.
    var text: SafeText {
        var text = style.strong(heading) + "\n\n"
        let width = min(inspection.rows.map { SafeText($0.name).columns }.max() ?? 0, Self.widestName)
        for row in inspection.rows { text += self.text(of: row, nameColumns: width) }
        if !inspection.rows.isEmpty { text += "\n" }
        for (number, finding) in inspection.findings.enumerated() { text += self.text(of: finding, number + 1) + "\n" }
        text += summary
        let others = inspection.kinds.filter { $0 != inspection.kind }
        if !others.isEmpty {
            text += "To read it as something else: --kind \(others.map(\.rawValue).joined(separator: ", --kind "))\n"
        }
        return text
    }

    private static let widestName = 24

    private var heading: SafeText {
        let form = "\(inspection.form.words), read as: \(inspection.kind.words)"
        let owner = provider.map { ", checked as \($0.name)" } ?? ", checked only by the standards"
        return "\(form + owner + (client.map { ", client \($0.name)" } ?? ""))"
    }

    private func text(of row: Inspection.Row, nameColumns: Int) -> SafeText {
        let indent = nameColumns + 2
        var text = SafeText(row.name).padded(to: nameColumns, atLeast: 2)
        if text.columns < indent { text = text.padded(to: indent) }
        let isWhole = !style.isTerminal || SafeText(row.value).columns <= style.width - indent
        if isWhole || row.marks.allSatisfy({ $0.range == nil }) {
            text += SafeText(row.value, columns: isWhole ? nil : style.width - indent)
            text += row.remark.isEmpty ? "\n" : "  (\(row.remark))\n"
            for mark in row.marks {
                text += carets(of: mark, in: row.value, width: Int.max / 2, indent, showsLine: false)
            }
        } else {
            let width = style.width - indent - 4
            text += SafeText(row.value, columns: style.width - indent) + "\n"
            for mark in row.marks { text += carets(of: mark, in: row.value, width: width, indent, showsLine: true) }
        }
        return text
    }

    /// The number of a finding under its octets.
    private func carets(
        of mark: Inspection.Mark, in value: String, width: Int, _ indent: Int, showsLine: Bool
    ) -> SafeText {
        let severity = inspection.findings[mark.finding].severity
        let number: SafeText = " \(mark.finding + 1)"
        var source = ExcerptSource(value)
        guard let range = mark.range, let excerpt = source.excerpt(of: range, width: width) else {
            return SafeText.spaces(indent) + style.strong("^" + number, severity) + "\n"
        }
        let start = excerpt.carets.utf8.prefix { $0 == UInt8(ascii: " ") }.count
        let carets = SafeText(excerpt.carets.replacing(" ", with: ""))
        var text: SafeText = ""
        if showsLine { text += .spaces(indent) + SafeText(excerpt.line) + "\n" }
        return text + .spaces(indent + start) + style.strong(carets + number, severity) + "\n"
    }

    private func text(of finding: Inspection.Finding, _ number: Int) -> SafeText {
        let rule: SafeText = finding.rule.map { "[\($0.rawValue)]" } ?? ""
        let head = style.strong("\(number) \(finding.severity.rawValue)\(rule)", finding.severity)
        var text: SafeText = "\(head): \(finding.message)\n"
        if !finding.advice.isEmpty { text += "  fix: \(finding.advice)\n" }
        return text + "  reference: \(finding.reference)\n"
    }

    private var summary: SafeText {
        let counts = Severity.allCases.reversed().compactMap { severity -> SafeText? in
            let count = inspection.count(severity)
            guard count > 0 else { return nil }
            return severity == .info ? "\(count.grouped) info" : "\(count.counted(severity.rawValue))"
        }
        let verdict = style.strong("\(inspection.verdict.rawValue)")
        return "\(verdict): \(counts.isEmpty ? "no findings" : counts.joined(separator: ", "))\n"
    }

    // MARK: JSON

    var json: SafeText {
        let value = JSONValue.object([
            .init("form", .string(inspection.form.rawValue)), .init("kind", .string(inspection.kind.rawValue)),
            .init("kinds", .array(inspection.kinds.map { .string($0.rawValue) })),
            .init("provider", .optional(provider?.id)), .init("client", .optional(client?.name)),
            .init("parts", .array(inspection.rows.map { json(of: $0) })),
            .init("verdict", .string(inspection.verdict.rawValue)),
            .init("findings", .array(inspection.findings.map { json(of: $0) })),
        ])
        return SafeText(value, style: .pretty) + "\n"
    }

    private func json(of row: Inspection.Row) -> JSONValue {
        .object([
            .init("in", .string(row.place.rawValue)), .init("name", .string(row.name)),
            .init("value", .string(row.value)), .init("secret", .bool(row.isSecret)),
            .init("remark", .optional(row.remark.isEmpty ? nil : row.remark)),
            .init(
                "findings",
                .array(
                    row.marks.map { mark in
                        .object([
                            .init("finding", .optional(mark.finding)),
                            .init("start", .optional(mark.range?.lowerBound)),
                            .init("end", .optional(mark.range?.upperBound)),
                        ])
                    })),
        ])
    }

    private func json(of finding: Inspection.Finding) -> JSONValue {
        .object([
            .init("rule", .optional(finding.rule?.rawValue)), .init("severity", .string(finding.severity.rawValue)),
            .init("param", .string(finding.parameter)), .init("message", .string(finding.message)),
            .init("fix", .optional(finding.advice.isEmpty ? nil : finding.advice)),
            .init("reference", .string(finding.reference)),
        ])
    }
}
