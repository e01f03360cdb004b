import Screen

/// One row of the key table: in this context these keys do this.
package struct Binding: Equatable, Sendable {
    /// Where a key has its meaning. Pane contexts add to `global`; the others stand alone.
    package enum Context: String, CaseIterable, Sendable {
        case global, scopes, request, validation, operations, page, roundTrip, text, viewer, confirm

        /// The heading over the context's keys in the help and in `docs/keys.md`.
        package var title: String {
            switch self {
            case .global: "Everywhere"
            case .scopes: "In Scopes"
            case .request: "In Request"
            case .validation: "In Validation"
            case .operations: "In Operations"
            case .page: "On the page about a scope or an operation"
            case .roundTrip: "While trying the whole flow"
            case .text: "While typing"
            case .viewer: "While reading a page"
            case .confirm: "When asked a question"
            }
        }
    }

    package var context: Context
    package var action: Action
    package var keys: [Key]
    /// What the action does, in a few words, for the help and the documentation.
    package var help: String
}

/// The one table of keys: it decides what a key does, and makes the footer, the help and `docs/keys.md`.
package enum KeyTable {
    package static let bindings: [Binding] = [
        row(.global, .nextPane, [.tab], "next pane"),
        row(.global, .previousPane, [.backTab], "previous pane"),
        row(.global, .clientsPane, ["1"], "go to Clients"),
        row(.global, .scopesPane, ["2"], "go to Scopes"),
        row(.global, .requestPane, ["3"], "go to Request"),
        row(.global, .validationPane, ["4"], "go to Validation"),
        row(.global, .urlPane, ["5"], "go to URL"),
        row(.global, .up, [.up, "k"], "up"),
        row(.global, .down, [.down, "j"], "down"),
        row(.global, .left, [.left, "h"], "previous value"),
        row(.global, .right, [.right, "l"], "next value"),
        row(.global, .pageUp, [.pageUp, .control("u")], "page up"),
        row(.global, .pageDown, [.pageDown, .control("d")], "page down"),
        row(.global, .first, [.home, "g"], "first row"),
        row(.global, .last, [.end, "G"], "last row"),
        row(.global, .toggle, [" "], "turn on or off, choose"),
        row(.global, .accept, [.enter], "the obvious thing: use, explain, edit, go to the field, copy"),
        row(.global, .copy, ["y"], "copy the URL"),
        row(.global, .plain, ["p"], "show the URL plain, as one line to select"),
        row(.global, .open, ["o"], "open the URL in the browser"),
        row(.global, .tryIt, ["t"], "try the whole flow: open, wait, compare, exchange"),
        row(.global, .newValues, ["n"], "new state and verifier"),
        row(.global, .nextMethod, ["m"], "next challenge method"),
        row(.global, .urlView, ["v"], "URL as text, as parameters, as HTTP request"),
        row(.global, .filter, ["/"], "filter the list"),
        row(.global, .undo, ["u"], "undo"),
        row(.global, .redo, [.control("r")], "redo"),
        row(.global, .operations, ["O"], "operations: the least scopes for the calls of your app"),
        row(.global, .zoom, ["z"], "give the pane the whole screen, and back"),
        row(.global, .help, ["?"], "this help"),
        row(.global, .redraw, [.control("l")], "draw the screen anew"),
        row(.global, .suspend, [.control("z")], "suspend; fg comes back"),
        row(.global, .back, [.escape], "one level back; never quits"),
        row(.global, .quit, ["q"], "quit"),
        row(.global, .interrupt, [.control("c")], "cancel what runs, else quit"),

        row(.scopes, .all, ["A"], "all rows shown on, or all off"),
        row(.scopes, .chosen, ["s"], "only the chosen scopes, and back"),

        row(.request, .edit, ["e"], "type the value"),
        row(.request, .reset, ["d"], "back to the default; remove a parameter"),

        row(.validation, .fix, ["f"], "apply the fix"),

        row(.operations, .operationsAll, ["A"], "all rows shown ticked, or all unticked"),
        row(.operations, .operationsChosen, ["s"], "only what is ticked, and back"),
        row(.operations, .operationsNextSet, ["n"], "the next of several smallest sets"),
        row(.operations, .operationsApply, ["a"], "turn on this set of scopes and no other"),
        row(.operations, .operationsAdd, ["+"], "turn on what is missing, and leave the rest"),

        row(.page, .pageToggle, [" "], "turn the scope on or off, tick the operation"),

        row(.roundTrip, .tripAllow, ["a"], "allow, as the consent page does (rehearsal)"),
        row(.roundTrip, .tripDeny, ["d"], "deny, as the consent page does (rehearsal)"),
        row(.roundTrip, .tripPaste, ["e"], "paste the redirect URL, or its query"),
        row(.roundTrip, .tripFault, ["f"], "choose a fault of the rehearsal provider"),
        row(.roundTrip, .tripPlace, ["r"], "rehearse here, or ask the provider itself"),
        row(.roundTrip, .tripSecret, ["S"], "type the client secret, for the token request alone"),
        row(.roundTrip, .tripReveal, ["s"], "show the tokens for ten seconds"),
        row(.roundTrip, .tripCopyToken, ["c"], "copy the access token"),
        row(.roundTrip, .tripCopyCurl, ["C"], "copy the token request as a curl command"),
        row(.roundTrip, .tripRefresh, ["R"], "refresh: new tokens for the refresh token"),

        row(.text, .textAccept, [.enter], "accept"),
        row(.text, .textAcceptNext, [.tab], "accept and go to the next row"),
        row(.text, .textCancel, [.escape, .control("c")], "cancel; the old value stays"),
        row(.text, .textStart, [.home, .control("a")], "to the start"),
        row(.text, .textEnd, [.end, .control("e")], "to the end"),
        row(.text, .textLeft, [.left, .control("b")], "one character left"),
        row(.text, .textRight, [.right, .control("f")], "one character right"),
        row(.text, .textWordLeft, [.wordLeft], "one word left"),
        row(.text, .textWordRight, [.wordRight], "one word right"),
        row(.text, .textDeleteBack, [.backspace, .control("h")], "delete the character before"),
        row(.text, .textDeleteForward, [.delete, .control("d")], "delete the character under the cursor"),
        row(.text, .textDeleteWord, [.control("w")], "delete the word before"),
        row(.text, .textKillStart, [.control("u")], "delete to the start"),
        row(.text, .textKillEnd, [.control("k")], "delete to the end"),
        row(.text, .textYank, [.control("y")], "put back what was deleted"),

        row(.viewer, .viewerUp, [.up, "k"], "up"),
        row(.viewer, .viewerDown, [.down, "j"], "down"),
        row(.viewer, .viewerPageUp, [.pageUp, .control("u")], "page up"),
        row(.viewer, .viewerPageDown, [.pageDown, .control("d"), " "], "page down"),
        row(.viewer, .viewerFirst, [.home, "g"], "top"),
        row(.viewer, .viewerLast, [.end, "G"], "bottom"),
        row(.viewer, .viewerSearch, ["/"], "search"),
        row(.viewer, .viewerNext, ["n"], "next match"),
        row(.viewer, .viewerPrevious, ["N"], "previous match"),
        row(.viewer, .viewerClose, [.escape, "q", "?", .control("c")], "close"),

        row(.confirm, .confirmYes, ["y"], "yes"),
        row(.confirm, .confirmNo, ["n", .escape, .enter, .control("c")], "no"),
    ]

    /// The action of a key: the pane's own keys first, then the global ones.
    package static func action(for key: Key, in pane: Pane) -> Action? {
        if let context = pane.context, let action = action(for: key, in: context) { return action }
        return action(for: key, in: .global)
    }

    package static func action(for key: Key, in context: Binding.Context) -> Action? {
        bindings.first { $0.context == context && $0.keys.contains(key) }?.action
    }

    /// The name of the action's first key, such as `Ctrl-R`.
    package static func label(_ action: Action) -> String {
        bindings.first { $0.action == action }?.keys.first?.label ?? ""
    }

    private static func row(_ context: Binding.Context, _ action: Action, _ keys: [Key], _ help: String) -> Binding {
        Binding(context: context, action: action, keys: keys, help: help)
    }
}

extension Key: ExpressibleByUnicodeScalarLiteral {
    package init(unicodeScalarLiteral value: Unicode.Scalar) { self = .character(value) }
}

extension Key {
    /// The key's name as the footer and the documentation write it.
    package var label: String {
        switch self {
        case .character(" "): "Space"
        case .character(let scalar): String(scalar)
        case .control(let scalar): "Ctrl-\(String(scalar).uppercased())"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .wordLeft: "Ctrl-Left"
        case .wordRight: "Ctrl-Right"
        case .enter: "Enter"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .escape: "Esc"
        case .backspace: "Backspace"
        case .delete: "Del"
        }
    }
}
