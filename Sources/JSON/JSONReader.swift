import Text

/// A strict pull reader for JSON text (RFC 8259). It returns one value after another and builds no tree.
///
/// The caller states what it expects: `beginObject` and `nextMember` until that is nil, `beginArray` and `nextElement`
/// until that is false, and one of `string`, `integer`, `number`, `bool`, `null`, `skip` for each value. Anything else
/// in the text is an error with its place. Nested values need no recursion. Duplicate names in an object (RFC 8259 §4)
/// and strings that are not Unicode text (§8.2) are rejected.
package struct JSONReader {
    /// The type of the next value, according to its first octet.
    package enum Kind: String, Sendable {
        case object, array, string, number, bool, null
    }

    /// An open object or array.
    private struct Level {
        var isObject = false
        var isEmpty = true
        /// The index of the object's first name in `names`.
        var firstName = 0
    }

    let octets: [UInt8]
    /// The offset of the next octet to read.
    package internal(set) var position = 0
    /// The offset of the last member name.
    package private(set) var nameOffset = 0
    private(set) var limits: JSONLimits
    private let places: SourceMap?
    /// The innermost open object or array. Those around it follow below; the bottom one is for the whole text.
    private var top = Level()
    private var outer: [Level] = []
    private var names = NameStack()

    /// Throws if the text exceeds the limit, or begins with a byte order mark (RFC 8259 §8.1).
    ///
    /// - Parameter places: The places in the text that this one was converted from, for errors.
    package init(
        _ octets: [UInt8], limits: JSONLimits = JSONLimits(), places: SourceMap? = nil
    ) throws(JSONError) {
        self.octets = octets
        self.limits = limits
        self.places = places
        guard octets.count <= limits.octets else {
            throw JSONError(
                line: 1, column: 1,
                message: "the text has \(octets.count) bytes; at most \(limits.octets) are read")
        }
        guard !octets.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw JSONError(line: 1, column: 1, message: "remove the byte order mark before the first character")
        }
    }

    // MARK: - Structure

    /// Enters an object. Call `nextMember` next.
    package mutating func beginObject() throws(JSONError) {
        try open(isObject: true)
    }

    /// Reads the name of the next member, whose value must be read next. Returns nil at the end of the object.
    package mutating func nextMember() throws(JSONError) -> String? {
        guard let name = try nextMemberOctets() else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    /// Reads the name of the next member as octets. Returns nil at the end of the object.
    package mutating func nextMemberOctets() throws(JSONError) -> ArraySlice<UInt8>? {
        guard try advance(closing: UInt8(ascii: "}")) else { return nil }
        guard peek() == UInt8(ascii: "\"") else {
            throw unexpected(wanted: "a member name in double quotes")
        }
        nameOffset = position
        let name = try readString()
        // Without escapes, the name is as long as the text between its quotes.
        let place = nameOffset + 1..<position - 1
        let isPlain = name.count == place.count
        guard
            limits.allowsRepeatedNames
                || names.append(name, at: isPlain ? place : nil, first: top.firstName, in: octets)
        else {
            throw error(at: nameOffset, "the name \(quoted(name)) occurs twice in this object; keep one")
        }
        skipSpace()
        guard peek() == UInt8(ascii: ":") else { throw unexpected(wanted: "a colon after the name") }
        position += 1
        return name
    }

    /// Enters an array. Call `nextElement` next.
    package mutating func beginArray() throws(JSONError) {
        try open(isObject: false)
    }

    /// Returns whether another element follows, which must be read next. Returns false at the end of the array.
    package mutating func nextElement() throws(JSONError) -> Bool {
        try advance(closing: UInt8(ascii: "]"))
    }

    /// Checks that only white space follows the value.
    package mutating func finish() throws(JSONError) {
        skipSpace()
        guard position == octets.count else { throw unexpected(wanted: "nothing after the value") }
    }

    // MARK: - Places

    /// The number of octets that have not been read yet.
    package var remainingCount: Int { octets.count - position }

    /// Returns the offset of the next value's first octet.
    package mutating func valueOffset() -> Int {
        skipSpace()
        return position
    }

    /// Returns a reader of the same text for the value at this offset, which this reader has passed before.
    ///
    /// It cannot read beyond the value. Duplicate names have been found before.
    package func reading(at offset: Int) -> JSONReader {
        var reader = self
        reader.position = offset
        reader.limits.allowsRepeatedNames = true
        reader.top = Level()
        reader.outer = []
        reader.names = NameStack()
        return reader
    }

    /// Returns the type of the next value.
    package mutating func nextKind() throws(JSONError) -> Kind {
        skipSpace()
        switch peek() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), .some(0x30...0x39): return .number
        default: throw unexpected(wanted: "a value")
        }
    }

    /// Returns an error at an octet of the text, for callers that reject a value. If the text was converted from
    /// another, the place is in the original.
    package func error(at offset: Int, _ message: String) -> JSONError {
        if let place = places?.place(of: offset) {
            return JSONError(line: place.line, column: place.column, message: message)
        }
        let place = TextPlace(of: offset, in: octets)
        return JSONError(line: place.line, column: place.column, message: message)
    }

    // MARK: - For the parts in other files

    /// Whether an object or array may be opened here.
    var hasRoomForLevel: Bool { outer.count < limits.depth }

    func peek() -> UInt8? {
        position < octets.count ? octets[position] : nil
    }

    @inline(__always)
    mutating func skipSpace() {
        // Usually there is no white space, or it has been skipped before.
        if position < octets.count, octets[position] > 0x20 { return }
        skipManySpaces()
    }

    private mutating func skipManySpaces() {
        let count = octets.count
        position = octets.withUnsafeBufferPointer { [position] octets in
            var position = position
            while position < count {
                switch octets[position] {
                case 0x20, 0x0A, 0x0D, 0x09: position += 1
                default: return position
                }
            }
            return position
        }
    }

    /// Returns the error "… found where … was expected" at the current place.
    func unexpected(wanted: String) -> JSONError {
        guard let octet = peek() else {
            return error(at: position, "the text ends here; expected \(wanted)")
        }
        let found =
            switch octet {
            case 0x21...0x7E: "'\(Character(Unicode.Scalar(octet)))'"
            case 0x80...: "a character outside ASCII"
            default: "the byte \(octet)"
            }
        return error(at: position, "found \(found); expected \(wanted)")
    }

    // MARK: - Private

    private mutating func open(isObject: Bool) throws(JSONError) {
        skipSpace()
        guard peek() == UInt8(ascii: isObject ? "{" : "[") else {
            throw unexpected(wanted: isObject ? "an object" : "an array")
        }
        guard hasRoomForLevel else {
            throw error(at: position, "arrays and objects lie more than \(limits.depth) deep")
        }
        position += 1
        outer.append(top)
        top = Level(isObject: isObject, firstName: names.count)
    }

    /// Moves past the comma to the next member or element. At the closing bracket, moves past it and returns false.
    private mutating func advance(closing: UInt8) throws(JSONError) -> Bool {
        precondition(
            !outer.isEmpty && top.isObject == (closing == UInt8(ascii: "}")), "nothing of this kind is open")
        skipSpace()
        if peek() == closing { return close() }
        if top.isEmpty {
            top.isEmpty = false
            return true
        }
        guard peek() == UInt8(ascii: ",") else {
            throw unexpected(wanted: "a comma or '\(Character(Unicode.Scalar(closing)))'")
        }
        position += 1
        skipSpace()
        guard peek() == closing else { return true }
        guard limits.allowsTrailingCommas else { throw error(at: position, "remove the comma before this bracket") }
        return close()
    }

    /// Moves past the closing bracket of the open array or object, and returns false.
    private mutating func close() -> Bool {
        position += 1
        names.removeAll(from: top.firstName)
        top = outer.removeLast()
        return false
    }

    /// Returns a name for a message, cut to 40 scalars.
    private func quoted(_ name: ArraySlice<UInt8>) -> String {
        let scalars = String(decoding: name, as: UTF8.self).unicodeScalars
        guard scalars.count > 40 else { return "\"\(String(scalars))\"" }
        return "\"\(String(String.UnicodeScalarView(scalars.prefix(40))))…\""
    }
}
