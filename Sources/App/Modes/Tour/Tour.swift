import BitCollections
import Flow
import OAuth

/// The first steps with the program, in order. Each is ticked when it is done.
package struct Tour: Equatable, Sendable {
    package enum Step: Int, CaseIterable, Sendable {
        case copy, turnOn, breaking, fix, rehearse, importing, leastScopes, compare

        /// The subject of the step.
        var title: String {
            switch self {
            case .copy: "Copy the URL"
            case .turnOn: "Turn a scope on"
            case .breaking: "Break something"
            case .fix: "Fix it"
            case .rehearse: "Rehearse the whole flow"
            case .importing: "Import an API description"
            case .leastScopes: "Find the smallest set of scopes"
            case .compare: "Compare two requests"
            }
        }

        /// The keys, in a few words.
        var keys: String {
            switch self {
            case .copy: "y copies the URL"
            case .turnOn: "2, then k and Space turn a scope on"
            case .breaking: "m makes PKCE weak"
            case .fix: "4, then f fixes it"
            case .rehearse: "t, a, Enter; then Esc"
            case .importing: "i, Enter reads it, Enter imports"
            case .leastScopes: "O, Space ticks, a uses the set"
            case .compare: "b, Enter; m; then =, Enter"
            }
        }

        /// The effect that the user sees.
        var text: String {
            switch self {
            case .copy: "It is valid from the start: a client, a redirect URI, one scope, PKCE and a random state."
            case .turnOn: "The URL at the bottom changes with each key. u undoes."
            case .breaking: "With plain, the URL shows the verifier. Validation says so, and cites the standard."
            case .fix: "If a fix is certain, one key applies it. K explains the rule."
            case .rehearse: "authscope simulates the provider on this machine: consent, redirect, state, token."
            case .importing: "A small description comes with authscope. Its path is already filled in."
            case .leastScopes: "Tick what your app calls, and see the smallest set of scopes that allows it."
            case .compare: "b saves a request under a name, and = compares the present one with it, part by part."
            }
        }
    }

    /// The state after the previous event, which shows whether a step is done.
    private struct Trace: Equatable {
        var issued: Int
        var scopes: Int
        var isFlawed: Bool
        var provider: String

        init(_ desk: Desk) {
            issued = desk.session.issued.count
            scopes = desk.draft.scopes.count
            isFlawed = desk.outcome.verdict.worst ?? .info > .info
            provider = desk.provider.id
        }
    }

    private var done: UInt8 = 0
    private var trace: Trace

    init(on desk: Desk) { trace = Trace(desk) }

    package func isDone(_ step: Step) -> Bool { done >> UInt8(step.rawValue) & 1 == 1 }

    /// The first step that is still to be done.
    package var current: Step? { Step.allCases.first { !isDone($0) } }

    /// Ticks the steps that the last event has completed.
    ///
    /// - Parameter isComparing: Whether a comparison is on the screen.
    /// - Returns: The step that was ticked, or nil.
    mutating func observe(_ desk: Desk, isComparing: Bool) -> Step? {
        let before = trace
        trace = Trace(desk)
        let isSameProvider = before.provider == trace.provider
        let ticked = Step.allCases.first { step in
            guard !isDone(step) else { return false }
            return switch step {
            case .copy: isSameProvider && (trace.issued > before.issued || desk.session.isIssued)
            case .turnOn: isSameProvider && trace.scopes > before.scopes
            case .breaking: isSameProvider && trace.isFlawed && !before.isFlawed
            case .fix: isSameProvider && isDone(.breaking) && before.isFlawed && !trace.isFlawed
            case .rehearse: desk.jobs.attempt.map { $0.stage == .done && $0.place == .rehearsal } ?? false
            case .importing: !isSameProvider && desk.provider.importedFrom != nil
            case .leastScopes:
                desk.session.choice.scopes.map { !$0.isEmpty && BitSet($0) == desk.draft.scopes } ?? false
            case .compare: isComparing
            }
        }
        guard let ticked else { return nil }
        done |= 1 << UInt8(ticked.rawValue)
        return ticked
    }

    /// The badge with the next step, beside the corner.
    var badge: Badge? {
        guard let current else { return nil }
        let place = "Tour \(current.rawValue + 1) of \(Step.allCases.count)"
        let short = "\(current.rawValue + 1)/\(Step.allCases.count)"
        return Badge(texts: ["\(place): \(current.keys)", "\(short): \(current.keys)", place, short], tone: .accent)
    }
}

extension Desk {
    /// Handles `:tour`: starts the tour, or shows its progress.
    mutating func showTour() {
        if tour == nil {
            tour = Tour(on: self)
            effects.append(.locateSample)
        }
        open(TourPage())
    }

    /// Ticks the steps that the last event has completed.
    mutating func observeTour(isComparing: Bool) {
        guard var tour else { return }
        let step = tour.observe(self, isComparing: isComparing)
        self.tour = tour
        guard let step else { return }
        if tour.current == nil {
            self.tour = nil
            return say("The tour is done. ? lists all keys, and : all commands", .done)
        }
        guard messages.notice == nil else { return }
        say("\(step.title): done")
    }
}
