import JSON
import OAuth

extension JSONValue {
    /// One finding; `start` and `end` are UTF-8 octets of the input.
    init(_ finding: Diagnostic) {
        self = .object([
            Member("rule", .string(finding.rule.rawValue)),
            Member("severity", .string(finding.severity.rawValue)),
            Member("param", .string(finding.parameter)),
            Member("message", .string(finding.message)),
            Member("fix", .optional(finding.advice.isEmpty ? nil : finding.advice)),
            Member("reference", .string(finding.reference)),
            Member("start", .optional(finding.range?.lowerBound)),
            Member("end", .optional(finding.range?.upperBound)),
        ])
    }

    /// The verdict and the findings, with other members in front.
    init(_ report: LintReport, with members: [Member] = []) {
        self = .object(
            members + [
                Member("verdict", .string(report.verdict.rawValue)),
                Member("findings", .array(report.diagnostics.map { JSONValue($0) })),
            ])
    }
}
