/// The kinds of messages that a rule applies to.
public struct LintSubjects: OptionSet, Sendable {
    public let rawValue: Int

    /// Creates a set of kinds.
    ///
    /// - Parameter rawValue: One bit for each kind.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The authorization request (RFC 6749 §4.1.1).
    public static let request = LintSubjects(rawValue: 1)
    /// The authorization response (RFC 6749 §4.1.2).
    public static let response = LintSubjects(rawValue: 2)
    /// The token request (RFC 6749 §4.1.3).
    public static let tokenRequest = LintSubjects(rawValue: 4)
}

/// The part of a request, or the message, that a rule is about.
public enum RuleGroup: String, CaseIterable, Sendable {
    case text = "Text and encoding"
    case url = "URLs"
    case client = "Response type and client"
    case redirectURI = "Redirect URI"
    case scope = "Scope"
    case state = "State"
    case pkce = "PKCE"
    case extensions = "OpenID Connect, request objects and API version"
    case response = "Authorization response"
    case tokenRequest = "Token request"

    /// The heading for people.
    public var title: String { rawValue }
}

/// A check of the linter, with its description.
public struct Rule: Sendable {
    public let id: RuleID
    public let group: RuleGroup
    public let appliesTo: LintSubjects
    /// The severities of its findings, worst first.
    public let severities: [Severity]
    /// The exact condition under which the rule reports.
    public let summary: String
    /// The reason why it matters.
    public let explanation: String
    /// Advice on how to fix the problem.
    public let advice: String
    /// The documents that the rule is based on.
    public let reference: String
    /// An example that the rule accepts: a complete URL, or parameters as in a URL; for token requests also a header
    /// field.
    public let goodExample: String
    /// An example that the rule reports, in the same form.
    public let badExample: String

    init(
        _ id: RuleID, _ group: RuleGroup, _ appliesTo: LintSubjects = .request, _ severities: [Severity],
        summary: String, explanation: String, advice: String, reference: String, good: String, bad: String
    ) {
        self.id = id
        self.group = group
        self.appliesTo = appliesTo
        self.severities = severities
        self.summary = summary
        self.explanation = explanation
        self.advice = advice
        self.reference = reference
        goodExample = good
        badExample = bad
    }
}

extension Rule {
    /// All rules, group by group.
    public static let all =
        textRules + urlRules + clientRules + redirectURIRules + scopeRules + stateRules + pkceRules + extensionRules
        + responseRules + tokenRequestRules

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    static func rule(_ id: RuleID) -> Rule {
        guard let rule = byID[id] else { preconditionFailure("\(id.rawValue) has no text in Lint/RuleTexts") }
        return rule
    }
}
