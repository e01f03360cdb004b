/// Finds OAuth messages in the octets of a file, in time that grows in proportion to them.
package struct MessageFinder: Sendable {
    /// Whether `&amp;` means `&`, as in HTML and Markdown.
    package var decodesHTML = false

    /// - Parameter name: The file's name, whose extension says which language it is in.
    package init(fileName name: some Collection<UInt8>) {
        let dot = UInt8(ascii: ".")
        let reversed = name.reversed().prefix { $0 != dot }
        let text = String(decoding: reversed.reversed(), as: UTF8.self).lowercased()
        decodesHTML = Self.markup.contains(text)
    }

    private static let markup = [
        "adoc", "aspx", "cshtml", "ejs", "erb", "hbs", "htm", "html", "jsp", "jsx", "markdown", "md", "php", "plist",
        "rst", "svelte", "svg", "tsx", "twig", "vue", "xhtml", "xml",
    ]

    /// Calls the closure with each message, in the order of the file.
    package func forEachMessage(in octets: [UInt8], _ body: (FoundMessage) throws -> Void) rethrows {
        var places = Places(octets)
        while let next = places.next() {
            switch next {
            case .key(let key):
                let (written, end) = DictionaryReader.read(octets, around: key, floor: places.floor)
                let message = written.flatMap { FoundMessage($0) }
                places.pass(key: key, to: end, isMessage: message != nil)
                if let message { try body(message) }
            case .anchor(let anchor):
                if anchor.start >= places.commandsEnd,
                    let command = CommandReader.read(octets, around: anchor.start, floor: places.floor)
                {
                    places.commandsEnd = command.source.upperBound
                    if let message = FoundMessage(command) {
                        places.pass(to: max(anchor.end, command.source.upperBound))
                        try body(message)
                        continue
                    }
                }
                let start = TextStart(of: anchor.start, in: octets, floor: places.floor)
                let written = PieceReader.read(octets, from: start, decodesHTML: decodesHTML)
                places.pass(to: max(anchor.end, written.source.upperBound))
                if let message = FoundMessage(written) { try body(message) }
            }
        }
    }
}

/// The places of a file at which a message may be, in order. What was read is not read twice, so that the time stays linear.
private struct Places {
    enum Place {
        case anchor(AnchorSearch.Anchor)
        /// A key of a dictionary.
        case key(Int)
    }

    private let octets: [UInt8]
    /// The end of what was read.
    private(set) var floor = 0
    /// The end of the last command, which is read only once.
    var commandsEnd = 0
    private var anchor: AnchorSearch.Anchor?
    private var key: Int?

    init(_ octets: [UInt8]) {
        self.octets = octets
        findAnchor()
        findKey(from: 0)
    }

    private mutating func findAnchor() {
        anchor = octets.withUnsafeBufferPointer { AnchorSearch($0).next(from: floor) }
    }

    private mutating func findKey(from start: Int) {
        key = octets.withUnsafeBufferPointer { DictionaryReader.nextKey(in: $0, from: start) }
    }

    func next() -> Place? {
        if let key, key < anchor?.start ?? Int.max { return .key(key) }
        return anchor.map { .anchor($0) }
    }

    /// Goes on after a text with an anchor.
    mutating func pass(to end: Int) {
        floor = end
        findAnchor()
        if let key, key < floor { findKey(from: floor) }
    }

    /// Goes on after a dictionary, which may have other texts in it if it is not a message.
    mutating func pass(key: Int, to end: Int, isMessage: Bool) {
        findKey(from: max(key + 1, end))
        guard isMessage else { return }
        floor = end
        if let anchor, anchor.start < floor { findAnchor() }
    }
}

/// Returns whether the first octets of a file show that it is not a text. Like git and grep, it searches for a zero.
package func isBinary(_ octets: [UInt8]) -> Bool { octets.prefix(8_192).contains(0) }
