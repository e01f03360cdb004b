import Glibc
import OAuth

/// Random octets from the kernel, and nothing else: there is no fallback (`docs/decisions/0005-randomness.md`).
package enum SystemRandom {
    /// The kernel gave no random octets.
    package struct Failure: Error, Equatable {
        package var code: Int32
    }

    /// getrandom(2) without flags, repeated until all octets are there.
    package static func octets(_ count: Int) throws -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = octets.withUnsafeMutableBytes { buffer in
                getrandom(buffer.baseAddress?.advanced(by: filled), count - filled, 0)
            }
            if got < 0 {
                guard errno == EINTR else { throw Failure(code: errno) }
            } else {
                filled += got
            }
        }
        return octets
    }

    /// A new state, verifier and nonce, 32 octets each.
    package static func freshValues() throws -> FreshValues {
        try FreshValues(drawing: octets)
    }
}
