import Text

/// Control and invisible characters.
enum HiddenText {
    /// The text without them. A line end goes together with the blanks behind it.
    static func removed(from text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var isAfterLineEnd = false
        for scalar in text.unicodeScalars {
            isAfterLineEnd = scalar.isLineEnd || isAfterLineEnd && scalar.isBlank
            if !isAfterLineEnd, !scalar.isHidden { scalars.append(scalar) }
        }
        return String(scalars)
    }

    /// Whether a part of a URL still holds one after its lines were joined.
    static func isFound(inJoined raw: Octets) -> Bool {
        let joined = Array(removed(from: String(octets: raw)).utf8)
        return PercentCoding.decode(joined[...]).unicodeScalars.contains { $0.isHidden }
    }

    /// The list without them: a TAB or a line end between two words becomes the separator, unless the word is known that
    /// the two make together.
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

/// The lines of a URL that was wrapped, put together.
enum JoinedLines {
    /// Nil where there is one line, or all line ends stand between the words of a list: those are no wrapping. Nil, too,
    /// where names hold hidden characters that are encoded.
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
    /// Whether its value is a list of words, with spaces between them.
    var isList: Bool { self == .scope || self == .responseType || self == .prompt }
}
