import Text

/// Reads whole numbers in any spelling, such as `3600.0` and `3.6e3`.
enum WholeNumber {
    /// Returns the exact number; nil if it is negative, not whole, or has more than 15 digits.
    static func reading(_ text: String) -> Int? {
        let octets = Array(text.utf8)
        let exponentMark = octets.firstIndex { $0.lowercased == ascii("e") }
        let mantissa = octets[..<(exponentMark ?? octets.count)]
        let dot = mantissa.firstIndex(of: ascii("."))
        let fraction = dot.map { mantissa[($0 + 1)...] } ?? []
        let whole = mantissa[..<(dot ?? mantissa.endIndex)]
        guard !whole.isEmpty, dot == nil || !fraction.isEmpty, (whole + fraction).allSatisfy(\.isDigit) else {
            return nil
        }
        var power = 0
        if let exponentMark {
            // `Int` accepts the same signs as JSON.
            guard let exponent = Int(String(octets: octets[(exponentMark + 1)...])), abs(exponent) <= 1_000 else {
                return nil
            }
            power = exponent
        }
        var digits = Array((whole + fraction).drop { $0 == ascii("0") })
        guard !digits.isEmpty else { return 0 }
        power -= fraction.count
        while power < 0, digits.last == ascii("0") {
            digits.removeLast()
            power += 1
        }
        guard power >= 0, digits.count + power <= 15 else { return nil }
        return Int(String(octets: digits) + String(repeating: "0", count: power))
    }
}
