import Catalog
import Flow
import OAuth

/// The work of the user: a provider with the user's own entries, the request, and everything chosen for it.
///
/// A session knows no cursor, no size and no key.
package struct Session: Equatable, Sendable {
    /// The provider as its file has it.
    @Shared package internal(set) var base: Provider
    /// What the user has added to it; changed together with it, so that `provider` always belongs to it.
    @Shared package internal(set) var own: OwnEntries
    /// Both together: what the screen shows.
    @Shared package internal(set) var provider: Provider

    // The request. `draft` changes through `edit` and its like, so that `outcome` always belongs to it.
    package internal(set) var draft: Draft
    @Shared package internal(set) var outcome: Outcome
    /// The standard that the request is held against, besides what the provider wants.
    package private(set) var profile: LintProfile?
    package internal(set) var history = History<Moment>()
    /// The URLs that have left the program, newest last: the next URL must not carry the same values.
    package internal(set) var issued: [Issued] = []

    /// The operations that the app must be able to call.
    package internal(set) var choice = OperationChoice()
    var knowledge = Kept<OperationKnowledge?>(nil)
    /// The most that finding the least scopes may cost, as `SmallestScopeSet` counts it.
    package var solvingSteps = SmallestScopeSet.standardSteps

    /// Who plays the provider in the next attempt.
    package internal(set) var place: RoundTrip.Place
    /// The fault of the next rehearsal.
    package internal(set) var fault: Fault?

    /// A URL that was copied, opened or shown plain, and the values in it.
    package struct Issued: Equatable, Sendable {
        package var url: String
        package var state: String?
        package var challenge: String?
    }

    package init(provider base: Provider, own: OwnEntries = OwnEntries(), fresh: FreshValues) {
        self.base = base
        self.own = own
        let provider = own.applied(to: base)
        self.provider = provider
        draft = Draft(provider: provider, fresh: fresh)
        outcome = Outcome(draft: draft, provider: provider, used: .init())
        place = provider.usualPlace(of: provider.clients.first)
    }

    /// The values that a new URL may not carry again.
    private var usedValues: LintContext.UsedValues {
        var used = LintContext.UsedValues()
        guard !issued.isEmpty else { return used }
        let url = draft.request(to: provider).url.text
        for earlier in issued where earlier.url != url {
            if let state = earlier.state { used.states.append(state) }
            if let challenge = earlier.challenge { used.challenges.append(challenge) }
        }
        return used
    }

    /// Whether the URL has been copied, opened or shown plain as it is.
    var isIssued: Bool { issued.contains { $0.url == outcome.url.text } }

    /// The chosen client, where it is one of the provider's.
    var client: Client? { draft.client.map { provider.clients[$0] } }

    /// The redirect URIs registered for the chosen client.
    package var registeredURIs: [String] { client?.redirectURIs ?? [] }

    /// Whether a row of the scope list is the user's own: those come after the provider's.
    func isOwnScope(_ row: Int) -> Bool { row >= base.scopes.count }

    /// The names of scopes, in the order given.
    func names(of scopes: some Sequence<Int>) -> [String] { scopes.map { provider.scopes.name(at: $0) } }

    // MARK: Changing the draft

    /// Changes the draft, remembers the old one for undo, and computes what follows from it.
    ///
    /// When the URL has left the program before, the changed one asks for random values of its own
    /// (`docs/decisions/0006-values-of-a-copied-url.md`).
    mutating func edit(_ change: (inout Draft) -> Void) -> [Effect] {
        var next = draft
        change(&next)
        guard next != draft else { return [] }
        let before = draft
        let wasIssued = isIssued
        history.record(present)
        replaceDraft(next)
        return wantsValues(after: before, wasIssued: wasIssued) ? [.drawValues(.nextURL)] : []
    }

    /// The state that undo brings back.
    var present: Moment { Moment(draft: draft, own: own) }

    /// Whether the URL needs values of its own after a change, because the one before has left the program.
    private func wantsValues(after before: Draft, wasIssued: Bool) -> Bool {
        let keepsValues = draft.verifier == before.verifier && draft.state == before.state
        return wasIssued && keepsValues && draft.hasRandomValues
    }

    /// Puts another draft in place without touching the history.
    mutating func replaceDraft(_ next: Draft) {
        draft = next
        outcome = Outcome(draft: draft, provider: provider, profile: profile, used: usedValues)
    }

    /// Holds the request against another standard, or against none.
    mutating func use(_ profile: LintProfile?) {
        self.profile = profile
        replaceDraft(draft)
    }

    mutating func replaceRandomValues(with fresh: FreshValues) {
        var next = draft
        if !next.hasOwnVerifier { next.verifier = fresh.verifier.text }
        if next.stateChoice == .random { next.randomState = fresh.state }
        replaceDraft(next)
    }

    /// Notes that the URL has left the program.
    mutating func noteIssued() {
        guard !isIssued else { return }
        issued.append(
            Issued(url: outcome.url.text, state: draft.state, challenge: outcome.request["code_challenge"]))
    }

    // MARK: Own entries and undo

    /// Changes what the user has added to the provider, in one step of the history, and has it written.
    ///
    /// - Parameter follow: Changes the draft, which has kept to its client and scopes, where more follows from it.
    mutating func changeOwn(
        _ change: (inout OwnEntries) -> Void, then follow: (inout Draft, Provider) -> Void = { _, _ in }
    ) -> [Effect] {
        var next = present
        change(&next.own)
        guard next.own != own else { return [] }
        let changed = next.own.applied(to: base)
        next.draft.follow(from: provider, to: changed, sharing: base.scopes.count)
        follow(&next.draft, changed)
        let before = draft
        let url = outcome.url
        let wasIssued = isIssued
        history.record(present)
        let effects = restore(next, changed)
        // Most of what is added to a list changes nothing in the URL.
        let asks = outcome.url != url && wantsValues(after: before, wasIssued: wasIssued)
        return effects + (asks ? [.drawValues(.nextURL)] : [])
    }

    /// Takes in what others have changed in the file, also into what undo and redo bring back.
    mutating func join(_ joined: OwnEntries) {
        guard joined != own else { return }
        let saved = own
        // Most steps have the same entries as the one before.
        var known: (own: OwnEntries, joined: OwnEntries, old: Provider, new: Provider)?
        history.change { [base] step in
            if known?.own != step.own {
                let entries = step.own.joined(with: joined, since: saved).entries
                known = (step.own, entries, step.own.applied(to: base), entries.applied(to: base))
            }
            guard let known else { return }
            step.draft.follow(from: known.old, to: known.new, sharing: base.scopes.count)
            step.own = known.joined
        }
        let old = provider
        var next = draft
        own = joined
        provider = joined.applied(to: base)
        next.follow(from: old, to: provider, sharing: base.scopes.count)
        replaceDraft(next)
    }

    mutating func undo() -> [Effect] {
        history.undo(from: present).map { restore($0) } ?? []
    }

    mutating func redo() -> [Effect] {
        history.redo(from: present).map { restore($0) } ?? []
    }

    /// Puts a step in place without touching the history.
    private mutating func restore(_ step: Moment) -> [Effect] {
        restore(step, step.own == own ? provider : step.own.applied(to: base))
    }

    private mutating func restore(_ step: Moment, _ changed: Provider) -> [Effect] {
        let isChanged = step.own != own
        own = step.own
        provider = changed
        replaceDraft(step.draft)
        return isChanged ? [.saveOwn(own)] : []
    }
}

extension Provider {
    /// Who plays the provider at first: nobody approves a client that a documentation prints.
    func usualPlace(of client: Client?) -> RoundTrip.Place {
        client?.isExample ?? true || tokenEndpoint == nil ? .rehearsal : .provider
    }
}
