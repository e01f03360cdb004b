import Catalog
import OAuth
import Screen

/// The list of saved requests, to open, rename, copy, delete and compare.
package struct NamedRequests: ModeState {
    /// The row under the cursor.
    package private(set) var cursor = 0
    package private(set) var top = 0

    package var cover: Cover { .screen }
    package func contexts(on desk: Desk) -> [Binding.Context] { [.requests] }

    private func request(on desk: Desk) -> NamedRequest? { desk.session.own.requests[safely: cursor] }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        switch action {
        case .accept, .requestRename, .requestDuplicate, .requestDelete, .compare:
            request(on: desk) == nil
                ? "No saved request yet: \(desk.key(.saveRequest, in: .requests)) saves the current one" : nil
        case .undo: desk.session.history.canUndo ? nil : "Nothing to undo"
        case .redo: desk.session.history.canRedo ? nil : "Nothing to redo"
        default: nil
        }
    }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if let distance = action.distance(page: max(1, room.page.height - 1)) {
            cursor = clamp(cursor, by: distance, count: desk.session.own.requests.count)
            return true
        }
        switch action {
        case .saveRequest: desk.askForName()
        case .undo: desk.effects += desk.session.undo()
        case .redo: desk.effects += desk.session.redo()
        case .back, .requests: desk.close()
        default:
            guard let request = request(on: desk) else { return false }
            return perform(action, request, on: &desk)
        }
        return true
    }

    private func perform(_ action: Action, _ request: NamedRequest, on desk: inout Desk) -> Bool {
        switch action {
        case .accept:
            desk.close()
            desk.use(request)
        case .compare: desk.open(Compare(request.compared(to: desk.provider), called: request.name, on: desk))
        case .requestRename: desk.open(LineMode(.renamedRequest(request.name), request.name))
        case .requestDuplicate:
            var copy = request
            copy.name = desk.session.own.freeName(like: request.name)
            desk.effects += desk.session.changeOwn { $0.keep(copy) }
            desk.say("Copied as \(desk.brief(copy.name))\(desk.undoTip(in: .requests))")
        case .requestDelete:
            desk.effects += desk.session.changeOwn { $0.remove(request: request.name) }
            desk.say("Deleted \(desk.brief(request.name))\(desk.undoTip(in: .requests))")
        default: return false
        }
        return true
    }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        let count = desk.session.own.requests.count
        cursor = clamp(cursor, by: 0, count: count)
        top = scrolled(top, toShow: cursor..<cursor + 1, of: count, height: room.page.height)
    }

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        if let row, desk.session.own.requests.indices.contains(row) { cursor = row }
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        cursor = clamp(cursor, by: rows, count: desk.session.own.requests.count)
    }

    // MARK: Drawing

    package func face(on desk: Desk, in room: Room) -> Face {
        guard let request = request(on: desk) else {
            return Face(
                corner: .next([(.saveRequest, "save this one")]),
                hints: [(.saveRequest, "save the current request"), (.back, "close")])
        }
        let client = desk.provider.clients.first { $0.clientID == request.clientID }?.name ?? request.clientID
        return Face(
            corner: .next([(.accept, "open")]),
            explanation: .text(request.name, "\(client), \(request.scopes.joined(separator: " "))"),
            hints: [
                (.accept, "open"), (.compare, "compare"), (.requestRename, "rename"), (.requestDuplicate, "duplicate"),
                (.requestDelete, "delete"), (.back, "close"), (.saveRequest, "save the current one"), (.undo, "undo"),
            ])
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let page = room.page
        let requests = desk.session.own.requests
        let remark = Line(requests.count.counted("request"), Style(.dim))
        frame.drawRule("Saved requests", at: page.y - 1, 0..<page.width, remarks: requests.isEmpty ? [] : [remark])
        guard !requests.isEmpty else {
            return frame.drawNote(
                "No saved request yet. \(desk.key(.saveRequest, in: .requests)) saves the current one under a name.",
                in: page)
        }
        frame.offer(.list(0), in: page)
        let names = min(requests.reduce(0) { max($0, $1.name.columns) }, max(12, page.width / 3))
        for y in 0..<page.height {
            guard let request = requests[safely: top + y] else { break }
            let row = page.y + y
            frame.offerRow(top + y, of: 0, in: page, y: row)
            frame.write(safe(request.name, columns: names), x: 2, y: row, Style(.text, .bold), until: page.right)
            frame.write(
                desk.session.summary(of: request), x: names + 5, y: row, until: page.right)
            guard top + y == cursor else { continue }
            frame.write("▸", x: 0, y: row, until: page.right)
            frame.markCurrent(page, row: y)
        }
    }
}

extension Desk {
    /// Handles `b`: asks for the name to save the current request under.
    mutating func askForName() {
        guard session.own.requests.count < EntryCheck.mostRequests else {
            return say(
                "You can save at most \(EntryCheck.mostRequests.grouped) requests: delete one in \(key(.requests))",
                .warning)
        }
        open(LineMode(.requestName, standard: session.own.freeName(like: session.client?.name ?? "Request")))
    }

    /// Saves the present request under a name.
    mutating func saveRequest(as name: String) {
        let (request, leftOut) = session.named(name)
        let isNew = session.own.request(named: name) == nil
        effects += session.changeOwn { $0.keep(request) }
        let verb = isNew ? "Saved" : "Replaced"
        guard leftOut.isEmpty else {
            return say(
                "\(verb) \(brief(name)) without \(leftOut.joined(separator: ", ")): secrets are never saved", .warning)
        }
        say("\(verb) \(brief(name)): \(key(.requests)) lists all\(undoTip)")
    }

    /// Makes a saved request the present one, in one step of undo.
    mutating func use(_ request: NamedRequest) {
        let lost = request.scopes.count { provider.scopes.index(of: $0) == nil }
        edit { [provider] in $0.use(request, of: provider) }
        guard lost == 0 else {
            return say("Opened without \(lost.counted("scope")) that the provider no longer lists\(undoTip)", .warning)
        }
        say("Opened \(brief(request.name))\(undoTip)")
    }
}
