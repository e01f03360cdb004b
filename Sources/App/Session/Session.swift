import Catalog
import Flow
import OAuth

/// The user's work: a provider with the user's own entries, the request, and the choices made for it.
///
/// A session knows nothing of cursors, screen sizes or keys.
package struct Session: Equatable, Sendable {
    /// The provider as in its file.
    @Shared package internal(set) var base: Provider
    /// The user's own entries. They change only together with `provider`.
    @Shared package internal(set) var own: OwnEntries
    /// The provider together with the user's entries, as the screen shows it.
    @Shared package internal(set) var provider: Provider

    // The request. `draft` changes only together with `outcome`.
    @Shared package internal(set) var draft: Draft
    @Shared package internal(set) var outcome: Outcome
    /// The standard that the request is checked against, in addition to the provider's rules.
    @Shared package private(set) var profile: LintProfile? = nil
    package internal(set) var history = History<Moment>()
    /// The URLs that have left the program, newest last. The next URL must not have the same random values.
    package internal(set) var issued: [Issued] = []

    /// The operations that the app must be able to call.
    @Shared package internal(set) var choice = OperationChoice()
    var knowledge = Kept<OperationKnowledge?>(nil)
    /// The limit for computing the smallest set of scopes, in steps of `SmallestScopeSet`.
    package var solvingSteps = SmallestScopeSet.standardSteps

    /// Who acts as the provider in the next attempt.
    package internal(set) var place: RoundTrip.Place
    /// The fault of the next rehearsal.
    package internal(set) var fault: Fault?

    /// A URL that was copied, opened or shown plain, and its random values.
    package struct Issued: Equatable, Sendable {
        package var url: String
        package var state: String?
        package var challenge: String?
        /// Whether only an attempt has used it, and the user has not copied or opened it.
        package var isOnlyAttempted = false
    }

    package init(provider base: Provider, own: OwnEntries = OwnEntries(), fresh: FreshValues) {
        self.base = base
        self.own = own
        let provider = own.applied(to: base)
        self.provider = provider
        let draft = Draft(provider: provider, fresh: fresh)
        self.draft = draft
        outcome = Outcome(draft: draft, provider: provider, used: .init())
        place = provider.usualPlace(of: provider.clients.first)
    }

    /// The values that a new URL must not repeat.
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

    /// Whether exactly this URL has been copied, opened or shown plain.
    var isIssued: Bool { issued.contains { $0.url == outcome.url.text } }

    /// Whether the user has copied or opened exactly this URL, or seen it plain.
    var isCopied: Bool { issued.contains { $0.url == outcome.url.text && !$0.isOnlyAttempted } }

    /// The chosen client, or nil when it is not in the provider's list.
    var client: Client? { draft.client.map { provider.clients[$0] } }

    /// The redirect URIs registered for the chosen client.
    package var registeredURIs: [String] { client?.redirectURIs ?? [] }

    /// Whether a row of the scope list is one of the user's, which come after the provider's.
    func isOwnScope(_ row: Int) -> Bool { row >= base.scopes.count }

    /// Returns the names of scopes, in the order given.
    func names(of scopes: some Sequence<Int>) -> [String] { scopes.map { provider.scopes.name(at: $0) } }

    // MARK: Changing the draft

    /// Changes the draft, saves the old one for undo, and computes the outcome.
    ///
    /// If the old URL has left the program, the new one needs random values of its own
    /// (`docs/decisions/0006-values-of-a-copied-url.md`).
    ///
    /// - Returns: The effect that draws them, if they are needed.
    mutating func edit(_ change: (inout Draft) -> Void) -> [Effect] {
        var next = draft
        change(&next)
        guard next != draft else { return [] }
        history.record(present)
        replaceDraft(next)
        return valuesForNextURL
    }

    /// The state that undo brings back.
    var present: Moment { Moment(draft: draft, own: own) }

    /// The effect that draws new random values, if the URL has some that left the program in another URL.
    private var valuesForNextURL: [Effect] {
        let used = usedValues
        let repeatsState = draft.stateChoice == .random && used.states.contains(draft.randomState)
        let challenge = draft.hasOwnVerifier ? nil : outcome.request["code_challenge"]
        return repeatsState || challenge.map(used.challenges.contains) == true ? [.drawValues(.nextURL)] : []
    }

    /// Replaces the draft and computes its outcome. The history stays as it is.
    mutating func replaceDraft(_ next: Draft) {
        draft = next
        outcome = Outcome(draft: draft, provider: provider, profile: profile, used: usedValues)
    }

    /// Checks the request against another standard, or against none.
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

    /// Records that the URL has left the program.
    ///
    /// - Parameter inAttempt: True if an attempt uses it, and false if the user copies or opens it.
    mutating func noteIssued(inAttempt: Bool = false) {
        if let index = issued.firstIndex(where: { $0.url == outcome.url.text }) {
            if !inAttempt { issued[index].isOnlyAttempted = false }
            return
        }
        issued.append(
            Issued(
                url: outcome.url.text, state: draft.state, challenge: outcome.request["code_challenge"],
                isOnlyAttempted: inAttempt))
    }

    // MARK: Own entries and undo

    /// Changes the user's entries as one step of the history, and has them saved.
    ///
    /// - Parameter follow: Changes the draft further. Its client and scopes are already those of the new lists.
    mutating func changeOwn(
        _ change: (inout OwnEntries) -> Void, then follow: (inout Draft, Provider) -> Void = { _, _ in }
    ) -> [Effect] {
        var next = present
        change(&next.own)
        guard next.own != own else { return [] }
        let changed = next.own.applied(to: base)
        next.draft.follow(from: provider, to: changed, sharing: base.scopes.count)
        follow(&next.draft, changed)
        history.record(present)
        return restore(next, changed)
    }

    /// Adds the changes that others have made in the file, also to the states that undo and redo bring back.
    mutating func join(_ joined: OwnEntries) {
        guard joined != own else { return }
        let saved = own
        // Most steps have the same entries as the step before, so the result for those is kept.
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

    /// Restores a step. The history stays as it is.
    private mutating func restore(_ step: Moment) -> [Effect] {
        restore(step, step.own == own ? provider : step.own.applied(to: base))
    }

    private mutating func restore(_ step: Moment, _ changed: Provider) -> [Effect] {
        let isChanged = step.own != own
        own = step.own
        provider = changed
        replaceDraft(step.draft)
        return (isChanged ? [.saveOwn(own)] : []) + valuesForNextURL
    }
}

extension Provider {
    /// Who acts as the provider at first. A client ID from a documentation page works only in a rehearsal.
    func usualPlace(of client: Client?) -> RoundTrip.Place {
        client?.isExample ?? true || tokenEndpoint == nil ? .rehearsal : .provider
    }
}
