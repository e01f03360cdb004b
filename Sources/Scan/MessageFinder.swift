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
        var place = 0
        while let anchor = octets.withUnsafeBufferPointer({ AnchorSearch($0).next(from: place) }) {
            let start = TextStart(of: anchor.start, in: octets, floor: place)
            let written = PieceReader.read(octets, from: start, decodesHTML: decodesHTML)
            // No octet is read twice, so that the time stays linear.
            place = max(anchor.end, written.source.upperBound)
            if let message = FoundMessage(written) { try body(message) }
        }
    }
}

/// Returns whether the first octets of a file show that it is not a text. Like git and grep, it searches for a zero.
package func isBinary(_ octets: [UInt8]) -> Bool { octets.prefix(8_192).contains(0) }
