import BitCollections
import Catalog
import OAuth
import Rehearsal
import Screen

/// Everything the screen shows and every choice made, as one value.
package struct Model: Equatable, Sendable {
    package enum URLView: String, CaseIterable, Sendable {
        case text, parameters, http

        var next: URLView {
            switch self {
            case .text: .parameters
            case .parameters: .http
            case .http: .text
            }
        }
    }

    /// The provider as its file has it.
    package internal(set) var base: Provider
    /// What the user has added to it; changed together with it, so that `provider` always belongs to it.
    package internal(set) var own: OwnEntries
    /// Both together: what the screen shows.
    package internal(set) var provider: Provider
    package var size: Size
    /// True where the terminal shows ASCII only.
    package var isASCII: Bool

    // The request. `draft` changes through `edit` and its like, so that `outcome` always belongs to it.
    package internal(set) var draft: Draft
    package internal(set) var outcome: Outcome
    package internal(set) var history = History<Moment>()
    /// What has left the program, newest last: the next URL must not carry the same values.
    package internal(set) var issued: [Issued] = []

    // Where the user is.
    package internal(set) var pane = Pane.scopes
    package internal(set) var clientCursor: Int
    package internal(set) var scopeCursor = 0
    package internal(set) var requestCursor = RequestRow.client
    /// The row of `ValidationRow.all` under the cursor.
    package internal(set) var findingCursor = 0
    /// The row of the URL pane that is current; for the text views, the first one shown.
    package internal(set) var urlCursor = 0
    /// The first row or line shown in each pane, kept so that the cursor stays in sight.
    package internal(set) var tops: [Pane: Int] = [:]
    package internal(set) var isZoomed = false
    package internal(set) var urlView = URLView.text

    // What follows from all this, made anew after each event (`settle`).
    package internal(set) var layout: Layout
    var validationLines = ValidationLines()

    // Lists
    package internal(set) var clientFilter = ""
    package internal(set) var scopeFilter = ""
    package internal(set) var clientRows: [Int]
    package internal(set) var scopeRows: ScopeRows
    /// The scopes that `chosen` has picked out, or nil when all are listed.
    package internal(set) var chosenScopes: ScopeRows?

    // What the app must be able to call.
    package internal(set) var choice = OperationChoice()
    var knowledge = Kept<OperationKnowledge>()
    /// What finding the least scopes may cost, as `SmallestScopeSet` counts it.
    package var solvingSteps = SmallestScopeSet.standardSteps

    // The whole flow.
    package internal(set) var roundTrip: RoundTrip?
    var roundTripNumber = 0
    /// Against whom the next attempt goes.
    package internal(set) var place: RoundTrip.Place
    /// The fault of the next rehearsal.
    package internal(set) var fault: Fault?
    /// Why no browser can be started here, or nil where one can.
    package var browserAbsence: String?

    // What lies over the panes.
    package internal(set) var editing: Editing?
    package internal(set) var viewer: Viewer?
    var scopePage = ScopePage()
    package internal(set) var operationsView: OperationsView?
    package internal(set) var menu: Menu?
    package internal(set) var importing: ImportDialog?
    /// What was typed last to be imported and did not come to it.
    var importText = ""
    package internal(set) var form: Form?
    /// Forms that were closed with something typed in them.
    var keptForms: [Form.Subject: Form] = [:]
    package internal(set) var question: Question?
    package internal(set) var notice: Notice?
    package internal(set) var isVerifierShown = false

    // Timers in force: only the newest of each kind counts.
    var noticeNumber = 0
    var revealNumber = 0
    var saveNumber = 0
    var readingNumber = 0
    var importNumber = 0
    var lastChoices: Choices?
    /// It is said once; the session goes on all the same.
    var hasToldNotSaved = false

    /// A URL that was copied or shown plain, and the values in it.
    package struct Issued: Equatable, Sendable {
        package var url: String
        package var state: String?
        package var challenge: String?
    }

    package init(
        provider base: Provider, own: OwnEntries = OwnEntries(), fresh: FreshValues, size: Size, isASCII: Bool = false
    ) {
        self.base = base
        self.own = own
        let provider = own.applied(to: base)
        self.provider = provider
        self.size = size
        self.isASCII = isASCII
        draft = Draft(provider: provider, fresh: fresh)
        outcome = Outcome(draft: draft, provider: provider, used: .init())
        clientCursor = 0
        clientRows = Array(provider.clients.indices)
        scopeRows = ScopeRows(all: provider.scopes.count)
        layout = Layout(size: size)
        scopeCursor = draft.scopes.first ?? 0
        place = provider.usualPlace(of: provider.clients.first)
        if provider.clients.isEmpty { pane = .clients }
        settle()
    }

    /// The values that a new URL may not carry again.
    var usedValues: LintContext.UsedValues {
        var used = LintContext.UsedValues()
        guard !issued.isEmpty else { return used }
        let url = draft.request(to: provider).url.text
        for earlier in issued where earlier.url != url {
            if let state = earlier.state { used.states.append(state) }
            if let challenge = earlier.challenge { used.challenges.append(challenge) }
        }
        return used
    }

    /// True when the URL on the screen has been copied or shown plain as it is.
    var isIssued: Bool { issued.contains { $0.url == outcome.url.text } }

    /// The URL that the URL pane shows and that `y`, `p` and `o` take: that of the attempt while there is one.
    package var shownURL: AuthorizationURL { roundTrip?.request.url ?? outcome.url }

    /// The request behind that URL.
    var shownRequest: AuthorizationRequest { roundTrip?.request ?? outcome.request }

    /// The pane that keys go to; none while an attempt is on the screen.
    var focusedPane: Pane? { roundTrip == nil ? pane : nil }

    /// The parameters of the URL in the order sent, for the views that list them.
    package var parameters: [Parameter] { shownRequest.parameters }
}

extension Provider {
    /// Against whom an attempt with a client goes at first: nobody approves one that a documentation prints.
    func usualPlace(of client: Client?) -> RoundTrip.Place {
        client?.isExample ?? true || tokenEndpoint == nil ? .rehearsal : .provider
    }
}
