/// A JSON value as a tree, for texts that are small enough.
package indirect enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    /// The members, in the order in which they are written.
    case object([Member])

    /// One member of an object.
    package struct Member: Equatable, Sendable {
        package var name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Reads a complete text.
    package init(reading octets: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        var reader = try JSONReader(octets, limits: limits)
        self = try Self.read(from: &reader)
        try reader.finish()
    }

    /// Returns the first member with this name; nil if there is none or the value is not an object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// Returns the string, or `null` for nil.
    package static func optional(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }

    /// Returns the number, or `null` for nil.
    package static func optional(_ integer: Int?) -> JSONValue {
        integer.map { .number(JSONNumber($0)) } ?? .null
    }

    // Recursion is safe here, because the reader rejects values below its depth limit.
    private static func read(from reader: inout JSONReader) throws(JSONError) -> JSONValue {
        switch try reader.nextKind() {
        case .object:
            var members: [Member] = []
            try reader.beginObject()
            while let name = try reader.nextMember() {
                members.append(Member(name, try read(from: &reader)))
            }
            return .object(members)
        case .array:
            var elements: [JSONValue] = []
            try reader.beginArray()
            while try reader.nextElement() { elements.append(try read(from: &reader)) }
            return .array(elements)
        case .string: return .string(try reader.string())
        case .number: return .number(try reader.number())
        case .bool: return .bool(try reader.bool())
        case .null:
            try reader.null()
            return .null
        }
    }
}

/// A JSON number in its original spelling, so nothing is rounded.
package struct JSONNumber: Equatable, Sendable {
    package let text: String

    init(text: String) {
        self.text = text
    }

    package init(_ integer: Int) {
        text = String(integer)
    }

    /// The number, if it has no fraction or exponent and fits.
    package var integer: Int? { Int(text) }
}
