/// A JSON value as a tree, for texts small enough to hold as one.
package indirect enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    /// Members in the order they are written.
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

    /// Reads a whole text.
    package init(reading octets: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        var reader = try JSONReader(octets, limits: limits)
        self = try Self.read(from: &reader)
        try reader.finish()
    }

    /// The first member of that name, or nil when there is none or this is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// The string, or `null` where there is none.
    package static func optional(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }

    /// The number, or `null` where there is none.
    package static func optional(_ integer: Int?) -> JSONValue {
        integer.map { .number(JSONNumber($0)) } ?? .null
    }

    // Recursive, which is safe: the reader refuses what lies deeper than its limit.
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

/// A JSON number as it is written, so that nothing is rounded.
package struct JSONNumber: Equatable, Sendable {
    package let text: String

    init(text: String) {
        self.text = text
    }

    package init(_ integer: Int) {
        text = String(integer)
    }

    /// The number when it is written without fraction and exponent and fits.
    package var integer: Int? { Int(text) }
}
