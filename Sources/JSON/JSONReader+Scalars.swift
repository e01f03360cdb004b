import Text

extension JSONReader {
    /// Reads `true` or `false`.
    package mutating func bool() throws(JSONError) -> Bool {
        skipSpace()
        if pass("true") { return true }
        if pass("false") { return false }
        throw unexpected(wanted: "true or false")
    }

    /// Reads `null`.
    package mutating func null() throws(JSONError) {
        skipSpace()
        guard pass("null") else { throw unexpected(wanted: "null") }
    }

    /// Reads a number of any size and keeps its spelling.
    package mutating func number() throws(JSONError) -> JSONNumber {
        skipSpace()
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        // RFC 8259 §6: no leading zero.
        if peek() == UInt8(ascii: "0") {
            position += 1
            if let next = peek(), next.isDigit {
                throw error(at: start, "a number may not start with a zero and another digit")
            }
        } else {
            try passDigits()
        }
        if peek() == UInt8(ascii: ".") {
            position += 1
            try passDigits()
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            try passDigits()
        }
        return JSONNumber(text: String(decoding: octets[start..<position], as: UTF8.self))
    }

    /// Reads a number that has no fraction or exponent and fits into `Int`.
    package mutating func integer() throws(JSONError) -> Int {
        let start = valueOffset()
        guard let integer = try number().integer else { throw error(at: start, "expected a whole number") }
        return integer
    }

    /// Skips any value, as strictly as if it were read.
    package mutating func skip() throws(JSONError) {
        var open: [Kind] = []
        repeat {
            switch open.last {
            case .object where try nextMemberOctets() == nil, .array where try !nextElement():
                open.removeLast()
                continue
            default:
                break
            }
            let kind = try nextKind()
            switch kind {
            case .object:
                try beginObject()
                open.append(kind)
            case .array:
                try beginArray()
                open.append(kind)
            case .string: _ = try stringOctets()
            case .number: _ = try number()
            case .bool: _ = try bool()
            case .null: try null()
            }
        } while !open.isEmpty
    }

    private mutating func pass(_ word: StaticString) -> Bool {
        let isThere = word.withUTF8Buffer { octets[position...].starts(with: $0) }
        guard isThere else { return false }
        position += word.utf8CodeUnitCount
        return true
    }

    private mutating func passDigits() throws(JSONError) {
        guard let first = peek(), first.isDigit else { throw unexpected(wanted: "a digit") }
        while let octet = peek(), octet.isDigit { position += 1 }
    }
}
