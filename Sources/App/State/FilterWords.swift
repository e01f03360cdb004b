/// The words of a filter: each must be somewhere in the text, in any order, whatever its case (ASCII).
package struct FilterWords: Equatable, Sendable {
    package let words: [[UInt8]]

    package init(_ text: String) {
        words = text.utf8.split(separator: UInt8(ascii: " ")).map { $0.map(Self.fold) }
    }

    package var isEmpty: Bool { words.isEmpty }

    package func match(_ texts: UnsafeBufferPointer<UInt8>...) -> Bool {
        words.allSatisfy { word in texts.contains { Self.offset(of: word, in: $0) != nil } }
    }

    package func match(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { match($0) }
    }

    /// Where the words stand in a text, as ranges of octets; for the underline.
    package func ranges(in text: String) -> [Range<Int>] {
        var text = text
        return text.withUTF8 { octets in
            words.compactMap { word in
                Self.offset(of: word, in: octets).map { $0..<$0 + word.count }
            }
        }
    }

    private static func offset(of word: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let first = word.first, word.count <= text.count else { return nil }
        let last = text.count - word.count
        var start = 0
        while start <= last {
            if fold(text[start]) == first {
                var length = 1
                while length < word.count, fold(text[start + length]) == word[length] { length += 1 }
                if length == word.count { return start }
            }
            start += 1
        }
        return nil
    }

    private static func fold(_ octet: UInt8) -> UInt8 {
        octet &- 0x41 < 26 ? octet | 0x20 : octet
    }
}
