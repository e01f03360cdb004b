import Text

/// A `.gitignore` file: the patterns for the paths below its folder (gitignore(5)).
package struct IgnoreFile: Equatable, Sendable {
    private var patterns: [IgnorePattern] = []

    /// Reads the octets of a file. Lines that git ignores, such as a set without its bracket, are left out.
    package init(_ octets: [UInt8]) {
        var rest = octets[...]
        // Git skips a byte order mark.
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            var line = rest[..<end]
            if end < rest.endIndex, line.last == 0x0D { line.removeLast() }
            if let pattern = IgnorePattern(line) { patterns.append(pattern) }
            rest = rest[min(end + 1, rest.endIndex)...]
        }
    }

    package var isEmpty: Bool { patterns.isEmpty }

    /// Returns true for a path that is ignored and false for one that is included again. Nil if no pattern matches.
    ///
    /// The content of an ignored folder is ignored too. The caller does not ask about it.
    ///
    /// - Parameters:
    ///   - path: The path below the folder of the file, without a slash at either end.
    ///   - isFolder: Whether the path is that of a folder. A symbolic link is not one.
    package func verdict(on path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
        let name = path[(path.lastIndex(of: ascii("/")).map { $0 + 1 } ?? path.startIndex)...]
        let last = patterns.last {
            (isFolder || !$0.matchesFoldersOnly) && $0.matches(path: path, name: name)
        }
        return last.map { !$0.isNegated }
    }
}
