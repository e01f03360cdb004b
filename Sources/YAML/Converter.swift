import CYaml
import JSON

/// Converts a YAML document to JSON.
///
/// The value of an alias is copied from the output, so that it takes time and counts like any other value.
package struct Converter {
    /// The result of a conversion.
    package struct Document {
        package var json: [UInt8]
        package var places: SourceMap
    }

    /// The largest document in octets (`docs/security.md` S8).
    package static let largestInput = 16 << 20
    /// The most lists and mappings within each other.
    static let deepest = 64
    static let mostValues = 1_000_000
    static let mostAnchors = 10_000
    static let tooDeep = "lists and mappings lie more than \(deepest) deep; make the document flatter"

    /// The value of an anchor.
    struct Anchor {
        var piece: Output.Piece
        var valueCount: Int
        /// The number of lists and mappings within each other in it.
        var height: Int
        /// Whether its value has been written completely.
        var isComplete: Bool
    }

    let events: ParserEvents
    var output = Output()
    var anchors: [String: Anchor] = [:]
    /// The number of values, including those of aliases.
    var valueCount = 0
    /// The number of values of `<<`, within each other, that are being read.
    var mergeDepth = 0

    /// Converts the document. Throws at its first error.
    package static func convert(_ octets: [UInt8]) throws(DocumentError) -> Document {
        if let fault = faultOfStart(octets) { throw DocumentError(line: 1, column: 1, message: fault) }
        do {
            return try octets.withUnsafeBufferPointer { octets in
                let mark = Array("\u{FEFF}".utf8)
                let text = octets.starts(with: mark) ? UnsafeBufferPointer(rebasing: octets[mark.count...]) : octets
                var converter = Converter(events: try ParserEvents(text))
                try converter.document()
                return Document(json: converter.output.octets, places: converter.output.places)
            }
        } catch let error as DocumentError {
            throw error
        } catch {
            preconditionFailure("nothing else is thrown: \(error)")
        }
    }

    private init(events: ParserEvents) {
        self.events = events
    }

    private static func faultOfStart(_ octets: [UInt8]) -> String? {
        if octets.count > largestInput {
            return "the document exceeds the 16 MiB limit; make it smaller"
        }
        if octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF]) {
            return "the document is UTF-16; save it as UTF-8"
        }
        return nil
    }

    // MARK: - Values

    private mutating func document() throws(DocumentError) {
        try events.advance()
        try events.advance()
        guard events.type == YAML_DOCUMENT_START_EVENT else {
            throw events.error("the document is empty; write something into it")
        }
        try events.advance()
        _ = try value(depth: 0)
        try events.advance()
        try events.advance()
        guard events.type == YAML_STREAM_END_EVENT else {
            throw events.error("a second document begins here; only one is read, so remove the others")
        }
    }

    /// Writes the value that begins with the current event. After that, the current event is the last one of the value.
    ///
    /// - Parameter depth: The number of lists and mappings around it.
    /// - Returns: The number of lists and mappings within each other in it.
    mutating func value(depth: Int) throws(DocumentError) -> Int {
        if events.type == YAML_ALIAS_EVENT { return try alias(depth: depth) }
        try count(1)
        guard events.type != YAML_SCALAR_EVENT || events.current.data.scalar.anchor != nil else {
            mark()
            try scalar()
            return 0
        }
        let start = output.end
        let first = valueCount
        let name = try openAnchor()
        mark()
        let height =
            switch events.type {
            case YAML_SEQUENCE_START_EVENT: try sequence(depth: depth + 1) + 1
            case YAML_MAPPING_START_EVENT: try mapping(depth: depth + 1) + 1
            default: try scalar()
            }
        if let name {
            anchors[name] = Anchor(
                piece: output.piece(since: start), valueCount: valueCount - first + 1, height: height,
                isComplete: true)
        }
        return height
    }

    @discardableResult
    private mutating func scalar() throws(DocumentError) -> Int {
        let scalar = events.current.data.scalar
        let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let isPlain =
            switch try tag(scalar.tag) {
            case .text, .foreign: false
            case .plain: true
            case .none: scalar.style == YAML_PLAIN_SCALAR_STYLE
            }
        switch isPlain ? PlainScalar(text) : .text {
        case .null: output.write("null")
        case .bool(true): output.write("true")
        case .bool(false): output.write("false")
        case .number: output.write(text)
        case .rewritten(let number):
            var number = number
            number.withUTF8 { output.write($0) }
        case .text: output.writeString(text)
        }
        try checkSize()
        return 0
    }

    private mutating func sequence(depth: Int) throws(DocumentError) -> Int {
        guard depth <= Self.deepest else { throw events.error(Self.tooDeep) }
        _ = try tag(events.current.data.sequence_start.tag)
        var height = 0
        var isFirst = true
        output.write(UInt8(ascii: "["))
        try events.advance()
        while events.type != YAML_SEQUENCE_END_EVENT {
            if !isFirst { output.write(UInt8(ascii: ",")) }
            isFirst = false
            height = max(height, try value(depth: depth))
            try events.advance()
        }
        output.write(UInt8(ascii: "]"))
        return height
    }

    private mutating func alias(depth: Int) throws(DocumentError) -> Int {
        let (name, anchor) = try anchorOfAlias()
        guard depth + anchor.height <= Self.deepest else { throw events.error(Self.tooDeep) }
        try count(anchor.valueCount)
        output.copy(anchor.piece)
        guard !output.isTooLarge else {
            throw events.error("the alias *\(name) makes the document larger than 32 MiB; use fewer aliases")
        }
        return anchor.height
    }

    // MARK: - For the parts in other files

    /// Records the place of the current event as the place of the next value.
    mutating func mark() {
        output.mark(line: events.current.start_mark.line + 1, column: events.current.start_mark.column + 1)
    }

    /// Counts values. Throws if there are too many.
    mutating func count(_ more: Int) throws(DocumentError) {
        valueCount += more
        guard valueCount <= Self.mostValues else {
            throw events.error(
                "the document has more than 1,000,000 values here, with those of aliases; make it smaller")
        }
    }

    func checkSize() throws(DocumentError) {
        guard !output.isTooLarge else {
            throw events.error("the document is larger than 32 MiB as JSON here; make it smaller")
        }
    }

    /// Returns the tag of the current event. Throws if only another program can handle it.
    func tag(_ text: UnsafePointer<yaml_char_t>?) throws(DocumentError) -> Tag {
        guard let text else { return .none }
        let tag = Tag(String(cString: text))
        if case .foreign(let name) = tag {
            throw events.error("the tag \(name) is not supported; write the plain value")
        }
        return tag
    }

    /// Returns the anchor that the current event, an alias, refers to.
    func anchorOfAlias() throws(DocumentError) -> (name: String, Anchor) {
        let name = events.current.data.alias.anchor.map { String(cString: $0) } ?? ""
        guard let anchor = anchors[name] else {
            throw events.error("nothing before this is marked &\(name); mark it, or write the value itself")
        }
        guard anchor.isComplete else {
            throw events.error("the alias *\(name) is inside the value that it refers to; write the value itself")
        }
        return (name, anchor)
    }

    /// Adds the anchor of the current event, which is not complete yet, and returns its name, or nil when there is
    /// none.
    mutating func openAnchor() throws(DocumentError) -> String? {
        let anchor =
            switch events.type {
            case YAML_SEQUENCE_START_EVENT: events.current.data.sequence_start.anchor
            case YAML_MAPPING_START_EVENT: events.current.data.mapping_start.anchor
            default: events.current.data.scalar.anchor
            }
        guard let name = anchor.map({ String(cString: $0) }) else { return nil }
        // The values below a merge key are split up, so an alias could not find them later.
        guard mergeDepth == 0 else {
            throw events.error("the anchor &\(name) is in the value of <<; define it before, and use an alias here")
        }
        guard anchors.count < Self.mostAnchors else {
            throw events.error("the document has more than 10,000 anchors here; use fewer")
        }
        anchors[name] = Anchor(
            piece: output.piece(since: output.end), valueCount: 0, height: 0, isComplete: false)
        return name
    }
}
