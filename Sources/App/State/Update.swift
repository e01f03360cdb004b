import Catalog
import OAuth
import Screen

extension Model {
    /// Takes in what happened and says what is to be done.
    ///
    /// Time and random values come in as events, so the same events always lead to the same model.
    package mutating func update(_ event: Event) -> [Effect] {
        var effects: [Effect] = []
        switch event {
        case .keyPressed(let key): effects = press(key)
        case .pasted(let text): effects = paste(text)
        case .resized(let size): self.size = size
        case .focusLost, .resumed:
            isVerifierShown = false
            roundTrip?.revealed = nil
        case .valuesDrawn(let fresh, let purpose): effects = take(fresh, for: purpose)
        case .drawingFailed: effects = say("No random values from the system: nothing was changed", .problem)
        case .copied(let route, let what): effects = noteCopy(of: what, by: route)
        case .noProgramCopied(let text, let what): effects = [.sendToTerminal(text, what)]
        case .copyFailed(let reason): effects = say(reason, .problem)
        case .notSaved(let place):
            if !hasToldNotSaved { effects = say("Choices cannot be saved in \(place)", .warning) }
            hasToldNotSaved = true
        case .ownEntriesNotSaved(let reason): effects = say("Kept for this session only: \(reason)", .problem)
        case .ownEntriesSetAside(let name): effects = say("Saved. The broken file is kept as \(name)", .warning)
        case .ownEntriesJoined(let entries, let aside): effects = join(entries, aside: aside)
        case .timeElapsed(let timer): effects = elapse(timer)
        case .browserAnswered(let problem):
            effects = problem.map { say($0, .problem) } ?? say("The browser has the URL")
        case .roundTrip(let number, let event): effects = take(event, for: number)
        case .providersListed(let listings): list(listings)
        case .providerOpened(let opened): effects = show(opened)
        case .providerNotOpened(let problem): effects = fail(problem)
        case .importOffered(let number, let offer): self.offer(offer, for: number)
        case .importFailed(let number, let problem): effects = failImport(problem, for: number)
        case .pathCompleted(let text, let completion): effects = complete(text, with: completion)
        }
        settle()
        return effects + planSave()
    }

    private mutating func press(_ key: Key) -> [Effect] {
        if notice?.tone == .problem {
            let whole = notice?.whole
            notice = nil
            if let whole, KeyTable.action(for: key, in: .global) == .accept, question == nil, editing == nil {
                viewer = Viewer(whole)
                return []
            }
        }
        // Ctrl-Z and Ctrl-L mean the same everywhere, also while typing.
        let global = KeyTable.action(for: key, in: .global)
        if global == .suspend || global == .redraw { return perform(global ?? .redraw) }
        if layout.kind == .tooSmall { return pressUnseen(global) }
        if let question { return answer(question, key) }
        if editing != nil { return type(key) }
        if viewer != nil { return read(key) }
        if let menu { return press(key, in: menu) }
        if form != nil { return fillIn(key) }
        if importing?.offer != nil { return decide(key) }
        if let operationsView { return press(key, in: operationsView) }
        if let roundTrip { return press(key, in: roundTrip) }
        guard let action = KeyTable.action(for: key, in: pane) else { return [] }
        return perform(action)
    }

    /// A key while the screen is too small to show what it would change: only those do something that it names.
    private mutating func pressUnseen(_ action: Action?) -> [Effect] {
        switch action {
        case .copy, .plain:
            guard draft.method != .plain else { return say("Too small to ask: holds the verifier", .problem) }
            return perform(action ?? .copy)
        case .quit, .interrupt: return perform(action ?? .quit)
        default: return []
        }
    }

