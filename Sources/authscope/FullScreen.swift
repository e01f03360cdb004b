import App
import Catalog
import Commands
import Flow
import Glibc
import OAuth
import Options
import Platform
import Screen
import Terminal

/// A session on the screen: the loop and the effects.
struct FullScreen {
    private let terminal: Terminal
    private let mailbox: Mailbox<Event>
    private let clipboard: Clipboard
    private let terminalClipboard: TerminalClipboard
    private let environment: Environment
    private let browser: Browser
    private let opener: ProviderOpener
    private let importer: ProviderImporter
    /// The document that is being read.
    private var reading: (number: Int, task: Task<Void, Never>)?
    /// The files that are being searched.
    private var scan: (number: Int, task: Task<Void, Never>)?
    private let lastProvider: LastProvider
    private var files: SessionFiles
    /// The current attempt, or the last one, which may still use the port that the next one needs.
    private var attempt: (number: Int, process: AttemptProcess, start: ContinuousClock.Instant)?
    private var model: Model
    /// The source of the provider on the screen, or nil when the next start should not open it.
    private var source: ProviderListing.Source?
    private var timers = Timers()
    private var ending: Ending?

    /// The reason why the loop ends.
    private enum Ending {
        case quit
        case interrupt
        case signal(Int32)
    }

    private init(
        terminal: Terminal, mailbox: Mailbox<Event>, environment: Environment, model: Model,
        configuration: Configuration?
    ) {
        self.terminal = terminal
        self.mailbox = mailbox
        self.model = model
        clipboard = Clipboard(environment: environment, command: configuration?.clipboard)
        terminalClipboard = TerminalClipboard(environment: environment)
        self.environment = environment
        browser = Browser(environment: environment, command: configuration?.browser)
        opener = ProviderOpener(environment: environment)
        importer = ProviderImporter(environment: environment, reader: DocumentReader())
        files = SessionFiles(environment: environment)
        lastProvider = LastProvider(environment: environment, store: ProviderStore(environment: environment))
        self.model.browserAbsence = browser.absence?.message
        self.model.version = AuthscopeCommand.configuration.version
        self.model.sshTarget = RemoteSession(environment: environment)?.target
    }

    /// The settings of the screen from the arguments.
    struct Options {
        var color = ColorChoice.auto
        var ascii = false
        var mouse = true
        /// Whether the user's configuration counts.
        var readsConfiguration = true
    }

    /// Runs the full screen until the user quits. Returns the URL that was on the screen last, or nil after Ctrl-C.
    ///
    /// Throws `TerminalError` if there is no terminal that can show a screen.
    static func run(_ first: NamedProvider, _ options: Options) throws -> String? {
        try SystemResources.forScreen()
        let environment = Environment.process
        let configured =
            options.readsConfiguration ? Configured(ConfigurationFiles(environment: environment)) : Configured()
        let configuration = configured.setup?.configuration
        let mouse = options.mouse && configuration?.mouse ?? true
        let fresh = try SystemRandom.freshValues()
        let mailbox = try Mailbox<Event>()
        let terminal = try Terminal(
            options: .init(color: options.color, theme: configured.setup?.theme ?? .auto, mouse: mouse))
        // In some East Asian locales, the line characters are two columns wide. ASCII is used instead then.
        let drawsLines = terminal.isUnicode && Terminal.systemWidth("─") == 1
        var kept = ProviderOpener(environment: environment).kept(for: first.provider.id)
        for value in first.values { kept.own.set(variable: value.name, to: value.value) }
        let model = Model(
            provider: first.provider, own: kept.own, fresh: fresh, size: terminal.size,
            isASCII: options.ascii || configuration?.ascii == true || !drawsLines)
        var session = FullScreen(
            terminal: terminal, mailbox: mailbox, environment: environment, model: model, configuration: configuration)
        session.source = first.source
        session.model.hasColors = terminal.colors > 0
        session.model.isMouseOn = terminal.hasMouse ? mouse : nil
        session.model.configure(configured.setup, problem: configured.remark)
        session.start(with: kept, remark: first.remark)
        session.loop()
        if case .interrupt? = session.ending { return nil }
        return session.model.session.outcome.url.text
    }

