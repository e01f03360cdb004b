/// The outcome in one word.
public enum Verdict: String, Sendable {
    /// No errors and no warnings; there may be notes.
    case valid
    case warning
    case invalid
}

/// What the linter found in one message.
public protocol FindingReport: Sendable {
    /// Errors first, then by position; what is absent from the input comes last within its severity.
    var diagnostics: [Diagnostic] { get }
}

extension FindingReport {
    /// The worst severity decides; notes alone leave a message valid.
    public var verdict: Verdict {
        switch diagnostics.lazy.map(\.severity).max() {
        case .error: .invalid
        case .warning: .warning
        case .info, nil: .valid
        }
    }
}

/// What the linter found in one authorization request.
public struct LintReport: FindingReport, Equatable {
    public var diagnostics: [Diagnostic]
    /// The header fields of the request head, or those that were passed in.
    public var headers: [HTTPField]
    /// The URL that was judged; a path was completed to it (T2).
    public var url: String
    /// The method of the request head; nil when the input was no head.
    public var method: String?
    /// The provider's endpoint, where it is known.
    var endpoint: String?
    /// The provider's names for parameters of the standard.
    var names: ParameterNames

    /// The request as it was read; fixes apply to it.
    public var request: AuthorizationRequest {
        AuthorizationRequest(reading: url, endpoint: endpoint, names: names)
    }
}