    mutating func perform(_ action: Action) -> [Effect] {
        if let refusal = refusal(of: action) { return say(refusal, .warning) }
        switch action {
        case .nextPane: focus(pane.next)
        case .previousPane: focus(pane.previous)
        case .clientsPane: focus(.clients)
        case .scopesPane: focus(.scopes)
        case .requestPane: focus(.request)
        case .validationPane: focus(.validation)
        case .urlPane: focus(.url)
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -pageLength)
        case .pageDown: move(by: pageLength)
        case .first: move(by: -.max / 2)
        case .last: move(by: .max / 2)
        case .left: return changeValue(by: -1)
        case .right: return changeValue(by: 1)
        case .zoom: isZoomed.toggle()
        case .toggle: return toggle()
        case .accept: return accept()
        case .newValues: return [.drawValues(.userAsked)]
        case .nextMethod: return edit { $0.method = $0.method.next }
        case .urlView:
            urlView = urlView.next
            urlCursor = 0
        case .undo: return undo()
        case .redo: return redo()
        case .all: return toggleAllShown()
        case .chosen: return toggleChosenOnly()
        case .addClient: return addClient()
        case .editClient: return editClient()
        case .duplicateClient: return duplicateClient()
        case .deleteClient: return deleteClient()
        case .addScope: return addScope()
        case .editScope: return editScope()
        case .deleteScope: return deleteScope()
        case .edit: return editRow()
        case .reset: return resetRow()
        case .fix: return fixFinding()
        case .copy: return copy()
        case .plain: return showPlain()
        case .open: return openBrowser()
        case .tryIt:
            guard place == .rehearsal || draft.method != .plain else {
                question = .openVerifier(thenTry: true)
                return []
            }
            return tryIt()
        case .filter: return startFilter()
        case .operations: return openOperations()
        case .help:
            isVerifierShown = false
            viewer = Viewer(.help)
        case .palette: openPalette()
        case .provider: return listProviders()
        case .importProvider: return startImport()
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return [.quit]
        case .interrupt: return [.interrupt]
        case .back:
            guard importing == nil else { return cancelReading() + say("Nothing was imported", .warning) }
            back()
        default: break
        }
        return []
    }

    mutating func focus(_ next: Pane) {
        if next != pane { isVerifierShown = false }
        pane = next
    }

    /// One level back: the filter of the pane, then the zoom. It never quits.
    private mutating func back() {
        if pane == .scopes, !scopeFilter.isEmpty {
            setFilter("", of: .scopes)
        } else if pane == .scopes, chosenScopes != nil {
            chosenScopes = nil
            refreshScopeRows()
        } else if pane == .clients, !clientFilter.isEmpty {
            setFilter("", of: .clients)
        } else {
            isZoomed = false
        }
    }

    private mutating func copy() -> [Effect] {
        if draft.method == .plain {
            question = .copyVerifier
            return []
        }
        return [.copy(shownURL.text)]
    }

    private mutating func openBrowser(isConfirmed: Bool = false) -> [Effect] {
        if draft.method == .plain, !isConfirmed {
            question = .openVerifier(thenTry: false)
            return []
        }
        noteIssued()
        return [.openBrowser(shownURL.text)]
    }

    private mutating func showPlain(isConfirmed: Bool = false) -> [Effect] {
        isVerifierShown = false
        if draft.method == .plain, !isConfirmed {
            question = .showVerifier
            return []
        }
        noteIssued()
        return [.showPlain(shownURL.text)]
    }

    private mutating func answer(_ question: Question, _ key: Key) -> [Effect] {
        switch KeyTable.action(for: key, in: .confirm) {
        case .confirmYes:
            self.question = nil
            switch question {
            case .copyVerifier: return [.copy(shownURL.text)]
            case .showVerifier: return showPlain(isConfirmed: true)
            case .openVerifier(thenTry: false): return openBrowser(isConfirmed: true)
            case .openVerifier(thenTry: true): return tryIt { $0.place = .provider }
            case .revealTokens: return roundTrip.map { [.roundTrip($0.number, .revealTokens)] } ?? []
            case .copyToken: return roundTrip.map { [.roundTrip($0.number, .copyAccessToken)] } ?? []
            case .forgetTokens: return leaveRoundTrip()
            case .sendWithoutSecret: return sendTokenRequest()
            case .quitAttempt: return endRoundTrip() + [.quit]
            case .startAnew: return tryIt()
            case .leaveAttempt(let source): return [.openProvider(source)]
            case .moveHosts: return keepImport()
            }
        case .confirmNo:
            self.question = nil
            return []
        default:
            return []
        }
    }

    private mutating func noteCopy(of what: Copied, by route: CopyRoute) -> [Effect] {
        switch what {
        case .url: break
        case .curl: return say(route.text(of: "the curl command"))
        case .accessToken: return say(route.text(of: "the access token"))
        }
        noteIssued()
        let errors = outcome.count(of: .error)
        let flaw = errors == 0 ? "" : " with \(errors) \(errors == 1 ? "error" : "errors")"
        switch route {
        case .program(let name):
            return say(
                "Copied\(flaw), \(shownURL.text.utf8.count.grouped) characters (\(name))",
                errors == 0 ? .done : .warning)
        case .terminal:
            return say("Sent to the terminal\(flaw). Nothing to paste? p shows it", errors == 0 ? .done : .warning)
        }
    }

    private mutating func elapse(_ timer: Timer) -> [Effect] {
        switch timer {
        case .notice(let number):
            if number == noticeNumber, notice?.tone != .problem { notice = nil }
        case .reveal(let number):
            if number == revealNumber {
                isVerifierShown = false
                roundTrip?.revealed = nil
            }
        case .second(let number): return countDown(number)
        case .reading(let number):
            if number == readingNumber, menu?.note != nil { menu?.note = "Reading the providers' files" }
        case .save(let number):
            if number == saveNumber { return [.save(workspace)] }
        }
        return []
    }

    /// Asks for a moment of quiet before the choices are written, when they have changed.
    private mutating func planSave() -> [Effect] {
        let present = choices
        guard present != lastChoices else { return [] }
        let isFirst = lastChoices == nil
        lastChoices = present
        guard !isFirst else { return [] }
        saveNumber += 1
        return [.wait(.save(saveNumber), milliseconds: 500)]
    }
}

extension CopyRoute {
    /// What is said of a text that is not the URL.
    fileprivate func text(of what: String) -> String {
        switch self {
        case .program(let name): "Copied \(what) (\(name))"
        case .terminal: "Sent \(what) to the terminal"
        }
    }
}

extension ChallengeMethod {
    /// The next method in the order of the Request pane.
    var next: ChallengeMethod {
        switch self {
        case .s256: .plain
        case .plain: .none
        case .none: .s256
        }
    }
}
