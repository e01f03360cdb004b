import Text

/// The title of a web page, which may be all that a proxy or a login page says of itself.
enum PageTitle {
    /// The text of the first `title` element; nil when there is none with a text.
    static func words(in octets: [UInt8]) -> ServerWords? {
        guard let opening = firstTag("<title", in: octets[...]),
            let start = octets[opening...].firstIndex(of: ascii(">")),
            let end = firstTag("</title", in: octets[(start + 1)...])
        else { return nil }
        let text = String(octets: octets[(start + 1)..<(end - "</title".utf8.count)])
        return ServerWords(decodingReferences(in: text), at: "the title of the page")
    }

    /// The offset after the name of the first such tag; names of elements have no case.
    private static func firstTag(_ name: StaticString, in octets: Octets) -> Int? {
        name.withUTF8Buffer { name in
            var index = octets.startIndex
            while index + name.count < octets.endIndex {
                guard let bracket = octets[index...].firstIndex(of: ascii("<")) else { return nil }
                let end = bracket + name.count
                guard end < octets.endIndex else { return nil }
                // `<titles` is another element.
                if octets[bracket..<end].lazy.map(\.lowercased).elementsEqual(name), !octets[end].isLetter {
                    return end
                }
                index = bracket + 1
            }
            return nil
        }
    }

    private static let references: [(name: String, character: String)] = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&apos;", "'"),
        ("&nbsp;", "\u{A0}"), ("&mdash;", "—"), ("&ndash;", "–"), ("&#8211;", "–"), ("&#8212;", "—"), ("&amp;", "&"),
    ]

    /// Those that titles have; others stay as they are.
    private static func decodingReferences(in text: String) -> String {
        guard text.utf8.contains(ascii("&")) else { return text }
        return references.reduce(text) { text, reference in
            text.split(separator: reference.name, omittingEmptySubsequences: false)
                .joined(separator: reference.character)
        }
    }
}
