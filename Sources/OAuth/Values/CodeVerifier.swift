import Crypto
import Text

/// The reason why a text is not a valid code verifier (RFC 7636 §4.1).
public enum VerifierError: Error, Equatable {
    /// The number of characters is not 43 to 128.
    case length(Int)
    /// The scalar is not a letter, digit, `-`, `.`, `_` or `~`.
    case character(Unicode.Scalar)
}

/// The secret that a code challenge is made from (RFC 7636 §4.1).
public struct CodeVerifier: Equatable, Sendable {
    public let text: String

    /// Creates a verifier of 43 characters (RFC 7636 §4.1, Appendix A).
    ///
    /// - Parameter octets: 32 random octets.
    public init(octets: [UInt8]) {
        precondition(octets.count == 32, "a verifier is made of 32 octets")
        text = Base64URL.encode(octets)
    }

    /// Checks a verifier.
    ///
    /// - Parameter text: 43 to 128 unreserved characters (RFC 7636 §4.1).
    /// - Throws: `VerifierError` if the text is too short or too long, or has a character that is not allowed.
    public init(_ text: String) throws(VerifierError) {
        // RFC 7636 §4.1: code-verifier = 43*128unreserved
        if let scalar = text.unicodeScalars.first(where: { !Self.allows($0) }) { throw .character(scalar) }
        guard (43...128).contains(text.utf8.count) else { throw .length(text.utf8.count) }
        self.text = text
    }

    /// Returns the challenge to send (RFC 7636 §4.2).
    ///
    /// - Parameter method: The challenge method.
    /// - Returns: The challenge; nil for `none`.
    public func challenge(_ method: ChallengeMethod) -> String? {
        switch method {
        case .s256: Self.s256(text)
        case .plain: text
        case .none: nil
        }
    }

    /// Returns BASE64URL(SHA256(ASCII(text))), 43 characters.
    static func s256(_ text: String) -> String {
        var text = text
        var hash = SHA256()
        text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        return hash.finalize().withUnsafeBytes { Base64URL.encode($0) }
    }

    static func allows(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && UInt8(truncatingIfNeeded: scalar.value).isUnreserved
    }
}
