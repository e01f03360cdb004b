/// The stable name of a rule; its raw value is what reports and options write.
public enum RuleID: String, CaseIterable, Sendable {
    case controlCharacter = "control-char"
    case unicodeInvisible = "unicode-invisible"
    case percentMalformed = "pct-malformed"
    case doubleEncoded = "double-encoded"
    case rawCharacter = "url-char-raw"
    case percentNotCanonical = "pct-not-canonical"
    case plusAsSpace = "plus-as-space"
    case queryEmptyPair = "query-empty-pair"
    case parameterDuplicate = "param-duplicate"
    case parameterEmpty = "param-empty"
    case parameterMissing = "param-missing"
    case parameterUnknown = "param-unknown"
    case secretInURL = "secret-in-url"
    case urlLength = "url-length"

    /// The documents that the rule follows.
    public var reference: String { rule.reference }

    /// The rule itself.
    public var rule: Rule {
        switch self {
        case .controlCharacter: .controlCharacter
        case .unicodeInvisible: .unicodeInvisible
        case .percentMalformed: .percentMalformed
        case .doubleEncoded: .doubleEncoded
        case .rawCharacter: .rawCharacter
        case .percentNotCanonical: .percentNotCanonical
        case .plusAsSpace: .plusAsSpace
        case .queryEmptyPair: .queryEmptyPair
        case .parameterDuplicate: .parameterDuplicate
        case .parameterEmpty: .parameterEmpty
        case .parameterMissing: .parameterMissing
        case .parameterUnknown: .parameterUnknown
        case .secretInURL: .secretInURL
        case .urlLength: .urlLength
        }
    }
}
