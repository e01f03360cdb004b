import Text

/// Finds the title of a web page, which is often the only message of a proxy or a login page.
enum PageTitle {
    /// Returns the text of the first `title` element; nil if there is none or it is empty.
    static func words(in octets: [UInt8]) -> ServerWords? {
        guard let opening = firstTag("<title", in: octets[...]),
            let start = octets[opening...].firstIndex(of: ascii(">")),
            let end = firstTag("</title", in: octets[(start + 1)...])
        else { return nil }
        let text = String(octets: octets[(start + 1)..<(end - "</title".utf8.count)])
        return ServerWords(decodingReferences(in: text), at: "the title of the page")
    }

    /// Returns the offset after the name of the first such tag. Case does not matter.
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

    /// Decodes the character references that are common in titles. Others stay as they are.
    private static func decodingReferences(in text: String) -> String {
        guard text.utf8.contains(ascii("&")) else { return text }
        return references.reduce(text) { text, reference in
            text.split(separator: reference.name, omittingEmptySubsequences: false)
                .joined(separator: reference.character)
        }
    }
}
