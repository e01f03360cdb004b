import BitCollections
import Flow
import OAuth
import Screen

/// A page of text over other modes.
package struct Page: ModeState {
    package enum Subject: Equatable, Sendable {
        /// The whole value of a parameter of the URL.
        case parameter(name: String, value: String)
        /// A row of the provider's scopes.
        case scope(Int)
        /// A row of the provider's operations.
        case operation(Int)
        /// A rule of the linter.
        case rule(RuleID)
        /// An entry of the log of attempts.
        case logEntry(LogEntry)
        /// A message that is longer than a row.
        case message(title: String, text: String)
        /// The values of two sides, each with its name.
        case sides(title: String, [Side])
    }

    package struct Side: Equatable, Sendable {
        let name: String
        let values: [String]
    }

    package let subject: Subject
    /// The first line shown.
    package internal(set) var top = 0
    /// The search; empty when there is none.
    package private(set) var search = FilterLine()
    private var lines = Kept(PageLines())

    package init(_ subject: Subject) { self.subject = subject }

    package var cover: Cover { .screen(or: lines.value.popup) }
    package var isTyping: Bool { search.isTyping }

    package func contexts(on desk: Desk) -> [Binding.Context] {
        guard !isTyping else { return [.text] }
        switch subject {
        case .scope, .operation: return [.item, .viewer]
        case .parameter, .rule, .logEntry, .message, .sides: return [.viewer]
        }
    }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        switch action {
        case .nextMatch, .previousMatch:
            search.text.isEmpty && !isTyping ? "\(desk.key(.filter, in: .viewer)) searches" : nil
        default: nil
        }
    }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if isTyping {
            if search.apply(action) { showMatch() }
            return true
        }
        if let distance = action.distance(page: max(1, room.page.height)) {
            top += distance
            return true
        }
        switch action {
        case .filter: search.open()
        case .nextMatch: find(from: top + 1, step: 1, on: &desk)
        case .previousMatch: find(from: top - 1, step: -1, on: &desk)
        case .toggle:
            switch subject {
            case .scope(let scope): desk.toggle(scope: scope)
            case .operation(let row): desk.session.tick(operation: row)
            case .parameter, .rule, .logEntry, .message, .sides: return false
            }
        case .importProvider:
            desk.close()
            desk.steps.append(.perform(.importProvider))
        case .back: desk.close()
        default: return false
        }
        return true
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) { top += rows }

    // MARK: Searching

    package mutating func insert(_ text: String, on desk: inout Desk) {
        _ = search.insert(text)
        showMatch()
    }

    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool {
        guard isTyping else { return false }
        insert(text, on: &desk)
        return true
    }

    /// The lines of the page.
    package var text: [Line] { lines.value.lines }

    /// Scrolls to the next line that matches the search, from the top line on, or else to the first one.
    private mutating func showMatch() {
        guard !search.text.isEmpty else { return }
        let words = SearchWords(search.text)
        let order = Array(self.text.indices.suffix(from: min(top, self.text.count))) + Array(self.text.indices)
        if let line = order.first(where: { words.match(self.text[$0].text) }) { top = line }
    }

    private mutating func find(from start: Int, step: Int, on desk: inout Desk) {
        let words = SearchWords(search.text)
        var line = start
        while text.indices.contains(line) {
            if words.match(text[line].text) {
                top = line
                return
            }
            line += step
        }
        desk.say("No more matches for \"\(search.text)\"", .warning)
    }

    // MARK: Settling and drawing

    package mutating func settle(on desk: inout Desk, in room: Room) {
        switch subject {
        case .scope, .operation: desk.session.refreshOperations()
        case .parameter, .rule, .logEntry, .message, .sides: break
        }
        lines.value.update(for: subject, of: desk.session, in: room, KeyNames(desk.keys, [.item, .viewer]))
        top = clamped(top, of: text.count, height: room.with(popup: lines.value.popup).page.height)
    }

    package func face(on desk: Desk, in room: Room) -> Face {
        if let editor = search.editor {
            return Face(
                corner: .next([(.accept, "end the search")]), explanation: .line("/", editor),
                hints: [(.accept, "done"), (.back, "cancel")])
        }
        let next: [Hint] = search.text.isEmpty ? [] : [(.nextMatch, "next match"), (.previousMatch, "previous")]
        let own: [Hint] =
            switch subject {
            case .scope: [(.toggle, "on/off")]
            case .operation: [(.toggle, "tick")]
            case .parameter, .rule, .logEntry, .message, .sides: []
            }
        let more: [Hint] = text.count > room.page.height ? [(.pageDown, "page down")] : []
        return Face(
            corner: .next([(.back, "close")]),
            hints: [(.back, "close")] + own + [(.filter, "search")] + next + more)
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let body = room.page
        frame.drawRule(
            title(on: desk.session), at: body.y - 1, body.x..<body.right,
            remarks: .more(text.count - top - body.height))
        frame.offer(.list(0), in: body)
        frame.draw(text, from: top, in: body)
        let words = SearchWords(search.text)
        for (row, line) in text.dropFirst(top).prefix(body.height).enumerated() where words.match(line.text) {
            frame.underline(line.text, words, x: body.x, y: body.y + row)
        }
        frame.cursor = Frame.Cursor(x: body.x, y: body.y, isVisible: false)
    }

    private func title(on session: Session) -> String {
        let title = subject.title(in: session)
        guard !search.text.isEmpty else { return title }
        let words = SearchWords(search.text)
        return "\(title) /\(search.text)" + (text.contains { words.match($0.text) } ? "" : "  no match")
    }
}

