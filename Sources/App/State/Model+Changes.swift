import OAuth

extension Model {
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

    /// What undo brings back.
    var present: Moment { Moment(draft: draft, own: own) }

    /// Whether the URL needs values of its own after a change, because the one before has left the program.
    func wantsValues(after before: Draft, wasIssued: Bool) -> Bool {
        let keepsValues = draft.verifier == before.verifier && draft.state == before.state
        return wasIssued && keepsValues && draft.hasRandomValues
    }

    /// Puts another draft in place without touching the history.
    mutating func replaceDraft(_ next: Draft) {
        // What was asked to be seen was the old value.
        if next.verifier != draft.verifier { isVerifierShown = false }
        draft = next
        outcome = Outcome(draft: draft, provider: provider, used: usedValues)
    }

    mutating func undo() -> [Effect] {
        guard let step = history.undo(from: present) else { return [] }
        // What was said of the change is no longer so.
        notice = nil
        return put(step)
    }

    mutating func redo() -> [Effect] {
        guard let step = history.redo(from: present) else { return [] }
        notice = nil
        return put(step)
    }

    /// Takes the random values in that were asked for.
    mutating func take(_ fresh: FreshValues, for purpose: Event.Purpose) -> [Effect] {
        switch purpose {
        case .userAsked:
            let effects = edit { $0.renew(with: fresh) }
            let text = draft.stateChoice == .none ? "New verifier" : "New state and verifier"
            return effects + say(text)
        case .newVerifier:
            let effects = edit {
                $0.verifier = fresh.verifier.text
                $0.hasOwnVerifier = false
            }
            return effects + say("New verifier")
        case .nextURL:
            replaceRandomValues(with: fresh)
            return say("New state and verifier for the changed URL")
        case .attempt(let catching):
            replaceRandomValues(with: fresh)
            return begin(catching)
        case .attemptOver:
            replaceRandomValues(with: fresh)
            return []
        case .fix(let diagnostic):
            return apply(diagnostic, fresh: fresh)
        }
    }

    private mutating func replaceRandomValues(with fresh: FreshValues) {
        var next = draft
        if !next.hasOwnVerifier { next.verifier = fresh.verifier.text }
        if next.stateChoice == .random { next.randomState = fresh.state }
        replaceDraft(next)
    }

    /// Applies the fix of a finding to the draft.
    mutating func apply(_ diagnostic: Diagnostic, fresh: FreshValues?) -> [Effect] {
        guard let fix = diagnostic.fix else { return say(Self.remedy(of: diagnostic), .warning) }
        if fix.needsFreshValues, fresh == nil { return [.drawValues(.fix(diagnostic))] }
        var request = outcome.request
        var headers = outcome.headers
        fix.apply(to: &request, fresh: fresh, headers: &headers)
        let before = draft
        let effects = edit { [provider] in $0.adopt(request, headers: headers, provider: provider, fresh: fresh) }
        guard draft != before else { return say("No fix by key: \(diagnostic.advice)", .warning) }
        return effects + say("Fixed: \(fix.title). u undoes")
    }

    /// Notes that the URL on the screen has left the program.
    mutating func noteIssued() {
        guard !isIssued else { return }
        issued.append(
            Issued(url: outcome.url.text, state: draft.state, challenge: outcome.request["code_challenge"]))
    }

    /// Shows a problem in the corner; Enter shows it whole.
    mutating func fail(_ text: String, whole: String? = nil, title: String = "Problem") -> [Effect] {
        let effects = say(text, .problem)
        notice?.whole = .message(title: title, text: whole ?? text)
        return effects
    }

    /// Shows a message in the corner and asks for the moment when it goes.
    mutating func say(_ text: String, _ tone: Notice.Tone = .done) -> [Effect] {
        notice = Notice(text, tone)
        noticeNumber += 1
        return tone == .problem ? [] : [.wait(.notice(noticeNumber), milliseconds: Notice.milliseconds)]
    }
}

extension Model {
    /// Shows a problem that was met before the first frame; it stays until a key is pressed.
    package mutating func warn(_ text: String) -> [Effect] { fail(text) }
}
