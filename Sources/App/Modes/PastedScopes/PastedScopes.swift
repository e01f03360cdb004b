import Catalog
import OAuth
import Screen
import Text

/// The preview of a pasted list of scopes. Nothing is added before Enter.
package struct PastedScopes: ModeState {
    package let offer: ScopeListOffer
    /// The first line shown.
    package private(set) var top = 0
    /// The lines, which are made again when the width changes.
    private var lines = Kept(Lines())

    private struct Lines: Equatable, Sendable {
        var lines: [Line] = []
        var width = 0
    }

    init(_ offer: ScopeListOffer) { self.offer = offer }

    package var cover: Cover { .screen }

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
            desk.say("\(Self.summary(of: offer)) · u undo")
        case .back: desk.close()
        default: return false
        }
        return true
    }

    private static func summary(of offer: ScopeListOffer) -> String {
        let added = "Added \(offer.added.count.counted("scope")), none is on"
        return offer.changed.isEmpty ? added : "\(added); changed \(offer.changed.count.grouped)"
    }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        guard room.kind != .tooSmall else { return }
        if lines.value.width != room.size.width {
            var preview = PreviewLines(width: room.size.width)
            for line in offer.lines { preview.append(line) }
            lines.value = Lines(lines: preview.lines, width: room.size.width)
        }
        top = clamped(top, of: lines.value.lines.count, height: room.page.height)
    }

    package func face(on desk: Desk, in room: Room) -> Face {
        let verb = "add \(offer.added.count.grouped)"
        let isLong = lines.value.lines.count > top + room.page.height
        let hints: [Hint] = (offer.isEmpty ? [] : [(.accept, verb)]) + [(.back, "cancel")]
        return Face(
            corner: .next(offer.isEmpty ? [(.back, "close")] : [(.accept, verb)]),
            explanation: .text("", "Enter adds the scopes to your own · Esc cancels; no scope is turned on"),
            hints: hints + (isLong ? [(.pageDown, "page down")] : []))
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let body = room.page
        let hidden = lines.value.lines.count - top - body.height
        let remark = hidden > 0 ? "\(hidden.grouped) more" : "nothing is added yet"
        frame.drawRule("Pasted scopes", at: body.y - 1, 0..<body.width, remarks: [Line(remark, Style(.dim))])
        frame.draw(lines.value.lines, from: top, in: body)
        frame.cursor = Frame.Cursor(x: 0, y: body.y, isVisible: false)
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
