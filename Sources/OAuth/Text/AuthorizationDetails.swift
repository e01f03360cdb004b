import Text

/// Checks the value of `authorization_details`: a JSON array of objects with a `type` (RFC 9396 §2).
///
/// It keeps its place on a stack of its own, so that deep nesting costs memory in proportion to the text only.
struct AuthorizationDetails {
    /// What is wrong, and at which octet of the value, counted from 0.
    struct Problem: Equatable {
        var text: String
        var offset: Int
    }

    private enum Expected {
        case value, valueOrEnd, nameOrEnd, name, commaOrEnd, nothing
    }

    private let text: Octets
    private var index: Int
    /// True for an object, false for an array.
    private var open: [Bool] = []
    private var expected = Expected.value
    /// Whether the name that was read last, in an element of the outermost array, is `type`.
    private var isTypeName = false
    private var hasType = false
    private var elements = 0
    private var firstProblem: Problem?

    init(_ text: Octets) {
        self.text = text
        index = text.startIndex
    }

    /// Nil when all is well.
    mutating func problem() -> Problem? {
        while true {
            while index < text.endIndex, text[index].isBlank { index += 1 }
            guard index < text.endIndex else { break }
            guard expected != .nothing, step() else { return broken }
        }
        guard expected == .nothing else { return broken }
        return firstProblem
    }

    private var broken: Problem { Problem(text: "this is not JSON", offset: index - text.startIndex) }

    private mutating func note(_ text: String) {
        firstProblem = firstProblem ?? Problem(text: text, offset: index - self.text.startIndex)
    }

    /// Reads one token; false where JSON does not allow it.
    private mutating func step() -> Bool {
        let octet = text[index]
        switch (expected, octet) {
        case (.commaOrEnd, ascii(",")):
            expected = open.last == true ? .name : .value
            index += 1
            return true
        case (.commaOrEnd, ascii("]")), (.valueOrEnd, ascii("]")): return close(isObject: false)
        case (.commaOrEnd, ascii("}")), (.nameOrEnd, ascii("}")): return close(isObject: true)
        case (.name, ascii("\"")), (.nameOrEnd, ascii("\"")): return readName()
        case (.value, _), (.valueOrEnd, _): return readValue(octet)
        default: return false
        }
    }

    private mutating func close(isObject: Bool) -> Bool {
        guard open.popLast() == isObject else { return false }
        if open.isEmpty, elements == 0 { note("it must be an array with at least one element") }
        if open.count == 1, isObject, !hasType { note("an element has no type") }
        expected = open.isEmpty ? .nothing : .commaOrEnd
        index += 1
        return true
    }

    private mutating func readName() -> Bool {
        guard let name = readString() else { return false }
        isTypeName = open.count == 2 && name.elementsEqual("type".utf8)
        while index < text.endIndex, text[index].isBlank { index += 1 }
        guard index < text.endIndex, text[index] == ascii(":") else { return false }
        index += 1
        expected = .value
        return true
    }

    private mutating func readValue(_ first: UInt8) -> Bool {
        let isElement = open == [false]
        if open.isEmpty, first != ascii("[") { note("it must be an array") }
        if isElement {
            elements += 1
            hasType = false
            if first != ascii("{") { note("an element is no object") }
        }
        let isType = isTypeName && open.count == 2
        isTypeName = false
        if isType { hasType = false }
        switch first {
        case ascii("["), ascii("{"):
            // Objects of elements that are arrays are no elements themselves.
            open.append(first == ascii("{"))
            expected = first == ascii("{") ? .nameOrEnd : .valueOrEnd
            index += 1
            return true
        case ascii("\""):
            guard let string = readString() else { return false }
            if isType, open == [false, true] { hasType = !string.isEmpty }
        default:
            guard readNumber() || readWord() else { return false }
        }
        expected = open.isEmpty ? .nothing : .commaOrEnd
        return true
    }

    private mutating func readWord() -> Bool {
        for word in ["true", "false", "null"] where text[index...].starts(with: word.utf8) {
            index += word.utf8.count
            return true
        }
        return false
    }

    /// RFC 8259 §6.
    private mutating func readNumber() -> Bool {
        var end = index
        func digits() -> Int {
            let start = end
            while end < text.endIndex, text[end].isDigit { end += 1 }
            return end - start
        }
        func at(_ octet: UInt8) -> Bool { end < text.endIndex && text[end] == octet }
        if at(ascii("-")) { end += 1 }
        let startsWithZero = at(ascii("0"))
        let whole = digits()
        guard whole == 1 || whole > 1 && !startsWithZero else { return false }
        if at(ascii(".")) {
            end += 1
            guard digits() > 0 else { return false }
        }
        if at(ascii("e")) || at(ascii("E")) {
            end += 1
            if at(ascii("+")) || at(ascii("-")) { end += 1 }
            guard digits() > 0 else { return false }
        }
        index = end
        return true
    }

    /// The string that starts at the quotation mark, with ASCII escapes resolved (RFC 8259 §7).
    private mutating func readString() -> [UInt8]? {
        var string: [UInt8] = []
        index += 1
        while index < text.endIndex, text[index] != ascii("\"") {
            guard text[index] >= 0x20 else { return nil }
            if text[index] == ascii("\\") {
                guard let octet = readEscape() else { return nil }
                string.append(octet)
            } else {
                string.append(text[index])
                index += 1
            }
        }
        guard index < text.endIndex else { return nil }
        index += 1
        return string
    }

    private mutating func readEscape() -> UInt8? {
        guard index + 1 < text.endIndex else { return nil }
        let letter = text[index + 1]
        index += 2
        switch letter {
        case ascii("\""), ascii("\\"), ascii("/"): return letter
        case ascii("b"), ascii("f"), ascii("n"), ascii("r"), ascii("t"): return 0x20
        case ascii("u"):
            guard index + 4 <= text.endIndex else { return nil }
            var value: UInt32 = 0
            for octet in text[index..<index + 4] {
                guard let digit = octet.hexValue else { return nil }
                value = value << 4 | UInt32(digit)
            }
            index += 4
            // Only whether it is empty, or `type`, matters.
            return value < 0x80 ? UInt8(value) : 0x3f
        default: return nil
        }
    }
}
