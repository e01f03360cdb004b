import NIOCore
import OAuth
import Synchronization

/// Waits on loopback for the browser to bring the answer to one attempt (RFC 8252 §7.3, §8.3; S4).
///
/// Each attempt has its own listener with its own event stream, so a late event does not reach another attempt.
package final class LoopbackListener: Sendable {
    /// The allowed time limits for the user to sign in.
    package static let timeouts: ClosedRange<Duration> = .seconds(30) ... .seconds(900)

    /// The redirect URI with the actual port.
    package let redirectURI: String
    /// The time at which the wait ends without an answer.
    package let deadline: ContinuousClock.Instant
    /// The events in order. The stream ends after the answer, the deadline, or `close()`. If there are many refusals,
    /// the oldest may be missing.
    package let events: AsyncStream<ListenerEvent>

    private let desk: Desk
    private let server: LoopbackServer
    private let alarm: Scheduled<Void>

    /// Starts a listener. It accepts connections when this method returns.
    ///
    /// - Parameters:
    ///   - timeout: The time limit, clamped to `timeouts`.
    ///   - check: Decides whether an answer is the right one. Called on the event loop, so it must not block.
    package static func open(
        _ address: LoopbackAddress, port: LoopbackSockets.PortChoice, timeout: Duration = .seconds(300),
        check: @escaping @Sendable (_ answer: String) -> AnswerVerdict
    ) async throws(ListenerProblem) -> LoopbackListener {
        try await open(on: LoopbackSockets(address, port: port), timeout: timeout, check: check)
    }

    /// Starts a listener on sockets that were bound earlier, because the request needed their port.
    package static func open(
        on sockets: LoopbackSockets, timeout: Duration = .seconds(300),
        within timeouts: ClosedRange<Duration> = LoopbackListener.timeouts, limits: ServerLimits = .listener,
        check: @escaping @Sendable (_ answer: String) -> AnswerVerdict
    ) async throws(ListenerProblem) -> LoopbackListener {
        let desk = Desk(AnswerGate(sockets, check: check))
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
        // Cancelling the event stream ends the wait.
        desk.whenEnded { [alarm] in
            alarm.cancel()
            desk.end(server, with: nil)
        }
    }

    deinit { close() }

    /// Ends the wait and closes the sockets. A browser that has brought the answer still gets its page.
    package func close() {
        alarm.cancel()
        desk.end(server, with: nil)
    }

    /// Ends the wait, and returns when the sockets are closed, so that the port can be bound again.
    package func stopped() async {
        close()
        await server.settled()
    }

    /// Returns when no connection is left. If the program exits earlier, the browser does not get its page.
    package func closed() async {
        close()
        await server.stopped()
    }

    /// Passes the decisions of the gate to the event stream.
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

        /// Handles a request. Called on the server's event loop.
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
                // RFC 8252 §8.3: the sockets are closed before the answer is used.
                server.stop(after: response.keepsConnection ? server.limits.grace : LoopbackListener.parting)
                continuation.yield(.answered(verdict, answer: answer))
                continuation.finish()
                return response
            case .parted(let response):
                server.stop(after: LoopbackListener.parting)
                return response
            }
        }

        /// Ends the wait, once. After an answer this has no effect.
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

    /// The time to send the last page.
    private static let parting: Duration = .milliseconds(50)
}
