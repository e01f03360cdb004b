import Catalog
import Screen

/// A layer of the screen: the one on top has the keys.
package struct Mode: Equatable, Sendable {
    package internal(set) var state: any ModeState

    /// The mode that an action opens wherever the key table has the action, or nil.
    ///
    /// - Parameter top: The mode with the keys.
    static func opened(by action: Action, over top: Mode, on desk: Desk) -> (any ModeState)? {
        switch action {
        case .help: Help(of: top.state, on: desk)
        case .messages: MessageList()
        case .log: LogList(desk.jobs.log)
        case .scan: LineMode(.scanPath, desk.jobs.scanPath)
        case .copyAs: Menu(copiesOn: desk)
        case .operations: Operations(on: desk)
        case .profile: Menu(profilesOn: desk)
        case .variables: Form(desk.provider.variables)
        case .palette: Menu(commandsOf: top.state, on: desk)
        default: nil
        }
    }

    func isSameKind(as other: Mode) -> Bool { type(of: state) == type(of: other.state) }

    /// The mode at the bottom, which is never closed.
    static func bottom(on desk: Desk) -> Mode { Mode(state: Panes(desk.session)) }

    package static func == (left: Mode, right: Mode) -> Bool { left.state.isEqual(to: right.state) }
}

/// How much of the screen a mode takes from the modes below it.
package enum Cover: Equatable, Sendable {
    case screen
    /// The right column; in one column, everything but the URL.
    case column
    /// A box, or nothing but the rows around the modes.
    case part
}

/// The questions that the screen asks of each mode. A mode knows the desk and the room it has, and no other mode.
package protocol ModeState: Equatable, Sendable {
    var cover: Cover { get }

    /// The contexts of the key table whose keys the mode has, the first before the others.
    func contexts(on desk: Desk) -> [Binding.Context]
    /// The actions that can be found by their names, the mode's own first.
    func commands(on desk: Desk) -> [Binding]
    /// Whether characters go into a line that is being typed, and do not act as keys.
    var isTyping: Bool { get }
    /// Why the action can do nothing now, or nil when it can.
    func refusal(of action: Action, on desk: Desk) -> String?
    /// Does what the action means here; false where it means nothing here.
    mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool
    /// Takes a character that was typed.
    mutating func insert(_ text: String, on desk: inout Desk)
    /// Takes a paste. Returns false where the mode has no place for it.
    mutating func paste(_ text: String, on desk: inout Desk) -> Bool
    /// Puts the cursor on a row of a list that the mode has drawn, or in the list where there is no row.
    mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room)
    /// Does what a click on a box of the row under the cursor does, or a double click on the row, unless an action does
    /// that, which is returned.
    ///
    /// - Parameter box: The number of the box in the row; nil for a double click.
    mutating func pick(box: Int?, on desk: inout Desk) -> Action?
    /// Scrolls a list that the mode has drawn. The cursor of the list goes along where it would be out of sight.
    ///
    /// - Parameter rows: How many rows, down where the number is positive.
    mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room)
    /// Ends the line that is typed as a click elsewhere does; false where the mode keeps the line.
    mutating func endTyping(on desk: inout Desk, in room: Room) -> Bool
    /// Takes the answer to something that the mode has asked for.
    mutating func receive(_ event: Event, on desk: inout Desk)
    /// Goes to a place, as far as the mode has it.
    mutating func go(to place: Step.Place, on desk: Desk)
    /// Hides what was shown for a moment only.
    mutating func hideSecrets()
    /// The name of the place in the mode that the next start comes back to.
    var placeToKeep: String { get }
    /// Whether the mode has nothing left to show and is to be closed.
    func isOver(on desk: Desk) -> Bool
    /// Brings cursors to rows that exist, and the first rows shown to where the cursors are seen.
    mutating func settle(on desk: inout Desk, in room: Room)

    func face(on desk: Desk, in room: Room) -> Face
    func draw(on desk: Desk, in room: Room, to frame: inout Frame)
}

extension ModeState {
    /// Why the action can do nothing now, here or anywhere; nil when it can.
    func whyNot(_ action: Action, on desk: Desk) -> String? {
        refusal(of: action, on: desk) ?? desk.refusal(of: action)
    }

    fileprivate func isEqual(to other: any ModeState) -> Bool { other as? Self == self }

    package func commands(on desk: Desk) -> [Binding] {
        KeyTable.bindings(in: contexts(on: desk)).filter {
            $0.command != nil && ($0.context != .global || $0.reach == .always)
        }
    }
    package var placeToKeep: String { "" }
    package var isTyping: Bool { false }
    package func refusal(of action: Action, on desk: Desk) -> String? { nil }
    package mutating func insert(_ text: String, on desk: inout Desk) {}
    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool { false }
    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {}
    package mutating func pick(box: Int?, on desk: inout Desk) -> Action? { .accept }
    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {}
    package mutating func endTyping(on desk: inout Desk, in room: Room) -> Bool { false }
    package mutating func receive(_ event: Event, on desk: inout Desk) {}
    package mutating func go(to place: Step.Place, on desk: Desk) {}
    package mutating func hideSecrets() {}
    package func isOver(on desk: Desk) -> Bool { false }
    package mutating func settle(on desk: inout Desk, in room: Room) {}
    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {}
}
