/// Something a key can do. The raw value is the action's name in `docs/keys.md`.
package enum Action: String, CaseIterable, Sendable {
    // Panes and movement
    case nextPane = "pane.next"
    case previousPane = "pane.previous"
    case clientsPane = "pane.clients"
    case scopesPane = "pane.scopes"
    case requestPane = "pane.request"
    case validationPane = "pane.validation"
    case urlPane = "pane.url"
    case up, down, left, right
    case pageUp = "page.up"
    case pageDown = "page.down"
    case first, last
    case zoom

    // The request
    case toggle, accept
    case newValues = "values.new"
    case nextMethod = "method.next"
    case urlView = "url.view"
    case undo, redo
    case all, chosen
    case edit, reset
    case fix

    // What the scopes are for
    case operations
    case operationsAll = "operations.all"
    case operationsChosen = "operations.chosen"
    case operationsApply = "operations.apply"
    case operationsAdd = "operations.add"
    case operationsNextSet = "operations.set.next"
    case pageToggle = "page.toggle"

    // The result
    case copy
    case plain
    case open
    case tryIt = "try"

    // Clients and scopes of one's own
    case addClient = "client.add"
    case editClient = "client.edit"
    case duplicateClient = "client.duplicate"
    case deleteClient = "client.delete"
    case addScope = "scope.add"
    case editScope = "scope.edit"
    case deleteScope = "scope.delete"

    // An attempt
    case tripAllow = "attempt.allow"
    case tripDeny = "attempt.deny"
    case tripPaste = "attempt.paste"
    case tripFault = "attempt.fault"
    case tripPlace = "attempt.place"
    case tripSecret = "attempt.secret"
    case tripReveal = "attempt.reveal"
    case tripCopyToken = "attempt.copy.token"
    case tripCopyCurl = "attempt.copy.curl"
    case tripRefresh = "attempt.refresh"

    // The program
    case palette, provider
    case importProvider = "import"
    case filter, help, redraw, suspend, quit, interrupt, back

    // A list that filters while one types
    case menuUp = "menu.up"
    case menuDown = "menu.down"
    case menuPageUp = "menu.page.up"
    case menuPageDown = "menu.page.down"
    case menuAccept = "menu.accept"
    case menuClose = "menu.close"

    // Filling in a form
    case formSave = "form.save"
    case formNext = "form.next"
    case formPrevious = "form.previous"
    case formChange = "form.change"
    case formReset = "form.reset"
    case formClose = "form.close"

    // Looking at what an import offers
    case importAccept = "import.accept"
    case importToggle = "import.toggle"
    case importUp = "import.up"
    case importDown = "import.down"
    case importPageUp = "import.page.up"
    case importPageDown = "import.page.down"
    case importCancel = "import.cancel"

    // Editing one line
    case textAccept = "text.accept"
    case textAcceptNext = "text.accept.next"
    case textCancel = "text.cancel"
    case textStart = "text.start"
    case textEnd = "text.end"
    case textLeft = "text.left"
    case textRight = "text.right"
    case textWordLeft = "text.word.left"
    case textWordRight = "text.word.right"
    case textDeleteBack = "text.delete.back"
    case textDeleteForward = "text.delete.forward"
    case textDeleteWord = "text.delete.word"
    case textKillStart = "text.kill.start"
    case textKillEnd = "text.kill.end"
    case textYank = "text.yank"

    // Reading a page
    case viewerUp = "viewer.up"
    case viewerDown = "viewer.down"
    case viewerPageUp = "viewer.page.up"
    case viewerPageDown = "viewer.page.down"
    case viewerFirst = "viewer.first"
    case viewerLast = "viewer.last"
    case viewerSearch = "viewer.search"
    case viewerNext = "viewer.next"
    case viewerPrevious = "viewer.previous"
    case viewerClose = "viewer.close"

    // Answering a question
    case confirmYes = "confirm.yes"
    case confirmNo = "confirm.no"
}
