/// A page in the part of Markdown that the pages of the program use.
struct Markdown: Equatable {
    enum Block: Equatable {
        case heading(level: Int, Inline)
        case paragraph(Inline)
        case list([Inline])
        case table(header: [Inline], rows: [[Inline]])
        case code([String])
    }

    let blocks: [Block]

    init(_ text: String) {
        var parser = Parser(text)
        blocks = parser.blocks()
    }

    /// Reads the blocks, line by line.
    private struct Parser {
        private let lines: [String]
        private var next = 0

        init(_ text: String) {
            lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }

        /// The next line; nil at the end.
        private var line: String? { next < lines.count ? lines[next] : nil }

        mutating func blocks() -> [Block] {
            var blocks: [Block] = []
            while let line {
                if line.isEmpty {
                    next += 1
                } else if line.hasPrefix("```") {
                    blocks.append(code())
                } else if line.hasPrefix("#") {
                    next += 1
                    let level = line.prefix { $0 == "#" }.count
                    blocks.append(.heading(level: level, Inline(line.dropFirst(level + 1))))
                } else if line.hasPrefix("|") {
                    blocks.append(table())
                } else if line.hasPrefix("- ") {
                    blocks.append(list())
                } else {
                    blocks.append(.paragraph(Inline(taken { !Self.startsBlock($0) }.joined(separator: " "))))
                }
            }
            return blocks
        }

        private static func startsBlock(_ line: String) -> Bool {
            line.isEmpty || ["```", "#", "|", "- "].contains { line.hasPrefix($0) }
        }

        /// Takes the lines from here on for which the condition holds, and at least this one.
        private mutating func taken(while isPart: (String) -> Bool) -> [String] {
            let start = next
            next += 1
            while let line, isPart(line) { next += 1 }
            return Array(lines[start..<next])
        }

        private mutating func code() -> Block {
            let body = taken { $0 != "```" }.dropFirst()
            next += 1
            return .code(Array(body))
        }

        private mutating func list() -> Block {
            var items: [String] = []
            for line in taken(while: { $0.hasPrefix("- ") || $0.hasPrefix("  ") }) {
                if line.hasPrefix("- ") {
                    items.append(String(line.dropFirst(2)))
                } else if let last = items.indices.last {
                    items[last] += " " + line.drop { $0 == " " }
                }
            }
            return .list(items.map { Inline($0) })
        }

        private mutating func table() -> Block {
            let rows = taken { $0.hasPrefix("|") }.map(Self.cells)
            return .table(header: rows[0].map { Inline($0) }, rows: rows.dropFirst(2).map { $0.map { Inline($0) } })
        }

        /// Returns the cells of a row. A bar after a backslash belongs to its cell.
        private static func cells(of row: String) -> [String] {
            var cells = [""]
            var isEscaped = false
            for character in row.dropFirst() {
                if character == "|", !isEscaped { cells.append("") } else { cells[cells.count - 1].append(character) }
                isEscaped = character == "\\" && !isEscaped
            }
            return cells.dropLast().map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
    }
}
