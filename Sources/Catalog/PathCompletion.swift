/// The ways to complete a path that is being typed.
package struct PathCompletion: Equatable, Sendable {
    /// The path, completed as far as all matching names agree.
    package var text: String
    /// The matching names, sorted. The name of a directory ends in `/`.
    package var names: [String]

    /// - Parameters:
    ///   - text: The path as typed.
    ///   - entries: The names in the directory of the path. The names of directories end in `/`.
    package init(of text: String, among entries: [String]) {
        let start = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
        let beginning = String(text[start...])
        names = entries.filter { name in
            // Names that begin with a dot are hidden until the user types the dot.
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
