/// The discussion of a command: paragraphs, and lists of a title and rows.
struct ManualText {
    struct List: Equatable {
        /// The line before the rows, without its colon.
        var title: String
        var rows: [(label: String, text: String)]

        /// The usual name of such a section in a manual.
        var manualTitle: String { title == "Exit codes" ? "Exit status" : title }

        static func == (first: List, second: List) -> Bool {
            first.title == second.title && first.rows.elementsEqual(second.rows, by: ==)
        }
    }

    private(set) var paragraphs: [String] = []
    private(set) var lists: [List] = []

    init(_ discussion: String) {
        var block: [Substring] = []
        for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty { add(&block) } else { block.append(line) }
        }
        add(&block)
    }

    private mutating func add(_ block: inout [Substring]) {
        guard let first = block.first else { return }
        if block.count > 1, block.dropFirst().allSatisfy({ $0.hasPrefix("  ") }) {
            let title = first.hasSuffix(":") ? first.dropLast() : first
            lists.append(List(title: String(title), rows: block.dropFirst().map(Self.row)))
        } else {
            paragraphs.append(block.joined(separator: "\n"))
        }
        block = []
    }

    /// Returns a row of two columns with blanks between them.
    private static func row(_ line: Substring) -> (label: String, text: String) {
        let row = line.drop { $0 == " " }
        guard let gap = row.firstRange(of: "  ") else { return (String(row), "") }
        return (String(row[..<gap.lowerBound]), String(row[gap.upperBound...].drop { $0 == " " }))
    }
}
