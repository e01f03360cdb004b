import Catalog
import Screen

/// A layer of the screen. The one on top gets the keys.
package struct Mode: Equatable, Sendable {
    package internal(set) var state: any ModeState

    /// Returns the mode that an action opens in every mode whose contexts have the action, or nil.
    ///
    /// - Parameter top: The mode on top.
    static func opened(by action: Action, over top: Mode, on desk: Desk) -> (any ModeState)? {
        switch action {
        case .help: Help(of: top.state, on: desk)
        case .messages: MessageList()
        case .log: LogList(desk.jobs.log)
        case .scan: LineMode(.scanPath, standard: ".")
        case .copyAs: Menu(copiesOn: desk)
        case .operations: Operations(on: desk)
        case .inspect: Inspect()
        case .requests: NamedRequests()
        case .profile: Menu(profilesOn: desk)
        case .variables: Form(desk.provider.variables)
        case .palette: Menu(commandsOf: top.state, on: desk)
        case .theme: Menu(themesOn: desk)
        case .bindKeys: Help(bindingKeysOn: desk)
        default: nil
        }
    }

    func isSameKind(as other: Mode) -> Bool { type(of: state) == type(of: other.state) }

    /// The mode at the bottom, which is never closed.
    static func bottom(on desk: Desk) -> Mode { Mode(state: Panes(desk.session)) }

    package static func == (left: Mode, right: Mode) -> Bool { left.state.isEqual(to: right.state) }
}

/// The part of the screen that a mode covers.
package enum Cover: Equatable, Sendable {
    case screen
    /// The right column, or everything but the URL when there is one column.
    case column
    /// A box with an inside of this size. The modes below stay visible, but dim.
    case popup(Size)
    /// Only the rows around the modes.
    case part

    /// Returns the cover of a mode with a popup of this size, or with the whole page.
    static func screen(or popup: Size?) -> Cover { popup.map { .popup($0) } ?? .screen }
}

/// The state and the behaviour of a mode. A mode knows the desk and its room, and no other mode.
package protocol ModeState: Equatable, Sendable {
    var cover: Cover { get }

    /// Returns the contexts of the key table that apply. An earlier one wins.
    func contexts(on desk: Desk) -> [Binding.Context]
    /// Returns the commands of the palette, the mode's own first.
    func commands(on desk: Desk) -> [Binding]
    /// Whether a line is being typed, so that characters are text and not keys.
    var isTyping: Bool { get }
    /// Whether the next key goes to `take(_:)`, whatever its action in the key table is.
    var takesKeys: Bool { get }
    /// Handles a key that has no action here.
    mutating func take(_ key: Key, on desk: inout Desk)
    /// Whether Esc would lose typed text. If so, a click outside the popup does not close it.
    var losesText: Bool { get }
    /// Returns the reason why the action is not possible now, or nil when it is.
    func refusal(of action: Action, on desk: Desk) -> String?
    /// Performs an action. Returns false when the action has no meaning in this mode.
    mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool
    /// Inserts a typed character into the line.
    mutating func insert(_ text: String, on desk: inout Desk)
    /// Handles a paste. Returns false when the mode has no place for text.
    mutating func paste(_ text: String, on desk: inout Desk) -> Bool
    /// Moves the cursor to a row of a list, or gives the list the focus when there is no row.
    mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room)
    /// Handles a click on a check box or radio button of the row under the cursor, or a double click on the row.
    /// Returns an action to perform, or nil when all is done.
    ///
    /// - Parameter box: The number of the box in the row, or nil for a double click.
    mutating func pick(box: Int?, on desk: inout Desk) -> Action?
    /// Scrolls a list. Its cursor moves along if it would be out of sight.
    ///
    /// - Parameter rows: The number of rows: down when positive, up when negative.
    mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room)
    /// Ends typing because of a click elsewhere. Returns false when the line stays open.
    mutating func endTyping(on desk: inout Desk, in room: Room) -> Bool
    /// Handles an event, such as the answer to an effect of the mode.
    mutating func receive(_ event: Event, on desk: inout Desk)
    /// Takes a choice about a message that was inspected.
    mutating func choose(_ choice: Step.InspectionChoice, on desk: inout Desk)
    /// Goes to a place, if the mode has it.
    mutating func go(to place: Step.Place, on desk: Desk)
    /// Hides secrets that are shown for a few seconds.
    mutating func hideSecrets()
    /// The name of the place in the mode that the next start opens.
    var placeToKeep: String { get }
    /// Whether the mode has nothing left to show, so that it is closed.
    func isOver(on desk: Desk) -> Bool
    /// Moves cursors to rows that exist, and scrolls so that they are in sight. Called after every event.
    ///
    /// - Parameter room: The room with the whole page. The mode chooses the size of its popup here, if it has one.
    mutating func settle(on desk: inout Desk, in room: Room)

    func face(on desk: Desk, in room: Room) -> Face
    func draw(on desk: Desk, in room: Room, to frame: inout Frame)
}

extension ModeState {
    /// Returns the reason why the action is not possible now, in this mode or in any, or nil when it is.
    func whyNot(_ action: Action, on desk: Desk) -> String? {
        refusal(of: action, on: desk) ?? desk.refusal(of: action)
    }

    fileprivate func isEqual(to other: any ModeState) -> Bool { other as? Self == self }

    package func commands(on desk: Desk) -> [Binding] {
        desk.keys.bindings(in: contexts(on: desk)).filter {
            $0.command != nil && ($0.context != .global || $0.reach == .always)
        }
    }
    package var placeToKeep: String { "" }
    package var isTyping: Bool { false }
    package var takesKeys: Bool { false }
    package mutating func take(_ key: Key, on desk: inout Desk) {}
    package var losesText: Bool { isTyping }
    package func refusal(of action: Action, on desk: Desk) -> String? { nil }
    package mutating func insert(_ text: String, on desk: inout Desk) {}
    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool { false }
    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {}
    package mutating func pick(box: Int?, on desk: inout Desk) -> Action? { .accept }
    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {}
    package mutating func endTyping(on desk: inout Desk, in room: Room) -> Bool { false }
    package mutating func receive(_ event: Event, on desk: inout Desk) {}
    package mutating func choose(_ choice: Step.InspectionChoice, on desk: inout Desk) {}
    package mutating func go(to place: Step.Place, on desk: Desk) {}
    package mutating func hideSecrets() {}
    package func isOver(on desk: Desk) -> Bool { false }
    package mutating func settle(on desk: inout Desk, in room: Room) {}
    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {}
}
