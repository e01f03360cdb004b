import Text

/// A path in segments, with placeholders: `{type}`, which may be a part of a segment, `:id` and `@id`.
struct PathTemplate {
    private let segments: [Substring.UTF8View]

    init(_ path: String) {
        segments = Self.segments(of: path)
    }

    static func segments(of path: String) -> [Substring.UTF8View] {
        path.utf8.split(separator: ascii("/"), omittingEmptySubsequences: true).map { Substring($0).utf8 }
    }

    /// The way a path matches a template.
    struct Fit {
        /// For each segment, whether it matches literally.
        var isLiteral: [Bool]

        /// Whether this match is better. A literal match is better than a placeholder, and earlier segments count more.
        func isBetter(than other: Fit) -> Bool {
            for (own, other) in zip(isLiteral, other.isLiteral) where own != other { return own }
            return false
        }

        func isAsGood(as other: Fit) -> Bool { isLiteral == other.isLiteral }
    }

    var count: Int { segments.count }

    /// The leading segments without placeholders.
    var literalPrefix: some Collection<Substring.UTF8View> {
        segments.prefix { !Self.isPlaceholder($0) && !$0.contains(ascii("{")) }
    }

    /// Returns how the path matches the template without its first segments; nil if it does not match.
    func fit(_ path: ArraySlice<Substring.UTF8View>, without dropped: Int = 0) -> Fit? {
        guard path.count == segments.count - dropped else { return nil }
        var fit = Fit(isLiteral: [])
        for (segment, pattern) in zip(path, segments.dropFirst(dropped)) {
            let isLiteral = segment.elementsEqual(pattern)
            guard isLiteral || Self.matches(segment, pattern) else { return nil }
            fit.isLiteral.append(isLiteral)
        }
        return fit
    }

    private static func isPlaceholder(_ segment: Substring.UTF8View) -> Bool {
        segment.count > 1 && (segment.first == ascii(":") || segment.first == ascii("@"))
    }

    /// Whether the segment has the pattern's text, with any text in place of each pair of braces.
    private static func matches(_ segment: Substring.UTF8View, _ pattern: Substring.UTF8View) -> Bool {
        if isPlaceholder(pattern) { return true }
        guard let pieces = literalPieces(pattern) else { return false }
        var rest = segment[...]
        guard rest.starts(with: pieces[0]) else { return false }
        rest = rest.dropFirst(pieces[0].count)
        for piece in pieces.dropFirst().dropLast() {
            // The first place is sufficient: a later one only makes the placeholder longer.
            guard let end = end(of: piece, in: rest.dropFirst()) else { return false }
            rest = rest[end...]
        }
        let last = pieces[pieces.count - 1]
        return rest.count > last.count && rest.suffix(last.count).elementsEqual(last)
    }

    /// Returns the text around the braces, one piece more than there are braces; nil if there are none.
    private static func literalPieces(_ pattern: Substring.UTF8View) -> [Substring.UTF8View]? {
        var pieces: [Substring.UTF8View] = []
        var rest = pattern[...]
        while let open = rest.firstIndex(of: ascii("{")), let close = rest[open...].firstIndex(of: ascii("}")) {
            pieces.append(rest[..<open])
            rest = rest[rest.index(after: close)...]
        }
        return pieces.isEmpty ? nil : pieces + [rest]
    }

    private static func end(of piece: Substring.UTF8View, in text: Substring.UTF8View) -> Substring.UTF8View.Index? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].starts(with: piece) { return text.index(start, offsetBy: piece.count) }
            start = text.index(after: start)
        }
        return nil
    }
}
