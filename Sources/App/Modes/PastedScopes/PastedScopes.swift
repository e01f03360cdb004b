import Catalog
import OAuth
import Screen
import Text

/// The preview of a pasted list of scopes. Nothing is added before Enter.
package struct PastedScopes: ModeState {
    package let offer: ScopeListOffer
    /// The first line shown.
    package private(set) var top = 0
    private var view = Kept(View())

    private struct View {
        var lines: [Line] = []
        var popup: Size?
        /// The size of the screen when the lines were made.
        var size: Size?
    }

    init(_ offer: ScopeListOffer) { self.offer = offer }

    package var cover: Cover { .screen(or: view.value.popup) }

    package func contexts(on desk: Desk) -> [Binding.Context] { [.importing, .viewer] }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        switch action {
        case .accept: offer.isEmpty ? "You have all of them already" : nil
        case .toggle: "Enter adds all of them, and turns none on"
        case .importID: "A list of scopes has no id"
        default: nil
        }
    }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if let distance = action.distance(page: max(1, room.page.height - 1)) {
            top += distance
            return true
        }
        switch action {
        case .accept:
            desk.close()
            desk.effects += desk.session.changeOwn { offer.apply(to: &$0) }
            desk.say("\(Self.summary(of: offer))\(desk.undoTip)")
        case .back: desk.close()
        default: return false
        }
        return true
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) { top += rows }

    private static func summary(of offer: ScopeListOffer) -> String {
        let added = "Added \(offer.added.count.counted("scope")), none is on"
        return offer.changed.isEmpty ? added : "\(added); changed \(offer.changed.count.grouped)"
    }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        guard room.kind != .tooSmall else { return }
        if view.value.size != room.size {
            let (lines, popup) = room.lines(title: Self.title) { width, _ in
                var preview = PreviewLines(width: width)
                for line in offer.lines { preview.append(line) }
                return preview.lines
            }
            view.value = View(lines: lines, popup: popup, size: room.size)
        }
        let height = room.with(popup: view.value.popup).page.height
        top = clamped(top, of: view.value.lines.count, height: height)
    }

    private static let title = "Pasted scopes"

    package func face(on desk: Desk, in room: Room) -> Face {
        let verb = "add \(offer.added.count.grouped)"
        let isLong = view.value.lines.count > top + room.page.height
        let hints: [Hint] = (offer.isEmpty ? [] : [(.accept, verb)]) + [(.back, "cancel")]
        return Face(
            corner: .next(offer.isEmpty ? [(.back, "close")] : [(.accept, verb)]),
            explanation: .text("", "Enter adds the scopes to your own, without turning them on · Esc cancels"),
            hints: hints + (isLong ? [(.pageDown, "page down")] : []))
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let body = room.page
        let hidden = view.value.lines.count - top - body.height
        let remark = hidden > 0 ? "\(hidden.grouped) more" : "nothing is added yet"
        frame.drawRule(
            Self.title, at: body.y - 1, body.x..<body.right, remarks: [Line(remark, Style(.dim))])
        frame.offer(.list(0), in: body)
        frame.draw(view.value.lines, from: top, in: body)
        frame.cursor = Frame.Cursor(x: body.x, y: body.y, isVisible: false)
    }
}

extension Desk {
    /// Opens the preview of a list of scopes. Returns false when the text is not a list of several lines.
    mutating func offerScopes(in text: String) -> Bool {
        // Terminals send a carriage return for each line break.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        guard lines.count(where: { !$0.isEmpty }) > 1,
            let list = try? ScopeText(Array(lines.joined(separator: "\n").utf8), path: ""),
            // A text in which only one line is a scope is not a list of scopes.
            list.scopes.count > 1 || list.notes.isEmpty
        else { return false }
        open(PastedScopes(ScopeListOffer(list, source: "the paste", base: session.base, own: session.own)))
        return true
    }
}
