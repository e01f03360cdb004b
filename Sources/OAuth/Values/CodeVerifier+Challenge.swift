extension CodeVerifier {
    /// The challenge made of any text, valid as a verifier or not: what a user has typed so far must show its effect.
    public static func challenge(of text: String, _ method: ChallengeMethod) -> String? {
        switch method {
        case .s256: s256(text)
        case .plain: text
        case .none: nil
        }
    }
}
