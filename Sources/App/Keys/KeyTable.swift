import Screen

/// One row of the key table: an action, and the keys that perform it in a context.
package struct Binding: Equatable, Sendable {
    /// The part of the screen in which a key has its meaning. Pane contexts add to `global`; the others replace it.
    package enum Context: Int, CaseIterable, Sendable {
        case global, clients, scopes, request, validation, operations, item, roundTrip, log, listing, form, importing
        case inspecting, comparing, requests, touring
        case recall, binding, text, keys, viewer, confirm

        /// The heading of the context's keys in the help and in `docs/keys.md`.
        package var title: String {
            switch self {
            case .global: "Everywhere"
            case .clients: "In Clients"
            case .scopes: "In Scopes"
            case .request: "In Request"
            case .validation: "In Validation"
            case .operations: "In Operations"
            case .item: "On the page about a scope or an operation"
            case .roundTrip: "While trying the whole flow"
            case .log: "In the log of the attempts"
            case .listing: "In a list that filters while you type"
            case .form: "In a form"
            case .importing: "In the preview of an import"
            case .inspecting: "In Inspect"
            case .comparing: "In Compare"
            case .requests: "In the list of saved requests"
            case .touring: "In the tour"
            case .recall: "In a line that asks for a path"
            case .binding: "In the list of your keys"
            case .text: "While typing"
            case .keys: "In the list of keys"
            case .viewer: "While reading a page"
            case .confirm: "When asked a question"
            }
        }

        /// The name in `config.json`.
        package var name: String {
            switch self {
            case .global: "global"
            case .clients: "clients"
            case .scopes: "scopes"
            case .request: "request"
            case .validation: "validation"
            case .operations: "operations"
            case .item: "page"
            case .roundTrip: "attempt"
            case .log: "log"
            case .listing: "list"
            case .form: "form"
            case .importing: "import"
            case .inspecting: "inspect"
            case .comparing: "compare"
            case .requests: "requests"
            case .touring: "tour"
            case .recall: "path"
            case .binding: "keys"
            case .text: "text"
            case .keys: "help"
            case .viewer: "viewer"
            case .confirm: "question"
            }
        }

        /// The other context whose keys a mode with this context has too, or nil.
        var companion: Binding.Context? {
            switch self {
            case .clients, .scopes, .request, .validation, .operations, .roundTrip: .global
            case .item, .importing, .log: .viewer
            case .listing, .form, .recall: .text
            case .binding: .keys
            case .global, .inspecting, .comparing, .requests, .touring, .text, .keys, .viewer, .confirm: nil
            }
        }

        /// Whether characters are typed as text in this context, so that they cannot act as keys.
        var isTyped: Bool { self == .text || self == .listing || self == .recall }
    }

    /// The places from which a command can be run.
    package enum Reach: Equatable, Sendable {
        /// All panes, but not while an attempt is on the screen.
        case panes
        /// All panes, and also while an attempt is on the screen.
        case always
        /// Only its pane, because it acts on the row under the cursor. From elsewhere, the command goes to that pane.
        case row
    }

    package var context: Context
    package var action: Action
    package var keys: [Key]
    /// A short description for the help and the documentation.
    package var help: String
    /// The name in the command palette, or nil when the action makes no sense there, such as moving and typing.
    package var command: String?
    package var reach: Reach
}

