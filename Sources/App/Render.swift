import Screen

extension Model {
    /// Draws the whole screen.
    ///
    /// - Parameter spare: A frame that is no longer needed. This one may reuse its memory.
    package func render(in spare: consuming Frame? = nil) -> Frame { draw(notesSpots: false, in: spare) }

    /// Draws the screen.
    ///
    /// - Parameter notesSpots: Whether the frame records the places that can be clicked.
    func draw(notesSpots: Bool, in spare: consuming Frame? = nil) -> Frame {
        let room = desk.room
        var frame = Frame(size: room.size, isASCII: room.isASCII, notesSpots: notesSpots, in: spare)
        guard room.kind != .tooSmall else {
            drawTooSmall(on: &frame)
            return frame
        }
        let first = stack.lastIndex { $0.state.cover == .screen } ?? 0
        for index in first..<stack.count {
            frame.layer = index
            let room = self.room(at: index)
            if room.popup != nil { frame.beginPopup(around: room.page) }
            stack[index].state.draw(on: desk, in: room, to: &frame)
            if room.popup != nil { frame.drawEdges(around: room.page) }
        }
        drawSurroundings(on: &frame)
        return frame
    }

    /// The face of the mode with the keys.
    package var face: Face { top.face(on: desk, in: room(at: stack.count - 1)) }

    /// The badges of the background work, the most urgent first.
    package var badges: [Badge] {
        desk.jobs.badges(isInterruptible: stack.count == 1) + (desk.tour?.badge(desk.key).map { [$0] } ?? [])
    }

    private func drawSurroundings(on frame: inout Frame) {
        let surroundings = Surroundings(top, face, badges, on: desk)
        surroundings.drawTitle(on: &frame)
        surroundings.drawExplanation(on: &frame)
        surroundings.drawFooter(on: &frame)
    }

    /// Returns the room that the modes above leave to a mode.
    func room(at index: Int) -> Room {
        var room = desk.room
        room.isOnTop = index == stack.count - 1
        room.isColumnCovered = stack[(index + 1)...].contains { $0.state.cover == .column }
        if case .popup(let size) = stack[index].state.cover { room.popup = size }
        return room
    }

    /// Moves the cursor and the scroll position of every mode to rows that exist and are in sight.
    mutating func settle() {
        for index in stack.indices {
            let room = room(at: index).with(popup: nil)
            stack[index].state.settle(on: &desk, in: room)
        }
    }

    /// Draws the longest notice that fits: the screen is too small.
    private func drawTooSmall(on frame: inout Frame) {
        let width = desk.room.size.width
        let size = "\(width)x\(desk.room.size.height)"
        let (copy, plain, quit) = (desk.keys.label(.copy), desk.keys.label(.plain), desk.keys.label(.quit))
        let texts = [
            "Too small: \(size), needs 40x10. \(copy) copy, \(plain) plain URL, \(quit) quit",
            "Too small, needs 40x10. \(copy) copy, \(quit) quit", "Too small, needs 40x10", "Needs 40x10", "Too small",
            "small",
        ]
        guard let text = texts.first(where: { $0.utf8.count <= width }) else { return }
        // A hint can wait until there is room.
        let notice = desk.messages.notice.flatMap { $0.tone == .hint ? nil : safe($0.text, columns: width) }
        frame.write(notice ?? text, x: 0, y: 0, until: width)
    }
}
