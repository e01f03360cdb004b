extension CodeVerifier {
    /// Returns the challenge of any text, also one that is not a valid verifier: the effect of each typed character is
    /// shown.
    ///
    /// - Parameters:
    ///   - text: The verifier so far.
    ///   - method: The challenge method.
    /// - Returns: The challenge (RFC 7636 §4.2); nil for `none`.
    public static func challenge(of text: String, _ method: ChallengeMethod) -> String? {
        switch method {
        case .s256: s256(text)
        case .plain: text
        case .none: nil
        }
    }
}
