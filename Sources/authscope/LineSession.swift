import App
import Catalog
import Commands
import Glibc
import OAuth
import Platform

/// A session without a screen: questions and answers in lines, and the effects in between.
struct LineSession {
    private let mailbox: Mailbox<Event>
    private let clipboard: Clipboard
    private let browser: Browser
    private let opener: ProviderOpener
    private let lastProvider: LastProvider
    /// The descriptor for the questions: standard output, unless only the URL goes there.
    private let output: Int32
    private let style: OutputStyle
    private var files: SessionFiles
    private var dialogue: Dialogue
    private var source: ProviderListing.Source?
    private var hasSaidNotSaved = false
    /// The error number if the output could not be written.
    private var outputFailure: Int32?

    /// Asks until the user or the input ends, and returns the URL that was chosen.
    ///
    /// - Parameters:
    ///   - first: The provider that is the default, or the only one if `isGiven`.
    ///   - readsConfiguration: Whether the user's configuration counts: it names a browser and a clipboard program.
    ///   - prints: Whether standard output is for the URL.
    /// - Throws: `CommandFailure` or `SystemFailure` if the system has no random values or no descriptors, or the input ends before
    ///   the URL is complete.
    static func run(
        _ first: NamedProvider, isGiven: Bool, readsConfiguration: Bool, prints: Bool
    ) throws -> String {
        let environment = Environment.process
        let configured = readsConfiguration ? Configured(ConfigurationFiles(environment: environment)) : Configured()
        let opener = ProviderOpener(environment: environment)
        var kept = opener.kept(for: first.provider.id)
        for value in first.values { kept.own.set(variable: value.name, to: value.value) }
        let dialogue = Dialogue(
            provider: first.provider, own: kept.own, fresh: try drawFreshValues(),
            listings: isGiven ? [] : opener.list())
        var session = LineSession(
            environment: environment, mailbox: try Mailbox<Event>(), opener: opener, dialogue: dialogue,
            configuration: configured.setup?.configuration,
            output: prints ? STDERR_FILENO : STDOUT_FILENO)
        session.source = first.source
        session.start(with: kept, remarks: [configured.remark, first.remark])
        session.loop()
        if let number = session.outputFailure { throw CommandFailure(writing: number) }
        if let question = session.dialogue.unanswered {
            throw CommandFailure(
                .file,
                "the input ended at the question about \(question.subject), before there was a URL; answer all questions "
                    + "(an empty line takes the default), or end with quit")
        }
        return session.dialogue.url
    }

    private init(
        environment: Environment, mailbox: Mailbox<Event>, opener: ProviderOpener, dialogue: Dialogue,
        configuration: Configuration?, output: Int32
    ) {
        self.mailbox = mailbox
        self.opener = opener
        self.dialogue = dialogue
        self.output = output
        style = OutputStyle(color: .never, descriptor: output)
        clipboard = Clipboard(environment: environment, command: configuration?.clipboard)
        browser = Browser(environment: environment, command: configuration?.browser)
        lastProvider = LastProvider(environment: environment, store: ProviderStore(environment: environment))
        files = SessionFiles(environment: environment)
        self.dialogue.browserAbsence = browser.absence?.message
    }

    private mutating func start(with kept: ProviderOpener.Kept, remarks: [String?]) {
        if let workspace = kept.workspace { dialogue.restore(workspace) }
        for text in [kept.remark] + remarks {
            if let text { dialogue.say(sentence: text) }
        }
        files.begin(dialogue.session.own, dialogue.workspace)
    }

    private mutating func loop() {
        var saved = dialogue.workspace
        while writeLines(), !dialogue.isOver {
            if let line = readLine() { perform(dialogue.answer(line)) } else { dialogue.endInput() }
            // A file is only safe on the disk after some milliseconds, so the choices are written together.
            guard dialogue.isOver || dialogue.question == .result, dialogue.workspace != saved else { continue }
            saved = dialogue.workspace
            save(saved)
        }
        if let source { lastProvider.save(source) }
    }

    /// Writes the lines of the dialogue. Returns false if that fails.
    private mutating func writeLines() -> Bool {
        let text = dialogue.takeLines().map { SafeText(whole: $0) + "\n" }.joined()
        guard !text.isEmpty else { return true }
        outputFailure = write(style.isTerminal ? text.wrapped(to: style.width) : text, to: output)
        return outputFailure == nil
    }

    private mutating func save(_ workspace: Workspace) {
        guard let reason = files.save(workspace), !hasSaidNotSaved else { return }
        hasSaidNotSaved = true
        handle(.notSaved(reason))
    }

    private mutating func perform(_ effects: [Effect]) {
        for effect in effects { perform(effect) }
    }

    /// Carries out the effects of an answer, and waits for them. The dialogue has no other effects.
    private mutating func perform(_ effect: Effect) {
        switch effect {
        case .drawValues(let purpose):
            let fresh = try? SystemRandom.freshValues()
            handle(fresh.map { .valuesDrawn($0, purpose) } ?? .drawingFailed)
        case .copy(let text, let what):
            if let absence = clipboard.absence { return handle(.copyFailed(absence)) }
            guard !clipboard.programs.isEmpty else { return handle(.noProgramCopied(text, what)) }
            Task.detached { [clipboard, mailbox] in mailbox.post(await clipboard.copy(text, what)) }
            handleNext()
        case .openBrowser(let url, _):
            Task.detached { [browser, mailbox] in
                let outcome = await browser.open(url)
                mailbox.post(.browserAnswered(outcome == .opened ? nil : outcome.message))
            }
            handleNext()
        case .openProvider(let source):
            handle(opener.opened(source))
        case .rememberProvider(let source):
            self.source = source
            files.begin(dialogue.session.own, dialogue.workspace)
        case .save(let workspace): save(workspace)
        case .saveOwn(let entries):
            if let surprise = files.save(entries, of: dialogue.session.provider.id) { handle(Event(surprise)) }
        default: break
        }
    }

    private mutating func handle(_ event: Event) { perform(dialogue.handle(event)) }

    /// Waits for the event of asynchronous work. Nothing else happens meanwhile.
    private mutating func handleNext() {
        var events: [Event] = []
        while events.isEmpty {
            var ready = pollfd(fd: mailbox.readEnd, events: Int16(POLLIN), revents: 0)
            _ = poll(&ready, 1, -1)
            events = mailbox.drain()
        }
        for event in events { handle(event) }
    }
}
