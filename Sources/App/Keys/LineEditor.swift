import OAuth
import Screen

/// A line of text that is being typed, with the editing keys of readline.
package struct LineEditor: Equatable, Sendable {
    /// The most characters in the line. No parameter of a request needs more.
    package static let longest = 65_536

    private var characters: [Character]
    /// The index of the character under the cursor: 0 at the start, `count` after the last one.
    package private(set) var cursor: Int
    /// The text that was deleted last, for `textYank`.
    private var killed: [Character] = []

    package init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    package var text: String { String(characters) }

    /// Returns the line as it is shown: with a dot for each character of a secret.
    ///
    /// - Parameter name: Only the values after `name=` are hidden; nil hides the whole line.
    func masked(valuesOf name: String?) -> LineEditor {
        var masked = self
        masked.killed = []
        guard let name else {
            masked.characters = characters.map { _ in "•" }
            return masked
        }
        let label = Array(name + "=")
        var start = 0
        while start + label.count <= characters.count {
            guard Array(characters[start..<start + label.count]) == label,
                start == 0 || "?&#".contains(characters[start - 1])
            else {
                start += 1
                continue
            }
            start += label.count
            while start < characters.count, characters[start] != "&" {
                masked.characters[start] = "•"
                start += 1
            }
        }
        return masked
    }

    /// A copy of the line for display, with a dot for each character of a possible secret.
    var redacted: LineEditor {
        let ranges = Redaction.ranges(in: Array(text.utf8))
        guard !ranges.isEmpty else { return self }
        var masked = self
        masked.killed = []
        var octet = 0
        var next = ranges[...]
        for index in characters.indices {
            while let range = next.first, range.upperBound <= octet { next.removeFirst() }
            if let range = next.first, range.contains(octet) { masked.characters[index] = "•" }
            octet += characters[index].utf8.count
        }
        return masked
    }

    /// Returns the characters around the cursor that fit into the columns, one of which is the cursor's.
    ///
    /// - Returns: The text before the cursor, the text from it on, and whether the start of the line is out of sight.
    package func visible(columns: Int) -> (before: String, after: String, isCut: Bool) {
        var start = cursor
        var left = columns - 1
        while start > 0 {
            left -= String(characters[start - 1]).columns
            guard left >= 0 else { break }
            start -= 1
        }
        return (
            String(characters[start..<cursor]), String(characters[cursor...].prefix(max(0, columns))), start > 0
        )
    }

    package var isEmpty: Bool { characters.isEmpty }

    /// Inserts text at the cursor and returns how many line breaks and other control characters were left out.
    @discardableResult
    package mutating func insert(_ text: String) -> Int {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) {
            kept.append(scalar)
        }
        let room = max(0, Self.longest - characters.count)
        let new = Array(String(kept)).prefix(room)
        characters.insert(contentsOf: new, at: cursor)
        cursor += new.count
        return text.unicodeScalars.count - kept.count
    }

    /// Applies an editing action. Returns false when the action is not one of the editor's.
    package mutating func apply(_ action: Action) -> Bool {
        switch action {
        case .textStart: cursor = 0
        case .textEnd: cursor = characters.count
        case .textLeft: cursor = max(0, cursor - 1)
        case .textRight: cursor = min(characters.count, cursor + 1)
        case .textWordLeft: cursor = wordStart
        case .textWordRight: cursor = wordEnd
        case .textDeleteBack: if cursor > 0 { remove(cursor - 1..<cursor) }
        case .textDeleteForward: if cursor < characters.count { remove(cursor..<cursor + 1) }
        case .textDeleteWord: kill(wordStart..<cursor)
        case .textDeleteWordAfter: kill(cursor..<wordEnd)
        case .textSwap: swap()
        case .textKillStart: kill(0..<cursor)
        case .textKillEnd: kill(cursor..<characters.count)
        case .textYank: insert(String(killed))
        default: return false
        }
        return true
    }

    /// Swaps the characters on both sides of the cursor; at the end, the last two.
    private mutating func swap() {
        guard cursor > 0, characters.count > 1 else { return }
        let place = min(cursor, characters.count - 1)
        characters.swapAt(place - 1, place)
        cursor = place + 1
    }

    private var wordStart: Int {
        var place = cursor
        while place > 0, !Self.isWord(characters[place - 1]) { place -= 1 }
        while place > 0, Self.isWord(characters[place - 1]) { place -= 1 }
        return place
    }

    private var wordEnd: Int {
        var place = cursor
        while place < characters.count, !Self.isWord(characters[place]) { place += 1 }
        while place < characters.count, Self.isWord(characters[place]) { place += 1 }
        return place
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    private mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        killed = Array(characters[range])
        remove(range)
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }
}
