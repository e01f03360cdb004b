import Flow
import OAuth
import Screen

extension Desk {
    /// Returns the reason why an action that works everywhere is not possible now, or nil when it is.
    func refusal(of action: Action) -> String? {
        switch action {
        case .open: browserAbsence
        case .variables where provider.variables.isEmpty: "The addresses of \(brief(provider.name)) have no variables"
        case .theme where !hasColors: "No colours here: NO_COLOR, --color never, or a terminal without colours"
        case .mouse: isMouseOn == nil ? "This terminal does not report the mouse" : nil
        case .leaveTour: tour == nil ? "No tour is running: :tour starts one" : nil
        default: nil
        }
    }

    /// Performs an action that is the same in all modes.
    mutating func perform(_ action: Action) {
        switch action {
        case .copy: isURLSecret ? ask(.copyVerifier) : apply(.copyURL)
        case .plain: isURLSecret ? ask(.printVerifier) : apply(.printURL)
        case .open: isURLSecret ? ask(.openVerifier(then: .openURL)) : apply(.openURL)
        case .tryIt: startAttempt(at: session.place)
        case .urlView: urlView = urlView.next
        case .provider: listProviders()
        case .importProvider: reviewImport()
        case .importAnother: startImport()
        case .tour: showTour()
        case .leaveTour:
            tour = nil
            say("Tour ended: :tour starts it again", .hint)
        case .saveRequest: askForName()
        case .compare: chooseComparison()
        case .mouse: turnMouse()
        case .redraw: effects.append(.redraw)
        case .suspend: effects.append(.suspend)
        case .quit: apply(.quit)
        default: break
        }
    }

    private mutating func turnMouse() {
        let isOn = isMouseOn != true
        isMouseOn = isOn
        effects.append(.reportMouse(isOn))
        say(
            isOn
                ? "Mouse on: Shift-drag selects text"
                : "Mouse off: drag selects text · \(keys.way(to: .mouse)) turns it on")
    }

    /// Whether the URL contains the verifier itself, as with the method `plain`.
    private var isURLSecret: Bool { draft.method == .plain }

    /// Starts an attempt at a place. Asks first when a URL that contains the verifier would go to the provider.
    mutating func startAttempt(at place: RoundTrip.Place) {
        let order = Step.AttemptOrder(place: place)
        guard place == .rehearsal || !isURLSecret else { return ask(.openVerifier(then: .startAttempt(order))) }
        startAttempt(order)
    }

    /// Takes a step that does not change the stack of modes.
    mutating func apply(_ step: Step) {
        switch step {
        case .copyURL: effects.append(.copy(shownURL.text))
        case .edit(let path, let line, let column): effects.append(.edit(path, line: line, column: column))
        case .copyText(let text, let name): effects.append(.copy(text, .named(name)))
        case .printURL:
            session.noteIssued()
            effects.append(.showPlain(shownURL.text))
        case .openURL:
            session.noteIssued()
            effects.append(.openBrowser(shownURL.text))
        case .startAttempt(let order): startAttempt(order)
        case .sendTokenRequest: sendTokenRequest()
        case .ofAttempt(let task): if let attempt = jobs.attempt { effects.append(.roundTrip(attempt.number, task)) }
        case .leaveAttempt: leaveAttempt()
        case .openProvider(let source): openProvider(source)
        case .readProvider(let source):
            jobs.pressesBeforeOpening = presses
            effects.append(.openProvider(source))
        case .keepImport(let providers): keepImport(providers)
        case .useProfile(let profile): session.use(profile)
        case .keepTheme(let theme): keep(theme)
        case .checkAs(let source): if let source { effects.append(.checkAs(source)) }
        case .compare(let other): compare(with: other)
        case .quit:
            endAttempt()
            effects.append(.quit)
        case .open, .close, .perform, .goTo, .show, .inspect: break
        }
    }
}
