import Catalog
import Flow
import OAuth
import Screen
import Text

/// The state that all modes share: the session, the background work, the messages, and the size of the screen.
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
    @Shared package internal(set) var jobs = Jobs()
    package internal(set) var messages = Messages()
    package internal(set) var room: Room
    package internal(set) var urlView = URLView.text
    /// Whether the terminal reports the mouse, or nil when it cannot.
    package var isMouseOn: Bool? = false
    /// The reason why no browser can be started here, or nil when one can.
    package var browserAbsence: String?
    /// The version of authscope, for reports.
    package var version = ""
    /// The arguments of ssh(1) that lead to this machine, or nil when the user is not connected over SSH.
    package var sshTarget: String?
    /// The keys. Without a configuration, this is the standard table, which is never copied.
    package internal(set) var keys = KeyTable.standard
    /// The settings of the user, or nil at a start without files.
    package internal(set) var setup: Setup?
    /// Whether the screen has colours: no theme can be seen without.
    package var hasColors = true

    /// The tour, until it ends.
    package internal(set) var tour: Tour?
    /// A request to copy into the draft when its provider is on the screen.
    @Shared var incoming: IncomingRequest? = nil
    /// The drafts of forms that were closed without saving.
    var keptForms: [Form.Subject: Form] = [:]
    /// The number of key presses, pastes and clicks so far.
    var presses = 0
    /// The outcome before the last key. It shows what that key has changed in the URL.
    var outcomeBefore: Shared<Outcome>?
    /// The number of the newest timer of each kind. Older timers are ignored.
    var timers = TimerNumbers()

    // The effects and steps that the present event leads to, in order.
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

    /// The request on the screen, which `y`, `p` and `o` act on: that of the attempt while there is one.
    var shownRequest: AuthorizationRequest { jobs.attempt?.request ?? outcome.request }

    /// The URL of that request.
    package var shownURL: AuthorizationURL { jobs.attempt?.request.url ?? outcome.url }

    /// Prepares for a key, a paste or a click: the previous message disappears, and highlights start from here.
    mutating func beginPress() {
        presses += 1
        messages.clear()
        outcomeBefore = session.$outcome
    }

    // MARK: Effects and steps

    /// Opens a mode on top.
    mutating func open(_ mode: any ModeState) { steps.append(.open(Mode(state: mode))) }

    /// Closes the mode on top.
    mutating func close() { steps.append(.close) }

    /// Asks a question.
    mutating func ask(_ question: Question) { open(question) }

    /// Shows a message until the next key.
    mutating func say(_ text: String, _ tone: Notice.Tone = .done) {
        messages.say(Notice(text, tone))
    }

    /// Shows how many characters of a paste were left out, if any.
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

    /// Starts the timer that hides a shown secret again.
    mutating func hideSecretsLater() {
        timers.reveal += 1
        effects.append(.wait(.reveal(timers.reveal), milliseconds: 10_000))
    }
}

/// A step for the whole screen to take after a mode has handled an event, such as opening or closing a mode.
package indirect enum Step: Equatable, Sendable {
    /// Opens a mode. If a mode of the same kind is on top, the new one replaces it.
    case open(Mode)
    /// Closes the mode on top.
    case close
    /// Performs an action as if its key were pressed.
    case perform(Action)
    /// Goes to a place in the panes and closes the modes above them.
    case goTo(Place)
    case copyURL
    /// Copies a text, which messages call by this name.
    case copyText(String, name: String)
    /// Opens a file in the user's editor.
    case edit(OctetPath, line: Int, column: Int)
    case printURL
    case openURL
    case startAttempt(AttemptOrder)
    case sendTokenRequest
    /// Gives a task to the runner of the attempt.
    case ofAttempt(RoundTripTask)
    case leaveAttempt
    /// Asks for a provider, which is shown once it has been read.
    case openProvider(ProviderListing.Source)
    case readProvider(ProviderListing.Source)
    case show(OpenedProvider)
    case keepImport([Provider])
    /// Checks the request against a standard, or against none.
    case useProfile(LintProfile?)
    case keepTheme(Theme)
    /// Treats an inspected message as another kind, or as another client's.
    case inspect(InspectionChoice)
    /// Checks an inspected message against the provider; nil for only the standards.
    case checkAs(ProviderListing.Source?)
    /// Compares the request on the screen with another one.
    case compare(With)
    case quit

    package enum InspectionChoice: Equatable, Sendable {
        case kind(PastedMessage.Kind)
        case client(Client?)
    }

    /// The other side of the comparison with the present request.
    package enum With: Equatable, Sendable {
        case named(String)
        /// The URL that was copied, opened or shown plain last.
        case issued
        /// One that is pasted or typed next.
        case pasted
    }

    /// A place in the panes.
    package enum Place: Equatable, Sendable {
        /// The row where this parameter is chosen or typed.
        case parameter(String)
        case scope(Int?)
        /// A pane, by its name in the state file.
        case pane(String)
    }

    /// The settings of an attempt that differ from those of the previous one.
    package struct AttemptOrder: Equatable, Sendable {
        package var place: RoundTrip.Place?
        /// The fault of a rehearsal, or nil for the fault that is chosen already.
        package var fault: Fault?
        /// Whether the rehearsal has no fault. This also clears a fault that is chosen already.
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
