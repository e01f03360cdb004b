import Commands
import Flow
import Glibc
import JSON
import OAuth
import Rehearsal

/// Runs `authscope rehearse`: serves until a signal arrives.
struct RehearsalSession {
    var provider: Provider
    var port: Int?
    var usesIPv6 = false
    var fault: Fault?

    func run() throws -> CommandResult {
        // The signals are blocked before there are other threads, which inherit the mask: so they wait for this thread.
        var signals = Self.endings
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let server = try start()
        if let failure = write(Self.description(of: server), to: STDOUT_FILENO) {
            throw CommandFailure(writing: failure)
        }
        Self.say("REHEARSAL of \(provider.name) at \(server.issuer). Nothing here is real. Ctrl-C ends it.")
        if let fault { Self.say("Fault: \(fault.title). \(fault.explanation)") }
        let reporter = Task { for await event in server.events { Self.say(event.text) } }
        var signal: Int32 = 0
        sigwait(&signals, &signal)
        try waitForResult {
            await server.closed()
            await reporter.value
        }
        return CommandResult(exitCode: signal == SIGINT ? 128 + SIGINT : 0)
    }

    private func start() throws -> RehearsalServer {
        do {
            return try waitForResult { [self] in
                try await RehearsalServer.start(playing: provider, port: port, ipv6: usesIPv6, fault: fault)
            }
        } catch let problem as ListenerProblem {
            throw CommandFailure(.system, Self.message(for: problem))
        }
    }

    /// Returns the server's description as one line of JSON.
    static func description(of server: RehearsalServer) -> SafeText {
        SafeText(
            .object([
                .init("issuer", .string(server.issuer)),
                .init("authorization_endpoint", .string(server.profile.authorizationEndpoint)),
                .init("token_endpoint", .optional(server.profile.tokenEndpoint)),
                .init("metadata_url", .string(server.metadataURL)),
            ]), style: .compact) + "\n"
    }

    /// Returns the problem and advice.
    static func message(for problem: ListenerProblem) -> String {
        switch problem {
        case .portInUse(let port): "another program uses port \(port); choose another --port, or omit it"
        case .privilegedPort(let port): "port \(port) is for the administrator only; choose a --port above 1023"
        case .noIPv6: "this machine has no [::1]; omit --ipv6"
        case .noFreePort: "no free port was found; choose one with --port"
        case .other(let code): "cannot listen on this machine: \(String(cString: strerror(code)))"
        }
    }

    private static func say(_ text: String) {
        write("\(text)\n", to: STDERR_FILENO)
    }

    /// The signals that end the session.
    private static var endings: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
        return set
    }
}
