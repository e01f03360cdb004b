import Glibc
import OAuth

/// Random octets from the kernel. There is no fallback (`docs/decisions/0005-randomness.md`).
package enum SystemRandom {
    /// Returns at most 256 octets from getentropy(3), which is getrandom(2) without flags. All or nothing.
    package static func octets(_ count: Int) throws -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: count)
        guard octets.withUnsafeMutableBytes({ getentropy($0.baseAddress, count) }) == 0 else {
            throw SystemFailure(wanted: "random values", code: errno)
        }
        return octets
    }

    /// Draws a new state, verifier and nonce, 32 octets each.
    package static func freshValues() throws -> FreshValues {
        try FreshValues(drawing: octets)
    }
}
