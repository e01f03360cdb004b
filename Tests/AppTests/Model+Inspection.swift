import Catalog
import Flow
import OAuth
import Screen

@testable import App

/// Parts of the model and of the screen, with names for the tests.
extension Model {
    var provider: Provider { session.provider }
    var base: Provider { session.base }
    var own: OwnEntries { session.own }
    var draft: Draft { session.draft }
    var outcome: Outcome { session.outcome }
    var history: History<Moment> { session.history }
    var issued: [Session.Issued] { session.issued }
    var choice: OperationChoice { session.choice }
    var place: RoundTrip.Place { session.place }
    var solvingSteps: Int {
        get { session.solvingSteps }
        set { desk.session.solvingSteps = newValue }
    }
    var roundTrip: RoundTrip? { desk.jobs.attempt }
    var reading: Jobs.Reading? { desk.jobs.reading }
    var notice: Notice? { desk.messages.notice }
    var shownURL: AuthorizationURL { desk.shownURL }
    var urlView: Desk.URLView { desk.urlView }
    var size: Size { desk.room.size }
    var isASCII: Bool { desk.isASCII }

    /// The rows of the popup on top, from its title on; without a popup, all rows.
    var topRows: [String] {
        let room = room(at: stack.count - 1)
        let rows =
            room.popup == nil
            ? screen
            : screen[(room.page.y - 1)..<room.page.bottom].map {
                String($0.dropFirst(room.page.x).prefix(room.page.width))
            }
        return rows.map { $0.replacing(/\s+$/, with: "") }
    }

    /// The newest mode of a kind on the stack.
    private func newest<State: ModeState>(_: State.Type) -> State? {
        stack.reversed().lazy.compactMap { $0.state as? State }.first
    }

    var panes: Panes { newest(Panes.self) ?? Panes(session) }
    var operations: Operations? { newest(Operations.self) }
    var attempt: Attempt? { newest(Attempt.self) }
    var form: Form? { newest(Form.self) }
    var importing: Importing? { newest(Importing.self) }
    var menu: Menu? { newest(Menu.self) }
    var help: Help? { newest(Help.self) }
    var page: Page? { newest(Page.self) }
    var inspect: Inspect? { newest(Inspect.self) }
    var compare: Compare? { newest(Compare.self) }
    var requests: NamedRequests? { newest(NamedRequests.self) }
    var line: LineMode? { newest(LineMode.self) }
    var question: Question? { newest(Question.self) }

    // The panes
    var pane: Pane { panes.pane }
    var clientCursor: Int { panes.clientCursor }
    var clientRows: [Int] { panes.clientRows }
    var scopeCursor: Int { panes.scopeCursor }
    var scopeRows: ScopeRows { panes.scopeRows }
    var scopeFilter: String { panes.scopeFilter }
    var chosenScopes: ScopeRows? { panes.chosenScopes }
    var requestCursor: RequestRow { panes.requestCursor }
    var requestRows: [RequestRow] { panes.requestRows(on: desk, in: desk.room) }
    var findingCursor: Int { panes.findingCursor }
    var currentFinding: Diagnostic? { panes.currentFinding(on: desk) }
    var validationRows: [ValidationRow] { panes.validationRows(on: desk) }
    var urlCursor: Int { panes.urlCursor }
    var isZoomed: Bool { panes.isZoomed }
    var editing: Panes.Editing? { panes.editing }
    var isVerifierShown: Bool { panes.isVerifierShown(on: desk) }
    /// The commands of the mode that is on top of all menus.
    var commands: [Binding] {
        stack.last { $0.state is Menu == false }?.state.commands(on: desk) ?? []
    }
}