    private mutating func start(with kept: ProviderOpener.Kept, remark: String?) {
        if let workspace = kept.workspace {
            model.restore(workspace)
        } else if case .builtIn? = source {
            // Nothing was kept yet: this is a first start.
            model.offerTour()
        }
        terminal.setTitle(model.windowTitle)
        for text in [kept.remark, remark] {
            if let text { model.warn(text) }
        }
        files.begin(model.session.own, model.workspace)
    }

    private mutating func loop() {
        var spare = terminal.present(model.render())
        Leftovers.remove(in: environment)
        while ending == nil {
            let hasMail = terminal.wait(for: mailbox.readEnd, timeout: timers.untilNext)
            // All waiting events are handled before one frame is drawn.
            let (typed, posted, elapsed) = (terminal.events(), hasMail ? mailbox.drain() : [], timers.due())
            for event in typed { receive(event) }
            for event in posted { handle(event) }
            for timer in elapsed { elapse(timer) }
            guard ending == nil else { break }
            if terminal.isHoldingBack, typed.isEmpty, posted.isEmpty, elapsed.isEmpty { continue }
            spare = terminal.present(model.render(in: spare.take()))
        }
        _ = files.save(model.workspace)
        if let source { lastProvider.save(source) }
        terminal.leave()
        if case .signal(let number)? = ending { Terminal.end(by: number) }
    }

    private mutating func receive(_ event: TerminalEvent) {
        switch event {
        case .key(let key): handle(.keyPressed(key))
        case .paste(let text): handle(.pasted(text))
        case .refusedPaste(let octets): handle(.pasteRefused(octets: octets))
        case .mouse(let mouse): handle(.mouse(mouse))
        case .resized(let size): handle(.resized(size))
        case .focusLost: handle(.focusLost)
        case .focusGained: break
        case .resumed: handle(.resumed)
        case .terminated(let signal): ending = .signal(signal)
        case .hungUp: ending = .signal(SIGHUP)
        }
    }

    /// Handles an expired timer. While the program was suspended, more than one second of a wait may have passed.
    private mutating func elapse(_ elapsed: Timers.Elapsed) {
        if case .second(let number) = elapsed.timer, elapsed.late >= 1_000 {
            handle(.roundTrip(number, .secondsPassed(elapsed.late / 1_000)))
        }
        handle(.timeElapsed(elapsed.timer))
    }

    private mutating func handle(_ event: Event) {
        perform(model.update(event))
    }

    private mutating func perform(_ effects: [Effect]) {
        for effect in effects { perform(effect) }
    }

