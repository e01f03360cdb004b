import Screen

/// The page with the steps of the tour, and the ones that are done.
package struct TourPage: ModeState {
    private var top = 0

    package var cover: Cover { .screen }
    package func contexts(on desk: Desk) -> [Binding.Context] { [.touring] }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if let distance = action.distance(page: max(1, room.page.height - 1)) {
            top += distance
            return true
        }
        switch action {
        case .back: desk.close()
        case .leaveTour:
            desk.tour = nil
            desk.close()
            desk.say("Tour ended: :tour starts it again", .hint)
        default: return false
        }
        return true
    }

    package func isOver(on desk: Desk) -> Bool { desk.tour == nil }

    private func lines(of tour: Tour, width: Int, on desk: Desk) -> [Line] {
        var text = PageText(width: width)
        text.paragraph("Eight steps. Close this page: the next step stays at the top right until you do it.")
        for step in Tour.Step.allCases {
            text.gap()
            let isDone = tour.isDone(step)
            let isCurrent = step == tour.current
            var line = Line(isCurrent ? "▸ " : "  ")
            line.append(isDone ? (desk.isASCII ? "x" : "✓") : " ", Style(.ok, .bold))
            line.append(" \(step.rawValue + 1) \(step.title)", isCurrent ? Style(.accent, .bold) : Style(.text, .bold))
            line.append("   \(step.keys(desk.key))", isDone ? Style(.dim) : .plain)
            text.append(line)
            for part in wrap(step.text(desk.key), width: max(8, width - 8)) {
                text.append(Line("      \(part)", Style(.dim)))
            }
        }
        return text.lines
    }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        guard let tour = desk.tour else { return }
        let count = lines(of: tour, width: room.size.width, on: desk).count
        top = clamped(top, of: count, height: room.page.height)
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) { top += rows }

    package func face(on desk: Desk, in room: Room) -> Face {
        Face(
            corner: .next([(.back, "start")]),
            explanation: .text(desk.tour?.current?.title ?? "", desk.tour?.current?.keys(desk.key) ?? ""),
            hints: [(.back, "close and go on"), (.leaveTour, "leave the tour"), (.pageDown, "page down")])
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        guard let tour = desk.tour else { return }
        let page = room.page
        let lines = lines(of: tour, width: page.width, on: desk)
        let done = Tour.Step.allCases.count { tour.isDone($0) }
        let hidden = lines.count - top - page.height
        let remarks = [Line].more(hidden) + [Line("\(done) of \(Tour.Step.allCases.count) done", Style(.dim))]
        frame.drawRule("Tour", at: page.y - 1, 0..<page.width, remarks: remarks)
        frame.offer(.list(0), in: page)
        frame.draw(lines, from: top, in: page)
        frame.cursor = Frame.Cursor(x: 0, y: page.y, isVisible: false)
    }
}
