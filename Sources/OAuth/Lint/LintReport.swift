/// The outcome in one word.
public enum Verdict: String, Sendable {
    /// No errors and no warnings. There may be notes.
    case valid
    case warning
    case invalid
}

/// The findings of the linter in one message.
public protocol FindingReport: Sendable {
    /// The findings: errors first, then by position. Findings about missing values come last within their severity.
    var diagnostics: [Diagnostic] { get }
}

extension FindingReport {
    /// The verdict. The worst severity decides; a message with only notes is valid.
    public var verdict: Verdict {
        switch diagnostics.lazy.map(\.severity).max() {
        case .error: .invalid
        case .warning: .warning
        case .info, nil: .valid
        }
    }
}

/// The findings of the linter in an authorization request.
public struct LintReport: FindingReport, Equatable {
    public var diagnostics: [Diagnostic]
    /// The header fields of the request head, or those that were passed in.
    public var headers: [HTTPField]
    /// The URL that was checked. A path was completed (T2).
    public var url: String
    /// The method of the request head, or nil when the input was not a head.
    public var method: String?
    /// The provider's endpoint, or nil when it is not known.
    var endpoint: String?
    /// The provider's names for parameters of the standard.
    var names: ParameterNames

    /// The request as it was read. Fixes apply to it.
    public var request: AuthorizationRequest {
        AuthorizationRequest(reading: url, endpoint: endpoint, names: names)
    }
}
