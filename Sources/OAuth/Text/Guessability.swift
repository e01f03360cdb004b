import Text

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Estimates how hard a value is to guess, from its characters: "Guessable" in `docs/rules.md`, "Definitions".
struct Guessability {
    /// The length times the Shannon entropy of the text's own scalar frequencies.
    let bits: Double
    private let isPeriodic: Bool
    private let isRun: Bool

    init(_ text: Octets) {
        let scalars: [UInt32] =
            text.contains { $0 >= 0x80 } ? String(octets: text).unicodeScalars.map(\.value) : text.map { UInt32($0) }
        bits = Self.bits(of: scalars)
        isPeriodic = Self.smallestPeriod(of: scalars) * 2 <= scalars.count
        isRun = Self.isRun(scalars)
    }

    func isWeak(below least: Double) -> Bool {
        bits < least || isPeriodic || isRun
    }

    private static func bits(of scalars: [UInt32]) -> Double {
        var counts: [UInt32: Int] = [:]
        var frequent = [Int](repeating: 0, count: 128)
        for scalar in scalars {
            if scalar < 128 { frequent[Int(scalar)] += 1 } else { counts[scalar, default: 0] += 1 }
        }
        let length = Double(scalars.count)
        // n * -sum(c/n * log2(c/n))
        return (frequent.filter { $0 > 0 } + counts.values).reduce(0) { sum, count in
            sum + Double(count) * log2(length / Double(count))
        }
    }

    /// Returns the smallest p with s[i] = s[i+p] for all i, or the length if there is no smaller one.
    private static func smallestPeriod(of scalars: [UInt32]) -> Int {
        var border = [Int](repeating: 0, count: scalars.count)
        var length = 0
        for index in scalars.indices.dropFirst() {
            while length > 0, scalars[index] != scalars[length] { length = border[length - 1] }
            if scalars[index] == scalars[length] { length += 1 }
            border[index] = length
        }
        return scalars.count - length
    }

    /// Whether at least three quarters of the neighbours differ by one at most.
    private static func isRun(_ scalars: [UInt32]) -> Bool {
        guard scalars.count > 1 else { return false }
        let near = zip(scalars, scalars.dropFirst()).reduce(0) { count, pair in
            count + (max(pair.0, pair.1) - min(pair.0, pair.1) <= 1 ? 1 : 0)
        }
        return near * 4 >= (scalars.count - 1) * 3
    }
}
