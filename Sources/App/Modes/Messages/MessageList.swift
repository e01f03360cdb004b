import Screen
import Text

/// The list of the session's messages, the newest at the bottom.
package struct MessageList: ModeState {
    /// The first line shown. At first, the newest messages are in sight.
    package private(set) var top = Int.max / 2

    package init() {}

    package var cover: Cover { .screen }
    package func contexts(on desk: Desk) -> [Binding.Context] { [.viewer] }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if let distance = action.distance(page: max(1, room.page.height)) {
            top += distance
        } else if action == .back {
            desk.close()
        } else {
            return false
        }
        return true
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) { top += rows }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        desk.messages.unpin()
        top = clamped(top, of: lines(on: desk, in: room).count, height: room.page.height)
    }

    package func face(on desk: Desk, in room: Room) -> Face {
        let isLong = lines(on: desk, in: room).count > room.page.height
        let moves: [Hint] = isLong ? [(.pageUp, "older"), (.pageDown, "newer")] : []
        return Face(corner: .next([(.back, "close")]), hints: [(.back, "close")] + moves)
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let body = room.page
        let lines = lines(on: desk, in: room)
        let remarks = top > 0 ? [Line("\(top.grouped) above", Style(.dim))] : []
        frame.drawRule("Messages", at: body.y - 1, 0..<body.width, remarks: remarks)
        guard !lines.isEmpty else { return frame.drawNote("No messages in this session yet.", in: body) }
        frame.offer(.list(0), in: body)
        frame.draw(lines, from: top, in: body)
        frame.cursor = Frame.Cursor(x: 0, y: body.y, isVisible: false)
    }

    /// Returns the lines of all messages, each with its sign before the first line.
    private func lines(on desk: Desk, in room: Room) -> [Line] {
        desk.messages.all.flatMap { notice in
            let (sign, style) = notice.tone.sign
            return wrap(notice.text, width: max(1, room.size.width - 5)).enumerated().map { number, text in
                Line("  \(number == 0 ? sign : " ") ", style) + Line(text)
            }
        }
    }
}
