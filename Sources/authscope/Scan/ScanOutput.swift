import Catalog
import Commands
import JSON
import OAuth
import Options
import Scan

/// The findings of a scan in each form of output.
struct ScanOutput {
    var format = LintFormat.text
    var style = OutputStyle()

    /// Returns the output about a file; nil if the form is one document, which comes at the end.
    func text(_ findings: [FileFinding]) -> SafeText? {
        switch format {
        case .text: findings.map { text($0) }.joined()
        case .github: findings.map { WorkflowCommand.text($0) }.joined()
        case .json, .sarif: nil
        }
    }

    /// Returns the output at the end.
    ///
    /// - Parameter findings: All findings, of a form that is one document.
    func end(_ findings: [FileFinding], _ counts: ScanSession.Counts) -> SafeText {
        switch format {
        case .text: "\(Self.summary(of: counts))\n"
        case .github: ""
        case .json: SafeText(json(findings, counts), style: .pretty) + "\n"
        case .sarif: SafeText(SARIF.log(of: findings), style: .pretty) + "\n"
        }
    }

    /// The numbers of files and messages, and of findings by severity.
    static func summary(of counts: ScanSession.Counts) -> SafeText {
        "\(counts.messages.counted("request")) in \(counts.files.counted("file")): "
            + FindingText.counts(counts.severities)
    }

    private func text(_ one: FileFinding) -> SafeText {
        var source: ExcerptSource? = ExcerptSource(one.excerpt)
        let place: SafeText = "\(one.path.text):\(one.start.line):\(one.start.column): "
        return FindingText(style: style).text(one.finding, in: &source, place: place) + "\n"
    }

    private func json(_ findings: [FileFinding], _ counts: ScanSession.Counts) -> JSONValue {
        .object([
            .init("files", .optional(counts.files)),
            .init("messages", .optional(counts.messages)),
            .init("findings", .array(findings.map { json($0) })),
        ])
    }

    private func json(_ one: FileFinding) -> JSONValue {
        .object(
            [
                .init("file", .string(one.path.text)),
                .init("line", .optional(one.start.line)),
                .init("column", .optional(one.start.column)),
                .init("end_line", .optional(one.end.line)),
                .init("end_column", .optional(one.end.column)),
                .init("kind", .string(one.kind.rawValue)),
            ] + JSONValue.members(of: one.finding))
    }
}
