import Screen

extension Model {
    /// The rows that one notch of the wheel scrolls.
    private static let rowsPerNotch = 3

    /// Handles a mouse event. To find out what is at that place, the frame is drawn once more and records it.
    mutating func take(_ mouse: Mouse) {
        let spot = spots.last { $0.rect.contains(x: mouse.x, y: mouse.y) }
        if case .popup = top.cover, spot?.layer != stack.count - 1 { return takeBesidePopup(mouse.action) }
        guard let spot else {
            lastClicked = nil
            return
        }
        switch mouse.action {
        case .click: click(spot, isDouble: false)
        case .doubleClick:
            let isSame = spot.target == lastClicked
            // The first click may have opened something that shows another key in the same place.
            if !isSame, case .key = spot.target { break }
            click(spot, isDouble: isSame)
        case .wheel(let notches): return scroll(spot, by: notches)
        }
        lastClicked = spot.target
    }

    /// The places that can be clicked now. A later one covers an earlier one.
    package var spots: [Spot] { draw(notesSpots: true).spots ?? [] }

    /// Closes the popup as Esc does, unless typed text would be lost.
    private mutating func takeBesidePopup(_ action: Mouse.Action) {
        // The second click of a double click does not close what the first one has opened.
        guard action == .click else { return }
        lastClicked = nil
        guard !top.losesText else { return }
        desk.beginPress()
        handle(.escape)
    }

    private mutating func click(_ spot: Spot, isDouble: Bool) {
        let top = stack.count - 1
        // Modes below one that covers the screen cannot be clicked.
        guard spot.layer == top || self.top.cover == .column else { return }
        desk.beginPress()
        switch spot.target {
        case .key(let key):
            if case .character = key, self.top.isTyping {
                let room = room(at: top)
                guard change({ $0.endTyping(on: &$1, in: room) }) else { return }
            }
            handle(key)
        case .list(let list, let row, let box):
            guard spot.layer == top else { return }
            let room = room(at: top)
            change { $0.point(at: row, of: list, on: &$1, in: room) }
            guard row != nil, box != nil || isDouble else { return }
            if let action = change({ $0.pick(box: box, on: &$1) }) { perform(action) }
        }
    }

    private mutating func scroll(_ spot: Spot, by notches: Int) {
        guard case .list(let list, _, _) = spot.target, spot.layer == stack.count - 1 || top.cover == .column else {
            return
        }
        let room = room(at: spot.layer)
        stack[spot.layer].state.scroll(list, by: notches * Self.rowsPerNotch, on: &desk, in: room)
    }
}
