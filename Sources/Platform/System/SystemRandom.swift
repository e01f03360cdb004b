import Glibc
import OAuth

/// Random octets from the kernel, and nothing else: there is no fallback (`docs/decisions/0005-randomness.md`).
package enum SystemRandom {
    /// getentropy(3), which is getrandom(2) without flags, for at most 256 octets, all or nothing.
    package static func octets(_ count: Int) throws -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: count)
        guard octets.withUnsafeMutableBytes({ getentropy($0.baseAddress, count) }) == 0 else {
            throw SystemFailure(wanted: "random values", code: errno)
        }
        return octets
    }

    /// A new state, verifier and nonce, 32 octets each.
    package static func freshValues() throws -> FreshValues {
        try FreshValues(drawing: octets)
    }
}
