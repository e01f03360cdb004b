/// The severity of a finding.
public enum Severity: String, Comparable, CaseIterable, Sendable {
    /// A remark.
    case info
    /// Works, but weak or fragile.
    case warning
    /// The server must or will reject the request, the round trip cannot work, or a secret leaks.
    case error

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// One finding of the linter: the rule, the subject, the place, and advice.
public struct Diagnostic: Equatable, Sendable {
    /// The text that the range is counted in.
    public enum Part: String, Sendable {
        /// The input of the linter.
        case input
        /// The URL or the body of a token request.
        case url, body
    }

    public var rule: RuleID
    public var severity: Severity
    /// The text that `range` is counted in.
    public var part: Part
    /// The parameter's name as sent, or `url`, `body`, `method`, or a header's name.
    public var parameter: String
    /// One sentence that describes the problem. It may quote foreign text: sanitise it before you show it.
    public var message: String
    /// Advice in a few words.
    public var advice: String
    /// The UTF-8 octets of the part that the finding is about; nil if something is missing.
    public var range: Range<Int>?
    /// A change of the request that fixes the problem; nil if only a person can decide.
    public var fix: Fix?
    /// The documents that the finding is based on.
    public var reference: String

    /// - Parameter reference: The reference; nil for the reference of the rule.
    public init(
        rule: RuleID, severity: Severity, parameter: String, message: String, advice: String,
        part: Part = .input, range: Range<Int>? = nil, fix: Fix? = nil, reference: String? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.parameter = parameter
        self.message = message
        self.advice = advice
        self.part = part
        self.range = range
        self.fix = fix
        self.reference = reference ?? rule.rule.reference
    }
}