    private mutating func perform(_ effect: Effect) {
        switch effect {
        case .drawValues(let purpose):
            if let fresh = try? SystemRandom.freshValues() {
                handle(.valuesDrawn(fresh, purpose))
            } else {
                handle(.drawingFailed)
            }
        case .copy(let text, let what):
            if let absence = clipboard.absence { return handle(.copyFailed(absence)) }
            guard !clipboard.programs.isEmpty else { return handle(.noProgramCopied(text, what)) }
            Task.detached { [clipboard, mailbox] in mailbox.post(await clipboard.copy(text, what)) }
        case .sendToTerminal(let text, let what): handle(sendToTerminal(text, what))
        case .openBrowser(let url, let number):
            Task.detached { [browser, mailbox, start = attempt?.start] in
                let outcome = await browser.open(url)
                let problem = outcome == .opened ? nil : outcome.message
                mailbox.post(
                    number.map {
                        .roundTrip(
                            $0, .browser(problem.map { .failed($0) } ?? .opened), at: start?.millisecondsAgo ?? 0)
                    } ?? .browserAnswered(problem))
            }
        case .roundTrip(let number, let task): send(task, toAttempt: number)
        case .showPlain(let text): terminal.showPlain(text, isURL: true, prompt: "Enter goes back")
        case .wait(let timer, let milliseconds): timers.start(timer, milliseconds: milliseconds)
        case .save(let workspace):
            // The workspace may be that of the provider that the screen has just left.
            if let reason = files.save(workspace) { handle(.notSaved(reason)) }
        case .listProviders:
            Task.detached { [opener, mailbox] in mailbox.post(.providersListed(opener.list())) }
        case .openProvider(let source):
            Task.detached { [opener, mailbox] in
                mailbox.post(opener.opened(source))
            }
        case .locateSample: handle(.sampleLocated(ShippedSamples.description?.text))
        case .recogniseProvider(let number, let recognition):
            Task.detached { [environment, mailbox] in
                let found = CatalogueReader(environment: environment).entry(for: recognition)
                mailbox.post(.providerRecognised(number, found, now: time(nil)))
            }
        case .checkAs(let source):
            Task.detached { [environment, mailbox] in
                let provider = CatalogueReader(environment: environment).provider(at: source)
                let found = provider.map { RecognisedProvider(source: source, provider: $0) }
                mailbox.post(found.map { .providerChecked($0) } ?? .providerNotOpened("The provider cannot be read"))
            }
        case .readDocument(let number, let source):
            reading = (
                number,
                Task.detached { [importer, mailbox] in mailbox.post(await importer.read(source, for: number)) }
            )
        case .renameImport(let number, let offer, let index, let id):
            Task.detached { [importer, mailbox] in
                mailbox.post(importer.rename(index, of: offer, to: id, for: number))
            }
        case .cancelReading(let number):
            if reading?.number == number { reading?.task.cancel() }
        case .keepProviders(let number, let providers):
            Task.detached { [importer, mailbox] in mailbox.post(importer.keep(providers, for: number)) }
        case .completePath(let text):
            Task.detached { [importer, mailbox] in mailbox.post(.pathCompleted(text, importer.completion(of: text))) }
        case .writeReport(let text, let path):
            Task.detached { [mailbox, environment] in mailbox.post(Event(writing: text, to: environment.expanded(path)))
            }
        case .scan(let number, let path):
            scan?.task.cancel()
            scan = (
                number,
                Task.detached { [mailbox, environment, provider = model.session.provider] in
                    mailbox.post(.scanned(number, ScanSession.outcome(of: path, for: provider, in: environment)))
                }
            )
        case .cancelScan(let number):
            if scan?.number == number { scan?.task.cancel() }
        case .edit(let path, let line, let column): edit(path, line: line, column: column)
        case .rememberProvider(let source):
            self.source = source
            lastProvider.save(source)
            files.begin(model.session.own, model.workspace)
        case .saveOwn(let entries):
            if let surprise = files.save(entries, of: model.session.provider.id) { handle(Event(surprise)) }
        case .saveSetting(let change):
            switch ConfigurationFiles(environment: environment).save(change) {
            case .saved: break
            case .setAside(let name): handle(.settingsSetAside(name))
            case .failed(let reason): handle(.settingsNotSaved(reason))
            }
        case .useTheme(let theme): terminal.use(theme)
        case .reportMouse(let isOn): terminal.setMouse(isOn)
        case .setTitle(let title): terminal.setTitle(title)
        case .redraw: terminal.repaint()
        case .suspend: terminal.suspend()
        case .quit: ending = .quit
        case .interrupt: ending = .interrupt
        }
    }

    /// Sends the task to the process of its attempt. Each attempt has a process of its own.
    private mutating func send(_ task: RoundTripTask, toAttempt number: Int) {
        if case .prepare = task {
            do {
                let start = ContinuousClock.now
                let process = try AttemptProcess(after: attempt?.process) { [mailbox] event in
                    mailbox.post(.roundTrip(number, event, at: start.millisecondsAgo))
                }
                attempt = (number, process, start)
            } catch {
                return handle(.roundTrip(number, .lost(NetProgram.absence(error.code))))
            }
        }
        guard let attempt, attempt.number == number else { return }
        if task == .end { attempt.process.end() } else { attempt.process.send(task) }
    }

    /// Gives the terminal to the user's editor until it ends.
    private mutating func edit(_ path: OctetPath, line: Int, column: Int) {
        let editor = TextEditor(environment: environment)
        var problem: String?
        terminal.lend { problem = editor.open(path, line: line, column: column) }
        if let problem { handle(.editorFailed(problem)) }
    }

    private func sendToTerminal(_ text: String, _ what: Copied) -> Event {
        do {
            terminal.send(try terminalClipboard.sequence(for: text))
            return .copied(.terminal, what)
        } catch {
            return .copyFailed(error.message)
        }
    }
}
