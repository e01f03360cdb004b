import Synchronization
import Text

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A code, verifier, token or client secret, stored in a buffer of its own that is wiped when it is released.
///
/// It cannot be shown by accident: it cannot be encoded or compared with `==`, and its description only gives the
/// length. Copies that `reveal` makes are ordinary strings and cannot be wiped.
public final class Secret: Sendable {
    /// The number of octets.
    public let count: Int
    private let octets: Mutex<[UInt8]>

    /// Copies the octets into memory that is cleared at the end.
    ///
    /// - Parameter octets: The secret.
    public init(_ octets: some Collection<UInt8>) {
        count = octets.count
        // Copies the octets: wiping a buffer with another owner would only copy it first.
        self.octets = Mutex(
            [UInt8](unsafeUninitializedCapacity: octets.count) { buffer, count in
                count = buffer.initialize(fromContentsOf: octets)
            })
    }

    /// Copies the text's UTF-8 into memory that is cleared at the end.
    ///
    /// - Parameter text: The secret. The caller's copy of it is not cleared.
    public convenience init(_ text: String) {
        self.init(text.utf8)
    }

    deinit { wipe() }

    /// Returns the secret as plain text, to send it or to show it at the user's request.
    ///
    /// - Returns: The text; octets that are not UTF-8 are replaced.
    public func reveal() -> String {
        octets.withLock { String(decoding: $0, as: UTF8.self) }
    }

    /// Calls the closure with the octets.
    func withOctets<Result>(_ body: ([UInt8]) -> Result) -> Result {
        octets.withLock { octets in body(octets) }
    }

    /// Compares two secrets in constant time.
    ///
    /// - Parameter other: The other secret.
    /// - Returns: Whether both have the same octets.
    public func matches(_ other: Secret) -> Bool {
        let others = other.withOctets { Array($0) }
        return withOctets { ConstantTime.equal($0, others) }
    }

    /// The first and last four characters and the length. For a short or unprintable secret, only the length.
    public var masked: String {
        let ends = withOctets { octets -> (String, String)? in
            guard octets.count >= 16, octets.allSatisfy(\.isVisible) else { return nil }
            return (String(octets: octets.prefix(4)), String(octets: octets.suffix(4)))
        }
        guard let ends else { return description }
        return "\(ends.0)…\(ends.1) (\(count))"
    }

    /// Overwrites the octets with zeros. The compiler does not remove the call, because it uses explicit_bzero(3).
    func wipe() {
        octets.withLock { octets in
            octets.withUnsafeMutableBytes { bytes in
                guard let start = bytes.baseAddress else { return }
                explicit_bzero(start, bytes.count)
            }
        }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The length only, such as `‹secret, 43›`.
    public var description: String { "‹secret, \(count)›" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
