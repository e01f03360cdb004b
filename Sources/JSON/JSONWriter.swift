import Text

/// Writes JSON text. Equal values give equal octets.
///
/// Control characters, DEL, C1 and invisible characters are written as `\uXXXX`, so that the text is harmless on a
/// terminal (`docs/security.md` S1.5).
package struct JSONWriter {
    package enum Style: Sendable {
        /// One line without white space.
        case compact
        /// One line with a space after each comma and colon, to be quoted in text for people.
        case line
        /// Two spaces for each level, and one member or element for each line.
        case pretty
    }

    /// The text written so far.
    package private(set) var text = ""
    private let style: Style

    package init(style: Style = .compact) {
        self.style = style
    }

    /// Returns the text of one value, without a line end.
    package static func text(_ value: JSONValue, style: Style = .compact) -> String {
        var writer = JSONWriter(style: style)
        writer.write(value)
        return writer.text
    }

    package mutating func write(_ value: JSONValue) {
        write(value, depth: 0)
    }

    private mutating func write(_ value: JSONValue, depth: Int) {
        switch value {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .number(let number): text += number.text
        case .string(let string): write(string)
        case .array(let elements):
            writeList(elements, brackets: ("[", "]"), depth: depth) { writer, element in
                writer.write(element, depth: depth + 1)
            }
        case .object(let members):
            writeList(members, brackets: ("{", "}"), depth: depth) { writer, member in
                writer.write(member.name)
                writer.text += writer.style == .compact ? ":" : ": "
                writer.write(member.value, depth: depth + 1)
            }
        }
    }

    private mutating func writeList<Item>(
        _ items: [Item], brackets: (String, String), depth: Int, item write: (inout JSONWriter, Item) -> Void
    ) {
        text += brackets.0
        for (index, item) in items.enumerated() {
            if index > 0 { text += style == .line ? ", " : "," }
            breakLine(depth: depth + 1)
            write(&self, item)
        }
        if !items.isEmpty { breakLine(depth: depth) }
        text += brackets.1
    }

    private mutating func breakLine(depth: Int) {
        guard style == .pretty else { return }
        text += "\n"
        for _ in 0..<depth { text += "  " }
    }

    private mutating func write(_ string: String) {
        text += "\""
        defer { text += "\"" }
        if string.utf8.allSatisfy(\.isPlainInJSON) {
            text += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.needsJSONEscape:
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { writeEscape(unit) }
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private mutating func writeEscape(_ unit: UInt16) { text += "\\u" + CodePoint.digits(of: UInt32(unit)) }
}

extension UInt8 {
    /// Whether the octet is printable ASCII that is not escaped in a JSON string.
    fileprivate var isPlainInJSON: Bool {
        self >= 0x20 && self < 0x7F && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is a control or invisible character (`docs/rules.md`, "Definitions").
    fileprivate var needsJSONEscape: Bool {
        CodePoint.isControl(value) || CodePoint.isInvisible(value)
    }
}
