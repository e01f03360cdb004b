import Flow
import Screen

/// A small drawing of the messages of an attempt, for the free rows while it waits. The message that the attempt waits for is
/// marked.
struct AttemptDrawing {
    /// A message between two of the four parties, by their places.
    private struct Message {
        var from: Int
        var to: Int
        var text: String
    }

    private static let names = ["you", "provider", "this machine", "token endpoint"]
    private static let narrowest = 60

    private(set) var lines: [Line] = []
    private let trip: RoundTrip
    private let width: Int
    /// The columns of the four vertical lines.
    private let columns: [Int]

    /// - Parameter rows: The free rows. When they are too few, there is no drawing.
    init(_ trip: RoundTrip, width: Int, rows: Int) {
        self.trip = trip
        self.width = width
        let gap = min(22, (width - 12) / 3)
        columns = (0..<4).map { 5 + $0 * gap }
        guard trip.isUnderWay, width >= Self.narrowest, rows > 2 + 2 * messages.count else { return }
        let current = currentMessage
        lines = [Line(), header]
        for (index, message) in messages.enumerated() {
            let style: Style =
                index == current ? Style(.accent, .bold) : index < current ? .plain : Style(.dim)
            lines.append(textRow(of: message, isCurrent: index == current, style))
            lines.append(arrow(of: message, style))
        }
    }

    private var messages: [Message] {
        let isDenied = trip.log.contains(.denied)
        let isPasted = if case .paste = trip.arrival { true } else { false }
        return [
            Message(from: 0, to: 1, text: "GET /authorize"), Message(from: 1, to: 0, text: "Allow?"),
            Message(from: 1, to: 0, text: isDenied ? "302 error, state" : "302 code, state"),
            Message(from: 0, to: 2, text: isPasted ? "you paste the address" : "GET /callback"),
            Message(from: 2, to: 3, text: "POST token"),
        ]
    }

    /// The place of the message that is awaited, or -1 before the first.
    private var currentMessage: Int {
        switch trip.stage {
        case .exchanging: return 4
        case .waiting: break
        case .preparing, .checking, .done, .failed: return -1
        }
        let isAnswered = trip.log.contains { event in
            switch event {
            case .allowed, .denied, .codeIssued, .redirectedWithError: true
            default: false
            }
        }
        if isAnswered { return 3 }
        let isAsked = trip.log.contains { if case .consentShown = $0 { true } else { false } }
        // A real provider does not report its consent page, but the browser shows it.
        return isAsked || trip.place == .provider && trip.browser == .opened ? 1 : 0
    }

    // MARK: Rows

    /// A row of characters, each with its style.
    private struct Row {
        private var cells: [(character: Character, style: Style)]

        init(width: Int) { cells = Array(repeating: (" ", .plain), count: width) }

        mutating func put(_ text: String, x: Int, _ style: Style) {
            for (offset, character) in text.enumerated() where cells.indices.contains(x + offset) {
                cells[x + offset] = (character, style)
            }
        }

        var line: Line {
            var line = Line()
            for cell in cells { line.append(String(cell.character), cell.style) }
            return line
        }
    }

    private var header: Line {
        var row = Row(width: width)
        for (name, column) in zip(Self.names, columns) {
            row.put(name, x: max(0, column - name.utf8.count / 2), Style(.accent))
        }
        return row.line
    }

    /// A row with the four vertical lines.
    private var lifelines: Row {
        var row = Row(width: width)
        for column in columns { row.put("│", x: column, Style(.dim)) }
        return row
    }

    private func textRow(of message: Message, isCurrent: Bool, _ style: Style) -> Line {
        var row = lifelines
        let left = min(columns[message.from], columns[message.to])
        let room = abs(columns[message.from] - columns[message.to]) - 1
        let x = left + 1 + max(0, (room - message.text.utf8.count) / 2)
        row.put(message.text, x: x, style)
        if isCurrent { row.put("▸", x: max(left + 1, x - 2), style) }
        return row.line
    }

    private func arrow(of message: Message, _ style: Style) -> Line {
        var row = lifelines
        let (from, to) = (columns[message.from], columns[message.to])
        let isRightwards = to > from
        let left = min(from, to)
        row.put(String(repeating: "─", count: abs(to - from) - 1), x: left + 1, style)
        row.put(isRightwards ? "├" : "┤", x: from, style)
        row.put(isRightwards ? ">" : "<", x: isRightwards ? to - 1 : to + 1, style)
        return row.line
    }
}

extension RoundTrip {
    /// Whether the attempt waits for a message.
    fileprivate var isUnderWay: Bool {
        switch stage {
        case .preparing, .waiting, .exchanging: true
        case .checking, .done, .failed: false
        }
    }
}
