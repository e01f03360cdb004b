import OAuth

extension RoundTrip.Failure {
    /// Creates the failure that follows from the findings in the answer. The server's own error comes first.
    package init(_ diagnostics: [Diagnostic], error code: String?, description: String?) {
        let error = diagnostics.first { $0.rule == .responseError }
        let worst = error ?? diagnostics.first { $0.severity == .error } ?? diagnostics.first
        guard let worst else {
            self.init(.compare, "The answer cannot be used.", code: code)
            return
        }
        // A denial ends the attempt. Any other error means that the redirect cannot be used.
        let isDenial = worst.rule == .responseError && code == AuthorizationErrorCode.accessDenied.rawValue
        let step: RoundTrip.Step = isDenial ? .wait : .compare
        let advice = worst.advice.isEmpty ? "" : " \(worst.advice)."
        self.init(step, worst.message + advice, Self.remedy(for: code, description: description ?? ""), code: code)
    }

    /// Returns the field that an error code of the server is about (RFC 6749 §4.1.2.1).
    private static func remedy(for code: String?, description: String) -> Remedy {
        switch code {
        case "invalid_scope": return .field("scope")
        case "unauthorized_client": return .field("client_id")
        case "invalid_request":
            let names = ["code_challenge_method", "code_challenge", "redirect_uri", "client_id", "scope", "state"]
            return names.first { description.contains($0) }.map { .field($0) } ?? .again
        default: return .again
        }
    }
}
