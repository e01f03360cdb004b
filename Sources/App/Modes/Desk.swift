import Catalog
import Flow
import OAuth
import Screen
import Text

/// The common ground of all modes: the session, the work in the background, and the room on the screen.
package struct Desk: Equatable, Sendable {
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

    package internal(set) var session: Session
    package internal(set) var jobs = Jobs()
    package internal(set) var messages = Messages()
    package internal(set) var room: Room
    package internal(set) var urlView = URLView.text
    /// Whether the mouse is reported; nil where the terminal cannot do that.
    package var isMouseOn: Bool? = false
    /// Why no browser can be started here, or nil where one can.
    package var browserAbsence: String?
    /// The version of authscope, for reports.
    package var version = ""
    /// The arguments of ssh(1) that lead to this machine, where somebody has come over SSH.
    package var sshTarget: String?

    /// Forms that were closed with something typed in them.
    var keptForms: [Form.Subject: Form] = [:]
    /// The keys pressed and pastes made so far.
    var presses = 0
    /// The outcome before the last key, which tells what that key has changed in the URL.
    var outcomeBefore: PastOutcome?
    /// The newest timer of each kind; older ones mean nothing any more.
    var timers = TimerNumbers()

    // What the present event leads to, in order.
    var effects: [Effect] = []
    var steps: [Step] = []

    struct TimerNumbers: Equatable, Sendable {
        var reveal = 0
        var save = 0
        var listing = 0
    }

    init(session: Session, room: Room) {
        self.session = session
        self.room = room
    }

    var provider: Provider { session.provider }
    var draft: Draft { session.draft }
    var outcome: Outcome { session.outcome }
    var isASCII: Bool { room.isASCII }

    /// The request on the screen, which `y`, `p` and `o` take: that of the attempt while there is one.
    var shownRequest: AuthorizationRequest { jobs.attempt?.request ?? outcome.request }

    /// The URL of that request.
    package var shownURL: AuthorizationURL { jobs.attempt?.request.url ?? outcome.url }

    /// Begins with a key, a paste or a click: what the one before has said and shown is over.
    mutating func beginPress() {
        presses += 1
        messages.clear()
        outcomeBefore = .outcome(outcome)
    }

    // MARK: What is to follow

    /// Opens a mode over the one that has the keys.
    mutating func open(_ mode: any ModeState) { steps.append(.open(Mode(state: mode))) }

    /// Closes the mode that has the keys.
    mutating func close() { steps.append(.close) }

    /// Asks before a step is taken.
    mutating func ask(_ question: Question) { open(question) }

    /// Shows a message until the next key.
    mutating func say(_ text: String, _ tone: Notice.Tone = .done) {
        messages.say(Notice(text, tone))
    }

    /// Says how much of a paste was left out, where any was.
    mutating func say(leftOut count: Int) {
        guard count > 0 else { return }
        let what = count == 1 ? "1 line break or control" : "\(count.grouped) line breaks or controls"
        say("Removed \(what) from the paste", .warning)
    }

    /// Changes the draft as one step of undo.
    mutating func edit(_ change: (inout Draft) -> Void) {
        effects += session.edit(change)
    }

    /// Turns a scope on or off.
    mutating func toggle(scope: Int) {
        edit { if $0.scopes.remove(scope) == nil { $0.scopes.insert(scope) } }
    }

    /// Says when a secret that is shown is to be hidden again.
    mutating func hideSecretsLater() {
        timers.reveal += 1
        effects.append(.wait(.reveal(timers.reveal), milliseconds: 10_000))
    }
}

/// The next step of the screen as a whole: how a mode ends, and where a question or a list leads.
package indirect enum Step: Equatable, Sendable {
    /// Opens a mode; one of the same kind on top is replaced.
    case open(Mode)
    /// Closes the mode on top.
    case close
    /// Does what the key of the action does.
    case perform(Action)
    /// Goes to a place in the panes and closes what is over them.
    case goTo(Place)
    case copyURL
    /// Copies a text that is called by this name.
    case copyText(String, name: String)
    /// Opens a file in the user's editor.
    case edit(OctetPath, line: Int, column: Int)
    case printURL
    case openURL
    case startAttempt(AttemptOrder)
    case sendTokenRequest
    /// Asks the runner of the attempt for something.
    case ofAttempt(RoundTripTask)
    case leaveAttempt
    /// Asks for a provider; the screen goes to it once it is read.
    case openProvider(ProviderListing.Source)
    case readProvider(ProviderListing.Source)
    case show(OpenedProvider)
    case keepImport([Provider])
    /// Holds the request against a standard, or against none.
    case useProfile(LintProfile?)
    case quit

    /// A place in the panes.
    package enum Place: Equatable, Sendable {
        /// Where this parameter is chosen or typed.
        case parameter(String)
        case scope(Int?)
        /// A pane, by its name in the state file.
        case pane(String)
    }

    /// How the next attempt differs from the last one.
    package struct AttemptOrder: Equatable, Sendable {
        package var place: RoundTrip.Place?
        /// The fault of a rehearsal, or nil for the one that is chosen.
        package var fault: Fault?
        /// Whether the rehearsal is to behave, whatever fault was chosen.
        package var behaves = false
        package var catching = RoundTrip.Catching.asGiven

        package init(
            place: RoundTrip.Place? = nil, fault: Fault? = nil, behaves: Bool = false,
            catching: RoundTrip.Catching = .asGiven
        ) {
            self.place = place
            self.fault = fault
            self.behaves = behaves
            self.catching = catching
        }
    }
}

/// An outcome from before, on the heap: the desk is copied for each pane that is drawn, and should stay small.
indirect enum PastOutcome: Equatable, Sendable {
    case outcome(Outcome)

    var outcome: Outcome {
        switch self {
        case .outcome(let outcome): outcome
        }
    }
}
