import Flow
import OAuth
import Screen

/// The messages of the session's attempts in order, with their times. Enter shows a whole message.
package struct LogList: ModeState {
    /// The entry under the cursor.
    package private(set) var cursor: Int
    /// The first entry shown.
    package private(set) var top = 0

    init(_ log: AttemptLog) { cursor = max(0, log.entries.count - 1) }

    package var cover: Cover { .screen }
    package func contexts(on desk: Desk) -> [Binding.Context] { [.log, .viewer] }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        switch action {
        case .accept, .copyReport: desk.jobs.log.entries.isEmpty ? "No attempt in this session yet" : nil
        case .filter, .nextMatch, .previousMatch: "This list has no search"
        default: nil
        }
    }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        let entries = desk.jobs.log.entries
        if let distance = action.distance(page: max(1, room.page.height)) {
            cursor = clamp(cursor, by: distance, count: entries.count)
            return true
        }
        switch action {
        case .accept: if let entry = entries[safely: cursor] { desk.open(Page(.logEntry(entry))) }
        case .copyReport: desk.open(Menu(reportOn: desk))
        case .back: desk.close()
        default: return false
        }
        return true
    }

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        if let row, desk.jobs.log.entries.indices.contains(row) { cursor = row }
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        let (count, height) = (desk.jobs.log.entries.count, room.page.height)
        top = clamped(top + rows, of: count, height: height)
        cursor = inSight(cursor, from: top, of: count, height: height) ?? cursor
    }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        let count = desk.jobs.log.entries.count
        cursor = clamp(cursor, by: 0, count: count)
        top = scrolled(top, toShow: cursor..<cursor + 1, of: count, height: room.page.height)
    }

    package func face(on desk: Desk, in room: Room) -> Face {
        guard let entry = desk.jobs.log.entries[safely: cursor] else {
            return Face(corner: .next([(.back, "close")]), hints: [(.back, "close")])
        }
        return Face(
            corner: .next([(.accept, "open"), (.copyReport, "report")]),
            explanation: .text(entry.time, desk.jobs.log.title(of: entry.attempt)),
            hints: [(.accept, "open"), (.copyReport, "report"), (.back, "close")])
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let body = room.page
        let entries = desk.jobs.log.entries
        let place = entries.isEmpty ? [] : [Line(placeInList(cursor, of: entries.count))]
        frame.drawRule("Log", at: body.y - 1, 0..<body.width, remarks: place)
        guard !entries.isEmpty else {
            return frame.drawNote("No attempt in this session yet. \(desk.key(.tryIt)) tries the flow.", in: body)
        }
        frame.offer(.list(0), in: body)
        for (row, index) in entries.indices.dropFirst(top).prefix(body.height).enumerated() {
            let entry = entries[index]
            let isNew = index == top || entries[index - 1].attempt != entry.attempt
            var line = Line(" \(isNew ? "\(entry.attempt)" : " ") ", Style(.accent))
            line.append(String(repeating: " ", count: max(0, 9 - entry.time.columns)) + entry.time, Style(.dim))
            line.append(" \(entry.sign) ", Style(.accent, .bold))
            let more = entry.message.isEmpty ? "" : " …"
            let title = safe(entry.title, columns: max(1, body.width - 18))
            line.append(title + more, entry.side == .provider ? Style(.dim) : .plain)
            frame.write(line, x: body.x, y: body.y + row, until: body.right)
            frame.offerRow(index, of: 0, in: body, y: body.y + row)
        }
        frame.markCurrent(body, row: cursor - top)
    }
}

extension Menu {
    /// The ways in which the report of the log leaves the program.
    fileprivate init(reportOn desk: Desk) {
        let report = desk.report
        let size = "\(report.utf8.count.grouped) bytes of Markdown without secrets"
        self.init(
            "Report", verb: "choose",
            [
                Row(
                    text: "clipboard", detail: "copy it", remark: "", isPresent: nil, refusal: nil,
                    explanation: size, steps: [.copyText(report, name: "the report")]),
                Row(
                    text: "file", detail: "write it to a new file", remark: "", isPresent: nil, refusal: nil,
                    explanation: size,
                    steps: [.open(Mode(state: LineMode(.reportFile, standard: "authscope-report.md")))]),
            ])
    }
}

extension Desk {
    /// The report of the session's attempts.
    var report: String { jobs.log.report(version: version) }
}
