import Text

/// One pattern of a `.gitignore` file (gitignore(5), "Pattern format").
struct IgnorePattern: Equatable, Sendable {
    private enum Token: Equatable, Sendable {
        case octet(UInt8)
        /// `?`: any octet but a slash.
        case any
        /// `[…]`: one octet of a set, and no slash.
        case set(OctetSet)
        /// `*`: any octets but a slash.
        case star
        /// `**/`: any number of folders.
        case folders
        /// `/**` at the end, without its slash: all files in a folder.
        case rest
    }

    /// Whether a match is included again (`!`).
    let isNegated: Bool
    /// Whether only folders match (a slash at the end).
    let matchesFoldersOnly: Bool
    /// Whether the pattern has a slash that is not at the end: then it is matched with the whole path, else with the name.
    private let isAnchored: Bool
    private let tokens: [Token]
    /// The octets of a pattern without wildcards.
    private let literal: [UInt8]?

    /// Reads a line without its end; nil if it is blank, a comment, or a pattern that never matches.
    init?(_ line: Octets) {
        var line = Self.trimmed(line)
        guard let first = line.first, first != ascii("#") else { return nil }
        isNegated = first == ascii("!")
        if isNegated { line.removeFirst() }
        matchesFoldersOnly = line.last == ascii("/")
        if matchesFoldersOnly { line.removeLast() }
        isAnchored = line.contains(ascii("/"))
        if line.first == ascii("/") { line.removeFirst() }
        guard !line.isEmpty, let tokens = Self.tokens(of: line) else { return nil }
        self.tokens = tokens
        let octets = tokens.compactMap { if case .octet(let octet) = $0 { octet } else { nil } }
        literal = octets.count == tokens.count ? octets : nil
    }

    /// Returns whether the path matches.
    ///
    /// - Parameters:
    ///   - path: The path below the folder of the file, without a slash at either end.
    ///   - name: The last part of the path.
    func matches(path: Octets, name: Octets) -> Bool {
        let text = isAnchored ? path : name
        if let literal { return text.elementsEqual(literal) }
        return matches(text)
    }

    /// A `*` first matches as little as possible and grows on a mismatch, up to the next slash; so does `**/`, by folders.
    /// Only the last of each can matter, so the time is at most the product of both lengths.
    private func matches(_ text: Octets) -> Bool {
        var (place, token) = (text.startIndex, 0)
        var star: (place: Int, token: Int)?
        var folders: (place: Int, token: Int)?
        while true {
            if token < tokens.count {
                switch tokens[token] {
                case .star:
                    token += 1
                    star = (place, token)
                    continue
                case .folders:
                    token += 1
                    folders = (place, token)
                    star = nil
                    continue
                case .rest:
                    if place < text.endIndex { return true }
                case let one:
                    if place < text.endIndex, Self.matches(one, text[place]) {
                        if text[place] == ascii("/") { star = nil }
                        (place, token) = (place + 1, token + 1)
                        continue
                    }
                }
            } else if place == text.endIndex {
                return true
            }
            if let last = star, last.place < text.endIndex, text[last.place] != ascii("/") {
                place = last.place + 1
                token = last.token
                star = (place, token)
            } else if let last = folders, let slash = text[last.place...].firstIndex(of: ascii("/")) {
                place = slash + 1
                token = last.token
                folders = (place, token)
                star = nil
            } else {
                return false
            }
        }
    }

    private static func matches(_ token: Token, _ octet: UInt8) -> Bool {
        switch token {
        case .octet(let wanted): octet == wanted
        case .any: octet != ascii("/")
        case .set(let set): octet != ascii("/") && set.contains(octet)
        case .star, .folders, .rest: false
        }
    }

    // MARK: Reading

    /// Removes spaces at the end, except one after a backslash.
    private static func trimmed(_ line: Octets) -> Octets {
        var end = line.startIndex
        var place = line.startIndex
        while place < line.endIndex {
            if line[place] == ascii("\\") {
                place = min(place + 2, line.endIndex)
                end = place
            } else {
                place += 1
                if line[place - 1] != 0x20 { end = place }
            }
        }
        return line[..<end]
    }

    /// Returns nil if the pattern ends in a backslash or within brackets.
    private static func tokens(of pattern: Octets) -> [Token]? {
        var tokens: [Token] = []
        var place = pattern.startIndex
        while place < pattern.endIndex {
            switch pattern[place] {
            case ascii("\\"):
                guard place + 1 < pattern.endIndex else { return nil }
                tokens.append(.octet(pattern[place + 1]))
                place += 2
            case ascii("?"):
                tokens.append(.any)
                place += 1
            case ascii("["):
                guard let (set, end) = OctetSet.read(pattern, after: place) else { return nil }
                tokens.append(.set(set))
                place = end
            case ascii("*"):
                let end = pattern[place...].firstIndex { $0 != ascii("*") } ?? pattern.endIndex
                let begins = place == pattern.startIndex || pattern[place - 1] == ascii("/")
                let isWhole = end - place >= 2 && begins
                if isWhole, end < pattern.endIndex, pattern[end] == ascii("/") {
                    tokens.append(.folders)
                    place = end + 1
                } else if isWhole, end == pattern.endIndex {
                    tokens.append(.rest)
                    place = end
                } else {
                    tokens.append(.star)
                    place = end
                }
            case let octet:
                tokens.append(.octet(octet))
                place += 1
            }
        }
        return tokens
    }
}
