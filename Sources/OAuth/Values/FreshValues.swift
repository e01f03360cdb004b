import Text

/// The random values of one attempt: state, code verifier and nonce. They are never reused (RFC 9700 §2.1, §2.1.1).
public struct FreshValues: Equatable, Sendable {
    /// The state (RFC 6749 §10.12), 43 characters.
    public var state: String
    public var verifier: CodeVerifier
    /// The nonce (OpenID Connect Core 1.0 §3.1.2.1), 43 characters.
    public var nonce: String

    /// Draws 32 octets for each value.
    ///
    /// - Parameter draw: The generator. It must return exactly the requested number of octets.
    /// - Throws: The error of `draw`. Then no values exist.
    public init(drawing draw: (Int) throws -> [UInt8]) rethrows {
        func octets() throws -> [UInt8] {
            let octets = try draw(32)
            precondition(octets.count == 32, "the generator must deliver what it is asked for")
            return octets
        }
        state = Base64URL.encode(try octets())
        verifier = CodeVerifier(octets: try octets())
        nonce = Base64URL.encode(try octets())
    }
}
