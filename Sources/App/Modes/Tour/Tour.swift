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
        func keys(_ key: KeyNames) -> String {
            switch self {
            case .copy: "press \(key(.copy))"
            case .turnOn: "\(key(.scopesPane)), then \(key(.up)) and \(key(.toggle))"
            case .breaking: "press \(key(.nextMethod))"
            case .fix: "\(key(.validationPane)), then \(key(.fix, in: .validation))"
            case .rehearse: "\(key(.tryIt)), \(key(.tripAllow, in: .roundTrip)), Enter; then Esc"
            case .importing: "\(key(.importProvider)), Enter reads it, Enter imports"
            case .leastScopes:
                "\(key(.operations)), \(key(.toggle)) ticks, \(key(.operationsApply, in: .operations)) uses the set"
            case .compare: "\(key(.saveRequest)), Enter; \(key(.nextMethod)); then \(key(.compare)), Enter"
            }
        }

        /// Returns the effect that the user sees.
        func text(_ key: KeyNames) -> String {
            switch self {
            case .copy: "It is valid from the start: a client, a redirect URI, one scope, PKCE and a random state."
            case .turnOn: "The URL at the bottom changes with each key. \(key(.undo)) undoes."
            case .breaking: "With plain, the URL shows the verifier. Validation says so, and cites the standard."
            case .fix:
                "If a fix is certain, one key applies it. \(key(.explainRule, in: .validation)) explains the rule."
            case .rehearse: "authscope simulates the provider on this machine: consent, redirect, state, token."
            case .importing: "A small description comes with authscope. Its path is already filled in."
            case .leastScopes: "Tick what your app calls, and see the smallest set of scopes that allows it."
            case .compare:
                "\(key(.saveRequest)) saves a request under a name, and \(key(.compare)) compares the current one with it, part by part."
            }
        }
    }

    /// The state after the previous event, which shows whether a step is done.
    private struct Trace: Equatable {
        var copies: Int
        var scopes: Int
        var isFlawed: Bool
        var provider: String

        init(_ desk: Desk) {
            copies = desk.session.issued.count { !$0.isOnlyAttempted }
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
            case .copy: isSameProvider && (trace.copies > before.copies || desk.session.isCopied)
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
    func badge(_ key: KeyNames) -> Badge? {
        guard let current else { return nil }
        let place = "Tour \(current.rawValue + 1) of \(Step.allCases.count)"
        let short = "\(current.rawValue + 1)/\(Step.allCases.count)"
        let keys = current.keys(key)
        let texts = [
            "\(place), \(current.title): \(keys)", "\(short) \(current.title): \(keys)", "\(short): \(keys)", short,
        ]
        return Badge(texts: texts, tone: .accent)
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
            return say("The tour is done. \(key(.help)) lists all keys, and \(key(.palette)) all commands", .done)
        }
        guard messages.notice == nil else { return }
        say("\(step.title): done")
    }
}
