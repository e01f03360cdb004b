import Commands
import Flow
import Glibc
import Platform

/// Runs a login: the sockets, standard input, the time limit, and messages on standard error.
///
/// Ctrl-C needs no code here: the kernel ends the program and closes its sockets.
struct LoginSession {
    private enum Message: Sendable {
        case event(RoundTripEvent)
        /// Every socket is closed, and the browser has its page.
        case ended
    }

    private var flow: LoginFlow
    private let browser: Browser
    private let mailbox: Mailbox<Message>
    private let tasks: AsyncStream<RoundTripTask>.Continuation
    private let deadline: ContinuousClock.Instant
    private var input: [UInt8] = []
    private var hasInput = true
    private var ending: LoginFlow.Ending?

    /// Runs the login to its end, and returns the result of `report`.
    ///
    /// - Parameter report: Called as soon as the outcome is known, so that no token is lost if the user stops the
    ///   program while it waits for the browser to fetch its page.
    static func run<Outcome>(
        _ plan: LoginFlow.Plan, environment: Environment, browser: Browser,
        report: (LoginFlow.Ending) -> Outcome
    ) throws -> Outcome {
        // If the reader of standard error exits, the login must continue.
        signal(SIGPIPE, SIG_IGN)
        try SystemResources.forNetwork()
        let mailbox = try Mailbox<Message>()
        let runner = RoundTripRunner(environment: environment) { mailbox.post(.event($0)) }
        let (tasks, continuation) = AsyncStream.makeStream(of: RoundTripTask.self)
        Task.detached {
            for await task in tasks { await runner.perform(task) }
            await runner.parted()
            mailbox.post(.ended)
        }
        var session = LoginSession(flow: LoginFlow(plan), browser: browser, mailbox: mailbox, tasks: continuation)
        return session.loop(report)
    }

    private init(
        flow: LoginFlow, browser: Browser, mailbox: Mailbox<Message>,
        tasks: AsyncStream<RoundTripTask>.Continuation
    ) {
        self.flow = flow
        self.browser = browser
        self.mailbox = mailbox
        self.tasks = tasks
        deadline = .now + .seconds(flow.plan.seconds)
    }

    private mutating func loop<Outcome>(_ report: (LoginFlow.Ending) -> Outcome) -> Outcome {
        var isOver = false
        var outcome: Outcome?
        carryOut(flow.begin())
        while true {
            wait()
            for message in mailbox.drain() {
                switch message {
                case .event(let event): carryOut(flow.handle(event))
                case .ended: isOver = true
                }
            }
            if let ending, outcome == nil { outcome = report(ending) }
            if isOver, let outcome { return outcome }
            guard ending == nil, flow.wantsLine else { continue }
            if let line = nextLine() {
                carryOut(flow.handle(line: line))
            } else if !hasInput {
                carryOut(flow.handle(line: nil))
            } else if deadline < .now {
                carryOut(flow.timeElapsed())
            }
        }
    }

    private mutating func carryOut(_ steps: [LoginFlow.Step]) {
        for step in steps where ending == nil {
            switch step {
            case .perform(let task): tasks.yield(task)
            case .open(let url):
                Task.detached { [browser, mailbox] in
                    let outcome = await browser.open(url)
                    mailbox.post(.event(.browser(outcome == .opened ? .opened : .failed(outcome.message))))
                }
            case .say(let text): write("\(text)\n", to: STDERR_FILENO)
            case .show(let url): write(SafeText(whole: url) + "\n", to: STDERR_FILENO)
            case .finish(let ending):
                self.ending = ending
                tasks.finish()
            }
        }
    }

    // MARK: Waiting and reading

    /// Waits for an event, or for standard input if a line is wanted.
    private mutating func wait() {
        var entries = [pollfd(fd: mailbox.readEnd, events: Int16(POLLIN), revents: 0)]
        let wantsLine = ending == nil && flow.wantsLine
        // The last read may have returned more than one line.
        guard !wantsLine || !input.contains(UInt8(ascii: "\n")) else { return }
        if wantsLine, hasInput { entries.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)) }
        let rest = deadline - .now
        let milliseconds = max(0, rest.components.seconds * 1_000 + rest.components.attoseconds / 1_000_000_000_000_000)
        guard poll(&entries, nfds_t(entries.count), wantsLine ? Int32(milliseconds) + 1 : -1) > 0 else { return }
        if entries.count > 1, entries[1].revents != 0 { read() }
    }

    /// The maximum line length, more than any address at which a browser ends.
    private static let longestLine = 65_536

    private mutating func read() {
        var chunk = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
        if count < 0, errno == EINTR { return }
        input += chunk.prefix(max(0, count))
        if count <= 0 || input.count > Self.longestLine { hasInput = false }
    }

    /// Returns the next complete line. At the end, the rest counts as one.
    private mutating func nextLine() -> String? {
        let end = input.firstIndex(of: UInt8(ascii: "\n"))
        guard end != nil || !hasInput && !input.isEmpty else { return nil }
        let line = input[..<(end ?? input.endIndex)]
        input.removeSubrange(..<(end.map { $0 + 1 } ?? input.endIndex))
        return String(decoding: line, as: UTF8.self)
    }
}
