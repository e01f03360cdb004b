import Glibc

/// The meaning of a scalar without quotes in the core schema (YAML 1.2.2 §10.3.2), as far as JSON can represent it.
///
/// `yes`, `on`, dates and numbers with underscores are text, as most authors of OpenAPI expect. So are `.inf` and
/// `.nan`, which JSON does not have.
enum PlainScalar: Equatable {
    case null
    case bool(Bool)
    /// A number that has the same spelling in JSON.
    case number
    /// A number with this spelling in JSON.
    case rewritten(String)
    case text

    init(_ text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first else {
            self = .null
            return
        }
        switch first {
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
            self = Self.isOne(of: ["~", "null", "Null", "NULL"], text) ? .null : .text
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
            self = Self.isOne(of: ["true", "True", "TRUE"], text) ? .bool(true) : .text
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            self = Self.isOne(of: ["false", "False", "FALSE"], text) ? .bool(false) : .text
        case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"):
            self = Self.number(text)
        default: self = .text
        }
    }

    private static func isOne(of words: [StaticString], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= 5 else { return false }
        return words.contains { word in word.withUTF8Buffer { $0.elementsEqual(text) } }
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>) -> PlainScalar {
        if text.count > 2, text[0] == UInt8(ascii: "0"), let radix = radix(text[1]) {
            let digits = String(decoding: text[2...], as: UTF8.self)
            // The initialiser accepts a sign, but the schema does not.
            guard isAlphanumeric(text[2]), let number = UInt64(digits, radix: radix) else { return .text }
            return .rewritten(String(number))
        }
        var at = 0
        let isSigned = text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+")
        if isSigned { at = 1 }
        let whole = digits(text, from: at)
        at = whole.upperBound
        var fraction = at..<at
        var hasPoint = false
        if at < text.count, text[at] == UInt8(ascii: ".") {
            hasPoint = true
            fraction = digits(text, from: at + 1)
            at = fraction.upperBound
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return .text }
        let exponent = at
        if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < text.count, text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: "+") { at += 1 }
            let power = digits(text, from: at)
            guard !power.isEmpty else { return .text }
            at = power.upperBound
        }
        guard at == text.count else { return .text }

        let isZeroLed = whole.count > 1 && text[whole.lowerBound] == UInt8(ascii: "0")
        let isJSON = text[0] != UInt8(ascii: "+") && !whole.isEmpty && !isZeroLed && !(hasPoint && fraction.isEmpty)
        if isJSON { return .number }
        let digits = text[whole].drop { $0 == UInt8(ascii: "0") }
        var number = text[0] == UInt8(ascii: "-") ? "-" : ""
        number += digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)
        if !fraction.isEmpty { number += "." + String(decoding: text[fraction], as: UTF8.self) }
        return .rewritten(number + String(decoding: text[exponent...], as: UTF8.self))
    }

    private static func radix(_ octet: UInt8) -> Int? {
        switch octet {
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "x"): 16
        default: nil
        }
    }

    private static func isAlphanumeric(_ octet: UInt8) -> Bool {
        0x30...0x39 ~= octet || 0x61...0x7A ~= octet | 0x20
    }

    private static func digits(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int> {
        var end = start
        while end < text.count, 0x30...0x39 ~= text[end] { end += 1 }
        return start..<end
    }
}
