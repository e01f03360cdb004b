import OAuth
import Rehearsal

extension Model {
    /// Opens the command palette.
    mutating func openPalette() {
        menu = Menu(.commands, commands.map { row(of: $0) })
    }

    /// What can be done from here by name: the pane's own first, or those of what lies over the panes.
    package var commands: [Binding] {
        let named = KeyTable.bindings.filter { $0.command != nil }
        guard roundTrip == nil else {
            return named.filter { $0.context == .roundTrip } + named.filter { $0.reach == .always }
        }
        guard operationsView == nil else {
            return named.filter { $0.context == .operations } + named.filter { $0.reach == .always }
        }
        let own = named.filter { $0.context.pane == pane }
        let elsewhere: [Binding.Context] = [.roundTrip, .operations]
        return own + named.filter { !elsewhere.contains($0.context) && $0.context.pane != pane }
    }

    private func row(of binding: Binding) -> Menu.Row {
        let refusal = binding.context.pane.map { $0 == pane } ?? true ? refusal(of: binding.action) : nil
        let place = binding.context.pane.map { "\($0.title): " } ?? ""
        return Menu.Row(
            text: binding.command ?? "", detail: place + binding.help,
            remark: binding.keys.map(\.label).joined(separator: " "), isPresent: nil, refusal: refusal,
            explanation: place + binding.help, choice: .command(binding.action))
    }

    /// Why the action can do nothing now, or nil when it can.
    func refusal(of action: Action) -> String? {
        if let operationsView { return refusal(of: action, in: operationsView) }
        if let roundTrip, let refusal = refusal(of: action, in: roundTrip) { return refusal }
        switch action {
        case .undo: return history.canUndo ? nil : "Nothing to undo"
        case .redo: return history.canRedo ? nil : "Nothing to redo"
        case .open: return whyNoBrowser
        case .filter:
            return pane == .scopes || pane == .clients ? nil : "/ filters the lists: 1 Clients, 2 Scopes"
        case .editClient, .duplicateClient, .deleteClient: return whyNoClient
        case .editScope, .deleteScope: return whyNoOwnScope
        case .all: return scopeRows.isEmpty ? "No scope is listed here" : nil
        case .chosen: return chosenScopes == nil && draft.scopes.isEmpty ? "No scope is on yet" : nil
        case .fix:
            guard let finding = currentFinding else { return "Nothing to fix in this row" }
            return finding.fix == nil ? Self.remedy(of: finding) : nil
        default: return nil
        }
    }

    private var whyNoBrowser: String? { browserAbsence == nil ? nil : "No browser here. y copies, p shows the URL" }

    /// The same for what is done in the Operations view.
    func refusal(of action: Action, in view: OperationsView) -> String? {
        switch action {
        case .undo: return choice.canUndo ? nil : "Nothing to undo here"
        case .redo: return choice.canRedo ? nil : "Nothing to redo here"
        case .open: return whyNoBrowser
        case .toggle, .accept: return view.hasCursor || view.focus == .result ? nil : "No operation is listed here"
        case .operationsAll: return view.rows.isEmpty ? "No operation is listed here" : nil
        case .operationsChosen:
            return view.chosen == nil && choice.ticked.isEmpty ? "No operation is ticked yet" : nil
        case .operationsApply, .operationsAdd:
            return choice.scopes == nil ? "Space ticks an operation first" : nil
        case .operationsNextSet:
            guard let count = choice.result?.sets.count else { return "Space ticks an operation first" }
            return count > 1 ? nil : "No other set is as small"
        case .filter: return provider.operations.isEmpty ? "No operations to filter" : nil
        case .tryIt, .newValues, .nextMethod, .urlView: return "Esc goes back to the panes first"
        default: return nil
        }
    }

    /// What to do about a finding that no key mends.
    static func remedy(of finding: Diagnostic) -> String {
        let isScope = finding.rule == .parameterMissing && finding.parameter == "scope"
        return isScope ? "2 Scopes: Space turns one on" : "No fix by key: \(finding.advice)"
    }

    static let stopFirst = "The attempt is running: Esc stops it"

    /// The same for the actions of an attempt.
    func refusal(of action: Action, in trip: RoundTrip) -> String? {
        switch action {
        case .tripAllow, .tripDeny:
            guard trip.place == .rehearsal else { return "Allow or deny in the browser: this is no rehearsal" }
            return trip.stage == .waiting ? nil : nextKey(in: trip)
        case .tripPaste: return trip.stage == .waiting || canPasteInstead(in: trip) ? nil : nextKey(in: trip)
        case .tripFault:
            guard trip.place == .rehearsal else { return "Faults are for rehearsals: r changes to one" }
            return trip.holdsCode ? Self.stopFirst : nil
        // A code that is there must not be lost by a slip of the finger.
        case .tripPlace: return trip.holdsCode ? Self.stopFirst : nil
        case .tripSecret: return trip.stage == .checking ? nil : "No token request waits to be sent"
        case .tripReveal, .tripCopyToken: return trip.grant == nil ? "There is no token yet" : nil
        case .tripCopyCurl: return trip.exchange == nil ? "There is no token request yet" : nil
        case .tripRefresh:
            guard let grant = trip.grant, trip.stage == .done else { return "There is no token yet" }
            return grant.refreshToken == nil ? "The server gave no refresh token" : nil
        default: return nil
        }
    }

    /// Whether the redirect can be pasted though it could not be caught.
    func canPasteInstead(in trip: RoundTrip) -> Bool {
        if case .failed(let failure) = trip.stage { failure.step == .wait && trip.arrival == nil } else { false }
    }

    /// What to press instead of a key that has no meaning now.
    private func nextKey(in trip: RoundTrip) -> String {
        switch trip.stage {
        case .preparing, .waiting, .exchanging: "Not yet: the attempt is running"
        case .checking: "The answer is here already: Enter sends the token request"
        case .done, .failed: "This attempt is over: t starts a new one"
        }
    }
}

extension Binding.Context {
    /// The pane whose keys these are; nil where they are those of no pane.
    package var pane: Pane? { Pane.allCases.first { $0.context == self } }
}
