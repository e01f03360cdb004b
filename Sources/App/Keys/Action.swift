/// An action that a key or a command performs. The raw value is its name in test output.
package enum Action: String, CaseIterable, Sendable {
    // Movement, the same in every mode
    case up, down, left, right
    case pageUp = "page.up"
    case pageDown = "page.down"
    case first, last

    // The row or page under the cursor
    case toggle, accept, back
    case filter
    case nextMatch = "match.next"
    case previousMatch = "match.previous"

    // Panes
    case nextPane = "pane.next"
    case previousPane = "pane.previous"
    case clientsPane = "pane.clients"
    case scopesPane = "pane.scopes"
    case requestPane = "pane.request"
    case validationPane = "pane.validation"
    case urlPane = "pane.url"
    case zoom

    // The request
    case newValues = "values.new"
    case nextMethod = "method.next"
    case urlView = "url.view"
    case undo, redo
    case all, chosen
    case edit, reset
    case fix
    case explainRule = "rule"

    // The URL
    case copy
    case copyAs = "copy.as"
    case plain
    case open
    case tryIt = "try"

    // Operations
    case operations
    case operationsAll = "operations.all"
    case operationsChosen = "operations.chosen"
    case operationsApply = "operations.apply"
    case operationsAdd = "operations.add"
    case operationsNextSet = "operations.set.next"

    // The user's own clients and scopes
    case addClient = "client.add"
    case editClient = "client.edit"
    case duplicateClient = "client.duplicate"
    case deleteClient = "client.delete"
    case addScope = "scope.add"
    case editScope = "scope.edit"
    case deleteScope = "scope.delete"
    case formReset = "form.reset"

    // A pasted message
    case inspect
    case fixAll = "fix.all"
    case inspectUse = "inspect.use"
    case inspectKind = "inspect.kind"
    case inspectProvider = "inspect.provider"
    case inspectClient = "inspect.client"
    case compare

    // Saved requests
    case saveRequest = "request.save"
    case requests
    case requestRename = "request.rename"
    case requestDuplicate = "request.duplicate"
    case requestDelete = "request.delete"

    // An attempt
    case tripAllow = "attempt.allow"
    case tripDeny = "attempt.deny"
    case tripPaste = "attempt.paste"
    case tripFault = "attempt.fault"
    case tripPlace = "attempt.place"
    case tripSecret = "attempt.secret"
    case tripAuthentication = "attempt.authentication"
    case tripReveal = "attempt.reveal"
    case tripClaims = "attempt.claims"
    case tripCopyToken = "attempt.copy.token"
    case tripCopyCurl = "attempt.copy.curl"
    case tripRefresh = "attempt.refresh"
    case log
    case copyReport = "log.report"

    // The program
    case palette, provider, profile
    case variables = "provider.variables"
    case importProvider = "import"
    case importAnother = "import.another"
    case importID = "import.id"
    case tour
    case leaveTour = "tour.leave"
    case scan
    case help, messages, mouse, redraw, suspend, quit, interrupt
    case theme
    case bindKeys = "keys"
    case bindMore = "keys.add"
    case bindNone = "keys.none"
    case bindStandard = "keys.default"

    // Typing a line
    case acceptAndGoOn = "accept.next"
    case textStart = "text.start"
    case textEnd = "text.end"
    case textLeft = "text.left"
    case textRight = "text.right"
    case textWordLeft = "text.word.left"
    case textWordRight = "text.word.right"
    case textDeleteBack = "text.delete.back"
    case textDeleteForward = "text.delete.forward"
    case textDeleteWord = "text.delete.word"
    case textDeleteWordAfter = "text.delete.word.after"
    case textSwap = "text.swap"
    case textKillStart = "text.kill.start"
    case textKillEnd = "text.kill.end"
    case textYank = "text.yank"

    // Answering a question
    case yes
}

extension Action {
    /// Whether the action's key means the same in every mode, even if another context has the keys.
    var worksEverywhere: Bool { self == .suspend || self == .redraw }

    /// Returns the number of rows that a movement goes, or nil when the action is not a movement.
    ///
    /// - Parameter page: The rows of a page.
    func distance(page: @autoclosure () -> Int) -> Int? {
        switch self {
        case .up: -1
        case .down: 1
        case .pageUp: -page()
        case .pageDown: page()
        case .first: -.max / 2
        case .last: .max / 2
        default: nil
        }
    }
}
