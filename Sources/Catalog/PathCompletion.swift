/// What a path that is being typed can become.
package struct PathCompletion: Equatable, Sendable {
    /// The path, as far as all that fits begins alike.
    package var text: String
    /// The names that fit, in order; a directory's ends in `/`.
    package var names: [String]

    /// - Parameters:
    ///   - text: The path as typed.
    ///   - entries: The names in the directory of the path; directories' end in `/`.
    package init(of text: String, among entries: [String]) {
        let start = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
        let beginning = String(text[start...])
        names = entries.filter { name in
            // A name that begins with a dot is hidden until that is typed.
            name.utf8.starts(with: beginning.utf8) && (!name.hasPrefix(".") || beginning.hasPrefix("."))
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard var common = names.first else {
            self.text = text
            return
        }
        for name in names { common = String(zip(common, name).prefix { $0 == $1 }.map(\.0)) }
        self.text = String(text[..<start]) + common
    }
}