/// A table of all keys. It decides what a key does; the footer, the help and `docs/keys.md` are made from it.
package final class KeyTable: Sendable {
    /// The table without a configuration.
    package static let standard = KeyTable(rows)

    package let bindings: [Binding]
    /// The keys of each context, by its raw value. Every key press and every hint searches here: few rows, no text.
    private let entries: [[Entry]]

    init(_ bindings: [Binding]) {
        self.bindings = bindings
        var entries = [[Entry]](repeating: [], count: Binding.Context.allCases.count)
        for binding in bindings {
            entries[binding.context.rawValue] += binding.keys.map { Entry(action: binding.action, key: $0) }
        }
        self.entries = entries
    }

    private static let rows: [Binding] = [
        row(.global, .palette, [":", .control("p")], "all commands, found by typing"),
        row(.global, .provider, ["P"], "change to another provider", command: "provider", .always),
        row(
            .global, .importProvider, ["i"],
            "import from an API description or a server's metadata; shows a preview first"),
        row(.global, .importAnother, [], "read a document and import a provider from it", command: "import"),
        row(.global, .nextPane, [.tab], "next pane"),
        row(.global, .previousPane, [.backTab], "previous pane"),
        row(.global, .clientsPane, ["1"], "go to Clients", command: "clients"),
        row(.global, .scopesPane, ["2"], "go to Scopes", command: "scopes"),
        row(.global, .requestPane, ["3"], "go to Request", command: "request"),
        row(.global, .validationPane, ["4"], "go to Validation", command: "validation"),
        row(.global, .urlPane, ["5"], "go to URL", command: "url"),
        row(.global, .up, [.up, "k"], "up"),
        row(.global, .down, [.down, "j"], "down"),
        row(.global, .left, [.left, "h"], "previous value"),
        row(.global, .right, [.right, "l"], "next value"),
        row(.global, .pageUp, [.pageUp, .control("u")], "page up"),
        row(.global, .pageDown, [.pageDown, .control("d")], "page down"),
        row(.global, .first, [.home, "g"], "first row"),
        row(.global, .last, [.end, "G"], "last row"),
        row(.global, .toggle, [" "], "turn on or off, choose"),
        row(.global, .accept, [.enter], "main action of the row: use, explain, edit, go to the field, copy"),
        row(.global, .copy, ["y"], "copy the URL", command: "copy", .always),
        row(
            .global, .copyAs, ["Y"], "copy the request in another form: curl, HTTP, JSON, a table, a command",
            command: "copy as", .always),
        row(.global, .plain, ["p"], "show the URL plain, as one line to select", command: "plain", .always),
        row(.global, .open, ["o"], "open the URL in the browser", command: "open", .always),
        row(.global, .tryIt, ["t"], "try the whole flow: open, wait, compare, exchange", command: "try", .always),
        row(.global, .newValues, ["n"], "new state and verifier", command: "new"),
        row(.global, .nextMethod, ["m"], "next challenge method", command: "method"),
        row(.global, .urlView, ["v"], "URL as text, as parameters, as HTTP request", command: "view", .always),
        row(.global, .filter, ["/"], "filter the list", command: "filter"),
        row(.global, .undo, ["u"], "undo the last change", command: "undo"),
        row(.global, .redo, [.control("r")], "redo", command: "redo"),
        row(
            .global, .operations, ["O"], "operations: the smallest set of scopes for your app's calls",
            command: "operations"),
        row(
            .global, .inspect, ["I"], "inspect a pasted URL, request, reply or token: what is wrong with it",
            command: "inspect", .always),
        row(.global, .saveRequest, ["b"], "save the current request under a name", command: "save"),
        row(.global, .requests, ["B"], "saved requests: open, compare, rename, delete", command: "requests"),
        row(
            .global, .compare, ["="], "compare with a saved request, the copied URL, or a pasted one",
            command: "compare"),
        row(.global, .zoom, ["z"], "zoom the pane; again to leave", command: "zoom", .always),
        row(.global, .help, ["?", .f1], "all keys", command: "help", .always),
        row(
            .global, .profile, [], "check the request against a standard, such as oauth-2.1", command: "profile"),
        row(
            .global, .theme, [], "choose the colours of the screen; the cursor previews them", command: "theme",
            .always),
        row(.global, .bindKeys, [], "change the keys of actions", command: "keys", .always),
        row(
            .global, .variables, [], "set the variables of the provider's addresses, such as a tenant",
            command: "addresses"),
        row(.global, .tour, [], "start the tour in eight steps, or show its progress", command: "tour", .always),
        row(.global, .leaveTour, [], "leave the tour", command: "leave the tour", .always),
        row(.global, .log, [], "the log of the attempts of this session", command: "log", .always),
        row(
            .global, .scan, [], "find requests in files and check them; Enter opens the file in your editor",
            command: "scan"),
        row(.global, .messages, [], "all messages of this session", command: "messages", .always),
        row(
            .global, .mouse, ["M"], "mouse on or off; if it is off, the terminal can select text",
            command: "mouse", .always),
        row(.global, .redraw, [.control("l")], "redraw the screen", command: "redraw", .always),
        row(.global, .suspend, [.control("z")], "suspend; fg resumes", command: "suspend", .always),
        row(.global, .back, [.escape], "one level back; never quits"),
        row(.global, .quit, ["q"], "quit", command: "quit", .always),
        row(.global, .interrupt, [.control("c")], "one level back, else cancel the running job, else quit"),

        row(.clients, .addClient, ["a"], "add a client", command: "add client"),
        row(.clients, .editClient, ["e"], "edit the client", command: "edit client", .row),
        row(
            .clients, .duplicateClient, ["D"], "duplicate the client", command: "duplicate client", .row),
        row(.clients, .deleteClient, ["d"], "delete the client; undo brings it back", command: "delete client", .row),

        row(.scopes, .addScope, ["a"], "add a scope of your own", command: "add scope"),
        row(.scopes, .editScope, ["e"], "edit a scope of your own", command: "edit scope", .row),
        row(
            .scopes, .deleteScope, ["d"], "delete a scope of your own; undo brings it back", command: "delete scope",
            .row),
        row(.scopes, .all, ["A"], "turn all shown rows on or off", command: "all"),
        row(.scopes, .chosen, ["s"], "show only the scopes that are on; again shows all", command: "chosen"),

        row(.request, .edit, ["e"], "type the value", command: "edit", .row),
        row(.request, .reset, ["d"], "reset to the default; remove an extra parameter", command: "reset", .row),

        row(.validation, .fix, ["f"], "apply the fix", command: "fix", .row),
        row(
            .validation, .explainRule, ["K"], "explain the rule of the finding: reason, fix, examples", command: "rule",
            .row),

        row(.operations, .operationsAll, ["A"], "tick or untick all shown rows", command: "tick all"),
        row(
            .operations, .operationsChosen, ["s"], "show only the ticked operations; again shows all",
            command: "ticked only"),
        row(.operations, .operationsNextSet, ["n"], "the next of several smallest sets", command: "next set"),
        row(.operations, .operationsApply, ["a"], "turn on exactly this set of scopes", command: "use this set"),
        row(
            .operations, .operationsAdd, ["+"], "turn on the missing scopes and leave the others",
            command: "add missing"),

        row(.item, .toggle, [" "], "turn the scope on or off, tick the operation"),
        row(.item, .importProvider, ["i"], "import an API description, to get the operations"),

        row(.inspecting, .up, [.up, "k"], "previous finding"),
        row(.inspecting, .down, [.down, "j"], "next finding"),
        row(.inspecting, .pageUp, [.pageUp, .control("u")], "page up in the parts"),
        row(.inspecting, .pageDown, [.pageDown, .control("d"), " "], "page down in the parts"),
        row(.inspecting, .first, [.home, "g"], "first finding"),
        row(.inspecting, .last, [.end, "G"], "last finding"),
        row(.inspecting, .accept, [.enter], "explain the rule; on the last part, show the new verifier"),
        row(.inspecting, .fix, ["f"], "fix the finding", command: "fix the finding"),
        row(.inspecting, .fixAll, ["F"], "fix all errors and warnings", command: "fix all"),
        row(
            .inspecting, .inspectUse, ["a"], "use it as the request, and show the differences",
            command: "use in the request"),
        row(.inspecting, .compare, ["="], "compare it with the request", command: "compare it"),
        row(
            .inspecting, .copy, ["y"], "copy it; except in a request, secrets are masked",
            command: "copy it"),
        row(.inspecting, .inspectKind, ["T"], "treat it as something else", command: "treat as"),
        row(.inspecting, .inspectProvider, ["P"], "check it as another provider's", command: "check as provider"),
        row(.inspecting, .inspectClient, ["C"], "check it as another client's", command: "check as client"),
        row(
            .inspecting, .explainRule, ["K"], "explain the rule of the finding: reason, fix, examples",
            command: "rule of the finding"),
        row(.inspecting, .edit, ["e"], "inspect another text", command: "another text"),
        row(.inspecting, .undo, ["u"], "undo the last fix or choice", command: "undo the fix"),
        row(.inspecting, .redo, [.control("r")], "redo", command: "redo the fix"),
        row(.inspecting, .palette, [":", .control("p")], "all commands, found by typing"),
        row(.inspecting, .help, ["?", .f1], "all keys"),
        row(.inspecting, .back, [.escape, "q", .control("c")], "close, and forget the text"),

        row(.comparing, .up, [.up, "k"], "up"),
        row(.comparing, .down, [.down, "j"], "down"),
        row(.comparing, .pageUp, [.pageUp, .control("u")], "page up"),
        row(.comparing, .pageDown, [.pageDown, .control("d"), " "], "page down"),
        row(.comparing, .first, [.home, "g"], "first row"),
        row(.comparing, .last, [.end, "G"], "last row"),
        row(.comparing, .left, [.left, "h"], "use the other value in the request"),
        row(.comparing, .right, [.right, "l"], "restore the value that the request had"),
        row(.comparing, .accept, [.enter], "show the values whole"),
        row(.comparing, .all, ["A"], "list all parts; again lists only the differences", command: "all parts"),
        row(.comparing, .copy, ["y"], "copy the differences as text", command: "copy the differences"),
        row(.comparing, .undo, ["u"], "undo the last change"),
        row(.comparing, .redo, [.control("r")], "redo"),
        row(.comparing, .palette, [":", .control("p")], "all commands, found by typing"),
        row(.comparing, .help, ["?", .f1], "all keys"),
        row(.comparing, .back, [.escape, "q", .control("c")], "close"),

        row(.requests, .up, [.up, "k"], "up"),
        row(.requests, .down, [.down, "j"], "down"),
        row(.requests, .pageUp, [.pageUp, .control("u")], "page up"),
        row(.requests, .pageDown, [.pageDown, .control("d"), " "], "page down"),
        row(.requests, .first, [.home, "g"], "first row"),
        row(.requests, .last, [.end, "G"], "last row"),
        row(.requests, .accept, [.enter], "open: make it the current request", command: "open the request"),
        row(.requests, .compare, ["="], "compare with the current request", command: "compare with the request"),
        row(.requests, .requestRename, ["e"], "rename", command: "rename the request"),
        row(.requests, .requestDuplicate, ["D"], "duplicate", command: "duplicate the request"),
        row(.requests, .requestDelete, ["d"], "delete; undo brings it back", command: "delete the request"),
        row(.requests, .saveRequest, ["b"], "save the current request under a name"),
        row(.requests, .undo, ["u"], "undo the last change"),
        row(.requests, .redo, [.control("r")], "redo"),
        row(.requests, .palette, [":", .control("p")], "all commands, found by typing"),
        row(.requests, .help, ["?", .f1], "all keys"),
        row(.requests, .back, [.escape, "q", "B", .control("c")], "close"),

        row(.touring, .up, [.up, "k"], "up"),
        row(.touring, .down, [.down, "j"], "down"),
        row(.touring, .pageUp, [.pageUp, .control("u")], "page up"),
        row(.touring, .pageDown, [.pageDown, .control("d"), " "], "page down"),
        row(.touring, .first, [.home, "g"], "top"),
        row(.touring, .last, [.end, "G"], "bottom"),
        row(.touring, .leaveTour, ["d"], "leave the tour"),
        row(.touring, .help, ["?", .f1], "all keys"),
        row(
            .touring, .back, [.enter, .escape, "q", .control("c")], "close the page; the next step stays in the corner"),

        row(.roundTrip, .tripAllow, ["a"], "allow, as the consent page does (rehearsal)", command: "allow"),
        row(.roundTrip, .tripDeny, ["d"], "deny, as the consent page does (rehearsal)", command: "deny"),
        row(.roundTrip, .tripPaste, ["e"], "paste the redirect URL, or its query", command: "paste"),
        row(.roundTrip, .tripFault, ["f"], "choose a fault of the rehearsal provider", command: "fault"),
        row(.roundTrip, .tripPlace, ["r"], "switch between a rehearsal and the real provider", command: "rehearse"),
        row(.roundTrip, .tripSecret, ["S"], "type the client secret, for this token request only", command: "secret"),
        row(
            .roundTrip, .tripAuthentication, ["b"], "send the client secret in the header, in the body, or not at all",
            command: "client authentication"),
        row(.roundTrip, .tripReveal, ["s"], "show the tokens for ten seconds", command: "tokens"),
        row(
            .roundTrip, .tripClaims, ["i"], "show and check the claims of the tokens; again hides them",
            command: "claims"),
        row(.roundTrip, .tripCopyToken, ["c"], "copy the access token", command: "copy token"),
        row(.roundTrip, .tripCopyCurl, ["C"], "copy the token request as a curl command", command: "copy curl"),
        row(.roundTrip, .tripRefresh, ["R"], "get new tokens with the refresh token", command: "refresh"),

        row(.roundTrip, .log, ["L"], "the log: each message of the attempts, in order"),

        row(.log, .accept, [.enter], "show the whole message"),
        row(.log, .copyReport, ["Y"], "copy or write a report in Markdown, without secrets"),

        row(.listing, .up, [.up, .control("p")], "up"),
        row(.listing, .down, [.down, .control("n")], "down"),
        row(.listing, .pageUp, [.pageUp], "page up"),
        row(.listing, .pageDown, [.pageDown], "page down"),

        row(.form, .down, [.tab, .down], "next field"),
        row(.form, .up, [.backTab, .up], "previous field"),
        row(.form, .toggle, [" "], "change the kind of a client"),
        row(.form, .formReset, [.control("x")], "discard what was typed"),

        row(.importing, .toggle, [" "], "select or deselect the provider"),
        row(.importing, .accept, [.enter], "import the selected providers"),
        row(.importing, .importID, ["e"], "type another id for the provider"),
        row(.importing, .help, ["?", .f1], "all keys"),

        row(.recall, .up, [.up, .control("p")], "the line typed before this one"),
        row(.recall, .down, [.down, .control("n")], "the line typed after it"),

        row(.binding, .accept, [.enter], "give the action another key: press it next"),
        row(.binding, .bindMore, ["a"], "give the action one more key"),
        row(.binding, .bindNone, ["x"], "remove all keys of the action"),
        row(.binding, .bindStandard, ["d"], "restore the default keys of the action"),

        row(.text, .accept, [.enter], "accept: keep, save, run, read"),
        row(
            .text, .acceptAndGoOn, [.tab],
            "accept and go to the next row; in a filter, turn on and go down; complete a path"),
        row(.text, .back, [.escape, .control("c")], "cancel: the old value stays; a form keeps what was typed"),
        row(.text, .textStart, [.home, .control("a")], "to the start"),
        row(.text, .textEnd, [.end, .control("e")], "to the end"),
        row(.text, .textLeft, [.left, .control("b")], "one character left; the other choice"),
        row(.text, .textRight, [.right, .control("f")], "one character right; the other choice"),
        row(.text, .textWordLeft, [.wordLeft, .alt("b")], "one word left"),
        row(.text, .textWordRight, [.wordRight, .alt("f")], "one word right"),
        row(.text, .textDeleteBack, [.backspace, .control("h")], "delete the character before"),
        row(.text, .textDeleteForward, [.delete, .control("d")], "delete the character under the cursor"),
        row(.text, .textDeleteWord, [.control("w")], "delete the word before"),
        row(.text, .textDeleteWordAfter, [.alt("d")], "delete the word after"),
        row(.text, .textSwap, [.control("t")], "swap the characters around the cursor"),
        row(.text, .textKillStart, [.control("u")], "delete to the start"),
        row(.text, .textKillEnd, [.control("k")], "delete to the end"),
        row(.text, .textYank, [.control("y")], "put back what was deleted"),

        row(.keys, .up, [.up, "k"], "up"),
        row(.keys, .down, [.down, "j"], "down"),
        row(.keys, .left, [.left, "h"], "column left"),
        row(.keys, .right, [.right, "l"], "column right"),
        row(.keys, .pageUp, [.pageUp, .control("u")], "page up"),
        row(.keys, .pageDown, [.pageDown, .control("d"), " "], "page down"),
        row(.keys, .first, [.home, "g"], "first row"),
        row(.keys, .last, [.end, "G"], "last row"),
        row(.keys, .filter, ["/"], "search"),
        row(.keys, .accept, [.enter], "run the action of the row"),
        row(.keys, .back, [.escape, "q", "?", .f1, .control("c")], "close"),

        row(.viewer, .up, [.up, "k"], "up"),
        row(.viewer, .down, [.down, "j"], "down"),
        row(.viewer, .pageUp, [.pageUp, .control("u")], "page up"),
        row(.viewer, .pageDown, [.pageDown, .control("d"), " "], "page down"),
        row(.viewer, .first, [.home, "g"], "top"),
        row(.viewer, .last, [.end, "G"], "bottom"),
        row(.viewer, .filter, ["/"], "search"),
        row(.viewer, .nextMatch, ["n"], "next match"),
        row(.viewer, .previousMatch, ["N"], "previous match"),
        row(.viewer, .back, [.escape, "q", "?", .f1, .control("c")], "close"),

        row(.confirm, .yes, ["y"], "yes"),
        row(.confirm, .back, ["n", .escape, .enter, .control("c")], "no"),
    ]

    /// A row of the table without its texts.
    private struct Entry {
        var action: Action
        var key: Key
    }

    /// Returns the action of a key in these contexts. An earlier context wins.
    package func action(for key: Key, in contexts: some Sequence<Binding.Context>) -> Action? {
        for context in contexts {
            for entry in entries[context.rawValue] where entry.key == key { return entry.action }
        }
        return nil
    }

    /// Whether the action also works while another mode covers a part of the screen.
    static func worksAlways(_ action: Action) -> Bool {
        rows.contains { $0.action == action && $0.context == .global && $0.reach == .always }
    }

    /// The actions that belong to one pane. Every hint is looked up here, because this list is shorter than `rows`.
    private static let paneActions = rows.compactMap { row in
        row.context.pane.map { (action: row.action, pane: $0, reach: row.reach) }
    }

    /// Returns the pane that the action belongs to and the places from which it can be performed, or nil.
    static func pane(of action: Action) -> (pane: Pane, reach: Binding.Reach)? {
        paneActions.first { $0.action == action }.map { ($0.pane, $0.reach) }
    }

    /// Returns the rows of these contexts.
    package func bindings(in contexts: [Binding.Context]) -> [Binding] {
        contexts.flatMap { context in bindings.filter { $0.context == context } }
    }

    /// Returns the first key that performs the action in these contexts, or nil when none does.
    package func key(of action: Action, in contexts: [Binding.Context]) -> Key? {
        for (number, context) in contexts.enumerated() {
            for entry in entries[context.rawValue] where entry.action == action {
                // A context before this one may have given the key to another action.
                let first = self.action(for: entry.key, in: contexts[..<number])
                if first == nil || first == action { return entry.key }
            }
        }
        return nil
    }

    /// Returns the name of that key, such as `Ctrl-R`, or an empty text when there is none.
    package func label(_ action: Action, in contexts: [Binding.Context] = [.global]) -> String {
        key(of: action, in: contexts)?.label ?? ""
    }

    /// Returns the way to perform an action, for a sentence: its key, or otherwise its name in the list of commands.
    package func way(to action: Action, in contexts: [Binding.Context] = [.global]) -> String {
        if let key = key(of: action, in: contexts) { return key.label }
        return bindings.first { $0.action == action && $0.command != nil }?.command.map { ":\($0)" } ?? "another key"
    }

    private static func row(
        _ context: Binding.Context, _ action: Action, _ keys: [Key], _ help: String, command: String? = nil,
        _ reach: Binding.Reach = .panes
    ) -> Binding {
        Binding(context: context, action: action, keys: keys, help: help, command: command, reach: reach)
    }
}

extension Key: ExpressibleByUnicodeScalarLiteral {
    package init(unicodeScalarLiteral value: Unicode.Scalar) { self = .character(value) }
}

extension Key {
    /// The key's name in the footer and in the documentation.
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
        case .function(let number): "F\(number)"
        case .alt(let scalar): "Alt-\(String(scalar).uppercased())"
        }
    }
}
