import NIOCore
import OAuth
import Synchronization

/// Waits on loopback for the browser to come back with the answer to one attempt (RFC 8252 §7.3, §8.3; S4).
///
/// Each attempt has a listener of its own, with a stream that ends with it: what comes late reaches no other attempt.
package final class LoopbackListener: Sendable {
    /// The time in which somebody has to sign in.
    package static let timeouts: ClosedRange<Duration> = .seconds(30) ... .seconds(900)

    /// The redirect URI with the port that is listened on.
    package let redirectURI: String
    /// When the wait ends without an answer.
    package let deadline: ContinuousClock.Instant
    /// What happens, in order; it ends with the answer, the time, or `close()`. Of many refusals the oldest may be missing.
    package let events: AsyncStream<ListenerEvent>

    private let desk: Desk
    private let server: LoopbackServer
    private let alarm: Scheduled<Void>

    /// Listens when it returns.
    ///
    /// - Parameters:
    ///   - timeout: brought into `timeouts`.
    ///   - judge: says of each answer whether it is the one; it is called on the event loop and must not block.
    package static func open(
        _ address: LoopbackAddress, port: LoopbackSockets.PortChoice, timeout: Duration = .seconds(300),
        judge: @escaping @Sendable (_ answer: String) -> AnswerVerdict
    ) async throws(ListenerProblem) -> LoopbackListener {
        try await open(on: LoopbackSockets(address, port: port), timeout: timeout, judge: judge)
    }

    /// The same where the port had to be known before, for the redirect URI of the request.
    package static func open(
        on sockets: LoopbackSockets, timeout: Duration = .seconds(300),
        within timeouts: ClosedRange<Duration> = LoopbackListener.timeouts, limits: ServerLimits = .listener,
        judge: @escaping @Sendable (_ answer: String) -> AnswerVerdict
    ) async throws(ListenerProblem) -> LoopbackListener {
        let desk = Desk(AnswerGate(sockets, judge: judge))
        let server = try await LoopbackServer.start(
            on: sockets, limits: limits,
            refuse: { fault, server in desk.handle(server) { $0.step(for: fault) } },
            respond: { request, server in desk.handle(server) { $0.step(for: request) } })
        let timeout = min(max(timeout, timeouts.lowerBound), timeouts.upperBound)
        return LoopbackListener(desk, server, redirectURI: sockets.redirectURI, timeout: timeout)
    }

    private init(_ desk: Desk, _ server: LoopbackServer, redirectURI: String, timeout: Duration) {
        self.desk = desk
        self.server = server
        self.redirectURI = redirectURI
        events = desk.events
        deadline = .now + timeout
        alarm = server.schedule(in: timeout) { desk.end(server, with: .timedOut) }
        // Whoever stops listening to the events ends the wait.
        desk.whenEnded { [alarm] in
            alarm.cancel()
            desk.end(server, with: nil)
        }
    }

    deinit { close() }

    /// Ends the wait: nobody can connect any more. A browser that has answered still gets its page.
    package func close() {
        alarm.cancel()
        desk.end(server, with: nil)
    }

    /// Ends the wait, and returns when nobody listens any more, so that the port can be bound again.
    package func stopped() async {
        close()
        await server.settled()
    }

    /// Returns when no socket is left: a program that ends before would leave the browser without its page.
    package func closed() async {
        close()
        await server.stopped()
    }

    /// What the gate has decided, told to the outside.
    private final class Desk: Sendable {
        let events: AsyncStream<ListenerEvent>
        private let continuation: AsyncStream<ListenerEvent>.Continuation
        private let state: Mutex<State>

        private struct State {
            var gate: AnswerGate
            var refused = 0
            var isOver = false
        }

        init(_ gate: AnswerGate) {
            // The last event is never dropped.
            (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
            state = Mutex(State(gate: gate))
        }

        func whenEnded(_ body: @escaping @Sendable () -> Void) {
            continuation.onTermination = { _ in body() }
        }

        /// Called on the server's event loop.
        func handle(_ server: LoopbackServer, _ decide: (inout AnswerGate) -> AnswerGate.Step) -> HTTPResponse {
            let (step, count) = state.withLock { state in
                let step = decide(&state.gate)
                switch step {
                case .refused: state.refused += 1
                case .answered: state.isOver = true
                case .aside, .parted: break
                }
                return (step, state.refused)
            }
            switch step {
            case .aside(let response): return response
            case .refused(let refusal, let response):
                continuation.yield(.refused(refusal, count: count))
                return response
            case .answered(let verdict, let answer, let response):
                // RFC 8252 §8.3: the sockets are closed before anything is done with the answer.
                server.stop(after: response.keepsConnection ? server.limits.grace : LoopbackListener.parting)
                continuation.yield(.answered(verdict, answer: answer))
                continuation.finish()
                return response
            case .parted(let response):
                server.stop(after: LoopbackListener.parting)
                return response
            }
        }

        /// Ends the wait, once; after an answer there is nothing to end.
        func end(_ server: LoopbackServer, with event: ListenerEvent?) {
            let isFirst = state.withLock { state in
                defer { state.isOver = true }
                if !state.isOver { state.gate.shut() }
                return !state.isOver
            }
            guard isFirst else { return }
            server.stop()
            if let event { continuation.yield(event) }
            continuation.finish()
        }
    }

    /// How long the last page has to leave.
    private static let parting: Duration = .milliseconds(50)
}
