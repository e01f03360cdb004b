/// The method that derives the code challenge from the verifier (RFC 7636 §4.2). `none` sends neither of the two.
public enum ChallengeMethod: String, CaseIterable, Sendable {
    case s256 = "S256"
    case plain
    case none
}
