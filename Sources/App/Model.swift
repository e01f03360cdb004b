import Catalog
import OAuth
import Screen

/// The screen as a value: the desk, and the stack of modes with the panes at the bottom. The top mode gets the keys.
package struct Model: Equatable, Sendable {
    package internal(set) var desk: Desk
    package internal(set) var stack: [Mode]
    private var lastChoices: Choices?
    private var title: WindowTitle
    /// Whether the user has seen that choices cannot be saved. Once is enough.
    private var hasSaidNotSaved = false
    private var hasNamedHelp = false
    /// The place of the last click. A double click needs two clicks on the same place.
    var lastClicked: Spot.Target?

    /// The choices that are saved, as rows instead of names.
    private struct Choices: Equatable, Sendable {
        var session: Session.Choices
        var place: String
        var urlView: Desk.URLView
    }

    package init(
        provider: Provider, own: OwnEntries = OwnEntries(), fresh: FreshValues, size: Size, isASCII: Bool = false
    ) {
        desk = Desk(
            session: Session(provider: provider, own: own, fresh: fresh), room: Room(size: size, isASCII: isASCII))
        stack = [.bottom(on: desk)]
        title = WindowTitle(of: desk.session)
        sayWhatIsUnused()
        settle()
    }

    /// The mode with the keys.
    package var top: any ModeState { stack[stack.count - 1].state }

    package var session: Session { desk.session }

    /// The reason why no browser can be started here, or nil when one can.
    package var browserAbsence: String? {
        get { desk.browserAbsence }
        set { desk.browserAbsence = newValue }
    }

    /// The version of authscope, for reports.
    package var version: String {
        get { desk.version }
        set { desk.version = newValue }
    }

    /// The arguments of ssh(1) that lead to this machine, or nil when the user is not connected over SSH.
    package var sshTarget: String? {
        get { desk.sshTarget }
        set { desk.sshTarget = newValue }
    }

    /// Whether the screen has colours.
    package var hasColors: Bool {
        get { desk.hasColors }
        set { desk.hasColors = newValue }
    }

    /// Whether the terminal reports the mouse, or nil when it cannot.
    package var isMouseOn: Bool? {
        get { desk.isMouseOn }
        set { desk.isMouseOn = newValue }
    }

    /// Offers the tour at a first start, on the row that explains, until the next key.
    package mutating func offerTour() {
        guard desk.messages.pinned == nil else { return }
        desk.say("New here? :tour shows the program in eight steps", .hint)
    }

    // MARK: Events

    /// Applies an event and returns the effects to carry out.
    ///
    /// Time and random values arrive as events, so the same events always lead to the same model.
    package mutating func update(_ event: Event) -> [Effect] {
        switch event {
        case .keyPressed(let key):
            desk.beginPress()
            lastClicked = nil
            handle(key)
        case .pasted(let text):
            desk.beginPress()
            paste(text)
        case .mouse(let mouse): take(mouse)
        case .resized(let size): desk.room = Room(size: size, isASCII: desk.isASCII)
        case .focusLost, .resumed: hideSecrets()
        case .timeElapsed(.reveal(let number)): if number == desk.timers.reveal { hideSecrets() }
        case .timeElapsed(.save(let number)): if number == desk.timers.save { desk.effects.append(.save(workspace)) }
        case .providerOpened(let opened): open(opened)
        case .notSaved(let reason):
            if !hasSaidNotSaved { desk.say("Choices cannot be saved: \(reason)", .warning) }
            hasSaidNotSaved = true
        default:
            desk.handle(event)
            for index in stack.indices { stack[index].state.receive(event, on: &desk) }
        }
        applySteps()
        settle()
        if desk.tour != nil { desk.observeTour(isComparing: stack.contains { $0.state is Compare }) }
        planSave()
        followTitle()
        defer { desk.effects = [] }
        return desk.effects
    }

    /// Shows a problem that occurred before the first frame.
    package mutating func warn(_ text: String) { desk.say(text, .problem) }

    mutating func handle(_ key: Key) {
        let keys = desk.keys
        let global = keys.action(for: key, in: [.global])
        // No copy of `top` is kept: while one exists, a change copies the state of the mode.
        if desk.room.kind != .tooSmall {
            if top.takesKeys { return change { $0.take(key, on: &$1) } }
            if top.isTyping, case .character(let scalar) = key {
                return change { $0.insert(String(scalar), on: &$1) }
            }
        }
        // Ctrl-Z and Ctrl-L mean the same everywhere, also while typing.
        if let global, global.worksEverywhere { return share(global) }
        if desk.room.kind == .tooSmall { return pressUnseen(global) }
        let contexts = top.contexts(on: desk)
        if let action = keys.action(for: key, in: contexts) { return perform(action) }
        if !hasNamedHelp, keys.key(of: .help, in: contexts) != nil {
            hasNamedHelp = true
            desk.say("\(keys.label(.help)) shows the keys", .hint)
        }
    }

    /// Handles a key while the screen is too small to show anything. Only the keys that the screen names work.
    private mutating func pressUnseen(_ action: Action?) {
        switch action {
        case .copy, .plain:
            guard desk.draft.method != .plain else {
                return desk.say("Too small to ask: holds the verifier", .problem)
            }
            share(action ?? .copy)
        case .quit: desk.effects.append(.quit)
        case .interrupt: desk.effects.append(.interrupt)
        default: break
        }
    }

    /// Gives pasted text to the mode on top. A paste never presses keys.
    private mutating func paste(_ text: String) {
        guard !change({ $0.paste(text, on: &$1) }), !desk.inspect(text) else { return }
        if CurlCommand.isCurl(Array(text.utf8)[...]) { return desk.sayWhyNotRecognised(text) }
        desk.say("Nothing to paste into: Enter opens a field, \(desk.key(.filter)) filters", .warning)
    }

    /// Changes the mode on top together with the desk.
    mutating func change<Result>(_ change: (inout any ModeState, inout Desk) -> Result) -> Result {
        change(&stack[stack.count - 1].state, &desk)
    }

    // MARK: Actions

    /// Performs an action: in the mode on top, or else for the whole screen.
    mutating func perform(_ action: Action) {
        if let refusal = refusal(of: action) { return desk.say(refusal, .warning) }
        let room = room(at: stack.count - 1)
        guard !change({ $0.perform(action, on: &$1, in: room) }) else { return }
        if let mode = Mode.opened(by: action, over: stack[stack.count - 1], on: desk) { return desk.open(mode) }
        share(action)
    }

    /// Returns the reason why the action is not possible now, or nil when it is.
    package func refusal(of action: Action) -> String? {
        top.whyNot(action, on: desk)
    }

    /// Performs an action that is the same in all modes.
    private mutating func share(_ action: Action) {
        if action == .interrupt { interrupt() } else { desk.perform(action) }
    }

    /// Handles Ctrl-C: closes the mode on top, else ends the newest job, else ends the program.
    private mutating func interrupt() {
        guard stack.count == 1 else { return perform(.back) }
        // The reading may have ended just before the key that was meant to cancel it.
        guard !desk.cancelReading(), !desk.dropReading() else { return }
        desk.effects.append(.interrupt)
    }

    private mutating func hideSecrets() {
        desk.jobs.attempt?.revealed = nil
        for index in stack.indices { stack[index].state.hideSecrets() }
    }

    // MARK: Steps

    private mutating func applySteps() {
        while !desk.steps.isEmpty {
            let step = desk.steps.removeFirst()
            apply(step)
            closeWhatIsOver()
        }
        closeWhatIsOver()
    }

    private mutating func closeWhatIsOver() {
        for index in stack.indices.reversed() where stack[index].state.isOver(on: desk) { stack.remove(at: index) }
    }

    private mutating func apply(_ step: Step) {
        switch step {
        case .open(let mode):
            hideSecrets()
            if mode.isSameKind(as: stack[stack.count - 1]) { stack.removeLast() }
            stack.append(mode)
        case .close:
            if stack.count > 1 { stack.removeLast() }
        case .perform(let action): perform(action)
        case .show(let opened): show(opened)
        case .inspect(let choice): change { $0.choose(choice, on: &$1) }
        case .checkAs(nil): change { $0.receive(.providerChecked(nil), on: &$1) }
        case .goTo(let place):
            stack.removeLast(stack.count - 1)
            stack[0].state.go(to: place, on: desk)
        default: desk.apply(step)
        }
    }

    // MARK: The provider

    /// Shows a provider that was read, if that interrupts nothing. Otherwise it waits in the jobs.
    private mutating func open(_ opened: OpenedProvider) {
        guard desk.presses == desk.jobs.pressesBeforeOpening || stack.count == 1 && !top.isTyping else {
            desk.jobs.opened = opened
            return
        }
        show(opened)
    }

    /// Switches to another provider, after saving the choices made with this one.
    private mutating func show(_ opened: OpenedProvider) {
        desk.effects += [.save(workspace), .rememberProvider(opened.source)]
        desk.jobs.opened = nil
        desk.keptForms = [:]
        desk.session = Session(provider: opened.provider, own: opened.own, fresh: opened.fresh)
        desk.urlView = .text
        stack = [.bottom(on: desk)]
        lastChoices = nil
        // A timer of the previous provider must not save the choices of this one.
        desk.timers.save += 1
        if let workspace = opened.workspace { restore(workspace) }
        if opened.remark == nil { desk.say(opened.greeting ?? "Now on \(desk.provider.name)") }
        sayWhatIsUnused()
        if let remark = opened.remark { desk.say(remark, .problem) }
        if let incoming = desk.incoming {
            desk.incoming = nil
            if incoming.provider == desk.provider.id { desk.take(incoming) }
        }
        // An address with an unset variable cannot be used, so the form for the values opens at once.
        if !desk.provider.openVariables.isEmpty { desk.open(Form(desk.provider.variables)) }
    }

    /// Shows a message when the provider's file contains something that is not used.
    private mutating func sayWhatIsUnused() {
        if let remark = desk.provider.clientIDPattern?.remark { desk.say(remark, .warning) }
    }

    // MARK: The title of the window

    /// The title of the window, in printable ASCII.
    package var windowTitle: String { title.text }

    /// Changes the title when the client or the provider has changed.
    private mutating func followTitle() {
        let present = WindowTitle(of: desk.session)
        guard present != title else { return }
        title = present
        desk.effects.append(.setTitle(present.text))
    }

    // MARK: The choices that are kept

    /// The choices that the next start restores. They never contain a verifier, a state or a challenge.
    package var workspace: Workspace {
        var workspace = desk.session.workspace
        workspace.pane = stack[0].state.placeToKeep
        workspace.urlView = desk.urlView.rawValue
        return workspace
    }

    /// Restores the choices of an earlier session, except those that the provider no longer has.
    package mutating func restore(_ workspace: Workspace) {
        guard workspace.provider == desk.provider.id else { return }
        desk.session.restore(workspace)
        desk.urlView = Desk.URLView(rawValue: workspace.urlView) ?? desk.urlView
        stack = [.bottom(on: desk)]
        stack[0].state.go(to: .pane(workspace.pane), on: desk)
        title = WindowTitle(of: desk.session)
        settle()
    }

    /// Starts the timer after which changed choices are saved.
    private mutating func planSave() {
        let present = Choices(session: desk.session.choices, place: stack[0].state.placeToKeep, urlView: desk.urlView)
        let last = lastChoices
        // Also if they are equal: the next comparison is fast while they are the same references.
        lastChoices = present
        guard let last, last != present else { return }
        desk.timers.save += 1
        desk.effects.append(.wait(.save(desk.timers.save), milliseconds: 500))
    }
}