extension Page.Subject {
    fileprivate func title(in session: Session) -> String {
        switch self {
        case .message(let title, _), .sides(let title, _): title
        case .logEntry(let entry): "\(entry.time), attempt \(entry.attempt)"
        case .rule(let id): "Rule \(id.rawValue)"
        case .parameter(let name, let value): "\(name), \(value.unicodeScalars.count) characters"
        case .scope(let scope):
            session.provider.scopes.indices.contains(scope) ? session.provider.scopes.name(at: scope) : ""
        case .operation(let row): session.provider.operations[safely: row]?.name ?? ""
        }
    }

    /// - Parameter most: The number of lines that are needed. More may be returned.
    fileprivate func lines(in session: Session, width: Int, most: Int, _ key: KeyNames) -> [Line] {
        let room = max(1, width - 4)
        return switch self {
        case .parameter(_, let value): wrapEverywhere(value, width: room).map { Line("  " + $0) }
        case .scope(let scope): session.pageLines(ofScope: scope, width: width, most: most, key)
        case .operation(let row): session.pageLines(ofOperation: row, width: width, key)
        case .rule(let id): RulePage.lines(of: id.rule, width: width)
        case .logEntry(let entry): LogEntryPage.lines(of: entry, width: width)
        case .sides(_, let sides): PageText.lines(of: sides, width: width)
        case .message(_, let text): wrap(text, width: room).map { Line("  " + $0) }
        }
    }
}

/// The lines of a page. They are kept from key to key, because a scope may unlock thousands of operations.
struct PageLines {
    private(set) var lines: [Line] = []
    /// The size of the popup for the lines, or nil when they need the whole page.
    private(set) var popup: Size?
    /// The values that the lines were made from.
    private var source: Source?

    private struct Source: Equatable {
        var size: Size
        var scopes: BitSet
        var ticked: BitSet
    }

    /// Makes the lines again if something has changed.
    mutating func update(for subject: Page.Subject, of session: Session, in room: Room, _ key: KeyNames) {
        let present = Source(size: room.size, scopes: session.draft.scopes, ticked: session.choice.ticked)
        guard present != source else { return }
        source = present
        (lines, popup) = room.lines(title: safe(subject.title(in: session), columns: 60)) { width, most in
            subject.lines(in: session, width: width, most: most, key)
        }
    }
}
