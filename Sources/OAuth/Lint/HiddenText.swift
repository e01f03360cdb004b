import Text

/// Control and invisible characters.
enum HiddenText {
    /// Returns the text without control and invisible characters. Blanks after a line end are removed with it.
    static func removed(from text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var isAfterLineEnd = false
        for scalar in text.unicodeScalars {
            isAfterLineEnd = scalar.isLineEnd || isAfterLineEnd && scalar.isBlank
            if !isAfterLineEnd, !scalar.isHidden { scalars.append(scalar) }
        }
        return String(scalars)
    }

    /// Whether a part of a URL still has such a character after its lines were joined.
    static func isFound(inJoined raw: Octets) -> Bool {
        let joined = Array(removed(from: String(octets: raw)).utf8)
        return PercentCoding.decode(joined[...]).unicodeScalars.contains { $0.isHidden }
    }

    /// Returns the list without such characters. A tab or line end between two words becomes the separator, unless the
    /// joined words are a known word.
    static func removed(fromList text: String, separator: Unicode.Scalar, isWord: (String) -> Bool) -> String {
        let parts = text.unicodeScalars.split { $0.isLineEnd || $0 == "\t" }.map { part in
            String(String.UnicodeScalarView(part.filter { !$0.isHidden }))
        }
        var words: [String] = []
        for part in parts {
            var more = part.unicodeScalars.split(separator: separator).map { String($0) }
            if let last = words.last, let first = more.first, isWord(last + first) {
                words[words.count - 1] += first
                more.removeFirst()
            }
            words += more
        }
        return words.joined(separator: String(separator))
    }
}

extension Unicode.Scalar {
    fileprivate var isHidden: Bool { CodePoint.isControl(value) || CodePoint.isInvisible(value) }
    fileprivate var isLineEnd: Bool { value == 0x0a || value == 0x0d }
    fileprivate var isBlank: Bool { value == 0x20 || value == 0x09 }
}

/// Joins the lines of a URL that was wrapped.
enum JoinedLines {
    /// Returns nil if there is only one line, or if all line ends are between the words of a list, since those are not
    /// wrapping. Also returns nil if names have encoded hidden characters.
    static func fix(of reading: ParameterReading, endpoint: String?) -> Fix? {
        let octets = reading.octets
        guard octets.contains(where: \.isLineEnd) else { return nil }
        var inLists = 0
        for pair in reading.pairs {
            if let name = pair.nameIndex {
                let isList = reading.names[name].known?.isList ?? false
                if isList { inLists += octets[pair.piece.value].count { $0.isLineEnd } }
            } else if HiddenText.isFound(inJoined: octets[pair.piece.name]) {
                return nil
            }
        }
        guard octets.count(where: \.isLineEnd) > inLists else { return nil }
        let joined = HiddenText.removed(from: String(octets: octets))
        return .replaceURL(joined, endpoint: endpoint, label: "join the lines")
    }
}

extension UInt8 {
    var isLineEnd: Bool { self == 0x0a || self == 0x0d }
}

extension KnownParameter {
    /// Whether the value is a list of words, separated by spaces.
    var isList: Bool { self == .scope || self == .responseType || self == .prompt }
}
