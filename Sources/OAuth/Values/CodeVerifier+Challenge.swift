extension CodeVerifier {
    /// Returns the challenge of any text, even if it is not a valid verifier, so that the screen can update it with
    /// each typed character.
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
