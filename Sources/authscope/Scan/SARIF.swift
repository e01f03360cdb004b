import Catalog
import JSON
import OAuth
import Scan
import Text

/// The findings as a log of the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS Standard).
enum SARIF {
    private typealias Member = JSONValue.Member

    static func log(of findings: [FileFinding]) -> JSONValue {
        // In the order of the list of rules, each once.
        let rules = RuleID.allCases.filter { id in findings.contains { $0.finding.rule == id } }
        return .object([
            Member("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            Member("version", .string("2.1.0")),
            Member("runs", .array([run(findings, rules)])),
        ])
    }

    private static func run(_ findings: [FileFinding], _ rules: [RuleID]) -> JSONValue {
        .object([
            Member("tool", .object([Member("driver", driver(rules))])),
            // §3.14.17: columns are Unicode scalars.
            Member("columnKind", .string("unicodeCodePoints")),
            Member("results", .array(findings.map { result($0, rules) })),
        ])
    }

    private static func driver(_ rules: [RuleID]) -> JSONValue {
        .object([
            Member("name", .string("authscope")),
            Member("rules", .array(rules.map { descriptor($0.rule) })),
        ])
    }

    private static func descriptor(_ rule: Rule) -> JSONValue {
        .object([
            Member("id", .string(rule.id.rawValue)),
            Member("shortDescription", text(rule.summary)),
            Member("fullDescription", text(rule.explanation)),
            Member("help", text("\(rule.advice)\n\nReference: \(rule.reference)")),
            Member("defaultConfiguration", .object([Member("level", level(rule.severities.max() ?? .warning))])),
        ])
    }

    private static func result(_ one: FileFinding, _ rules: [RuleID]) -> JSONValue {
        let advice = one.finding.advice.isEmpty ? "" : " Fix: \(one.finding.advice)."
        return .object([
            Member("ruleId", .string(one.finding.rule.rawValue)),
            Member("ruleIndex", .optional(rules.firstIndex(of: one.finding.rule))),
            Member("level", level(one.finding.severity)),
            Member("message", text(one.finding.message + advice)),
            Member("locations", .array([.object([Member("physicalLocation", location(of: one))])])),
        ])
    }

    private static func location(of one: FileFinding) -> JSONValue {
        .object([
            Member("artifactLocation", .object([Member("uri", .string(uri(of: one.path)))])),
            Member(
                "region",
                .object([
                    Member("startLine", .optional(one.start.line)),
                    Member("startColumn", .optional(one.start.column)),
                    Member("endLine", .optional(one.end.line)),
                    Member("endColumn", .optional(one.end.column)),
                ])),
        ])
    }

    private static func text(_ text: String) -> JSONValue { .object([Member("text", .string(text))]) }

    private static func level(_ severity: Severity) -> JSONValue {
        switch severity {
        case .error: .string("error")
        case .warning: .string("warning")
        case .info: .string("note")
        }
    }

    /// Returns a relative path as a relative reference, and an absolute one as a `file` URI (§3.4.3, RFC 3986 §4.2).
    private static func uri(of path: OctetPath) -> String {
        let encoded = path.octets.map { octet in
            octet.isUnreserved || octet == ascii("/")
                ? String(octets: [octet]) : "%" + String(octets: [hexadecimal(octet >> 4), hexadecimal(octet & 15)])
        }.joined()
        return path.isAbsolute ? "file://" + encoded : encoded
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x37 + digit }
}
