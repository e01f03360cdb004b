import JSON
import OAuth

extension JSONValue {
    /// Creates the object of one finding. `start` and `end` are UTF-8 octets of the input, or of its part.
    package init(_ finding: Diagnostic, showsPart: Bool = false) {
        let part = showsPart ? [Member("part", .optional(finding.range == nil ? nil : finding.part.name))] : []
        self = .object(
            Self.members(of: finding) + part + [
                Member("start", .optional(finding.range?.lowerBound)),
                Member("end", .optional(finding.range?.upperBound)),
            ])
    }

    /// Returns the members of a finding without its place.
    package static func members(of finding: Diagnostic) -> [Member] {
        [
            Member("rule", .string(finding.rule.rawValue)),
            Member("severity", .string(finding.severity.rawValue)),
            Member("param", .string(finding.parameter)),
            Member("message", .string(finding.message)),
            Member("fix", .optional(finding.advice.isEmpty ? nil : finding.advice)),
            Member("reference", .string(finding.reference)),
        ]
    }

    /// Creates an object with the verdict and the findings, preceded by other members.
    package init(_ report: any FindingReport, with members: [Member] = [], showsParts: Bool = false) {
        self = .object(
            members + [
                Member("verdict", .string(report.verdict.rawValue)),
                Member("findings", .array(report.diagnostics.map { JSONValue($0, showsPart: showsParts) })),
            ])
    }
}

extension Diagnostic.Part {
    /// The key of the part in the JSON object of a token request.
    fileprivate var name: String {
        switch self {
        case .input: "input"
        case .url: "url"
        case .body: "body"
        }
    }
}
