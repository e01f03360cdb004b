import Text

/// The words of a search. A text matches if it contains every word, in any order. The case of ASCII letters does not
/// matter.
public struct SearchWords: Equatable, Sendable {
    /// The words one after another, in lower case.
    private var octets: [UInt8] = []
    private var ends: [Int] = []

    /// Splits a search into its words.
    ///
    /// - Parameter text: The words with blanks between them, in any case.
    public init(_ text: String) {
        for word in text.utf8.split(separator: UInt8(ascii: " ")) {
            octets.append(contentsOf: word.lazy.map(Self.fold))
            ends.append(octets.count)
        }
    }

    /// No words at all.
    public static let none = SearchWords("")

    public var isEmpty: Bool { ends.isEmpty }

    /// Returns whether every word is in the text.
    ///
    /// - Parameter text: The text to search, in any case.
    /// - Returns: Whether every word occurs. True when there are no words.
    public func match(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in allWords { Self.offset(of: $0, in: text) != nil } }
    }

    /// Returns the first place of each word in the text.
    ///
    /// - Parameter text: The text to search, in any case.
    /// - Returns: Ranges of the text's UTF-8 octets.
    public func ranges(in text: String) -> [Range<Int>] {
        var text = text
        var ranges: [Range<Int>] = []
        text.withUTF8 { text in
            _ = allWords { word in
                if let offset = Self.offset(of: word, in: text) { ranges.append(offset..<offset + word.count) }
                return true
            }
        }
        return ranges
    }

    /// Returns the scopes whose name or description has every word.
    ///
    /// - Parameters:
    ///   - list: The scopes.
    ///   - candidates: The rows to search, in order; nil for all.
    /// - Returns: The rows in order.
    public func rows(of list: ScopeList, among candidates: [Int32]?) -> [Int32] {
        guard !isEmpty else { return candidates ?? list.indices.map { Int32($0) } }
        return list.withOctets { names, nameEnds, summaries, summaryEnds in
            func part(_ octets: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<Int32>, _ row: Int)
                -> UnsafeBufferPointer<UInt8>
            {
                let start = row == 0 ? 0 : Int(ends[row - 1])
                return UnsafeBufferPointer(rebasing: octets[start..<Int(ends[row])])
            }
            func isMatch(_ row: Int) -> Bool {
                let name = part(names, nameEnds, row)
                return allWords { word in
                    Self.offset(of: word, in: name) != nil
                        || Self.offset(of: word, in: part(summaries, summaryEnds, row)) != nil
                }
            }
            // A few rows are searched one by one. Among many rows, one pass finds those with the first word.
            if let candidates, candidates.count < nameEnds.count / 4 { return candidates.filter { isMatch(Int($0)) } }
            var found = [Bool](repeating: false, count: nameEnds.count)
            octets.withUnsafeBufferPointer { octets in
                let word = OctetScanner(for: UnsafeBufferPointer(rebasing: octets[..<(ends.first ?? 0)]))
                word.forEachRow(of: names, ends: nameEnds) { found[$0] = true }
                word.forEachRow(of: summaries, ends: summaryEnds) { found[$0] = true }
            }
            var rows: [Int32] = []
            if let candidates {
                for row in candidates where found[Int(row)] && (ends.count == 1 || isMatch(Int(row))) {
                    rows.append(row)
                }
            } else {
                for row in found.indices where found[row] && (ends.count == 1 || isMatch(row)) {
                    rows.append(Int32(row))
                }
            }
            return rows
        }
    }

    private func allWords(_ test: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        octets.withUnsafeBufferPointer { octets in
            var start = 0
            for end in ends {
                guard test(UnsafeBufferPointer(rebasing: octets[start..<end])) else { return false }
                start = end
            }
            return true
        }
    }

    private static func offset(
        of word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        guard let first = word.first, word.count <= text.count else { return nil }
        // If the first character is a letter, either case may occur in the text.
        let other = first &- 0x61 < 26 ? first & ~0x20 : first
        var start = 0
        while start <= text.count - word.count {
            if text[start] == first || text[start] == other {
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
