import Flow
import Glibc
import OAuth
import Platform
import Rehearsal
import Synchronization

/// Serves a rehearsal on loopback (S10): HTTP, a clock and random octets around `RehearsalProvider`.
package final class RehearsalServer: Sendable {
    /// The delay of the second copy of an answer, so that the browser's own copy comes first.
    private static let lag: Duration = .milliseconds(200)

    /// The provider as clients of the rehearsal must see it.
    package let profile: Provider
    /// The issuer identifier, such as `http://127.0.0.1:8400`.
    package let issuer: String
    /// The URL of the metadata (RFC 8414 §3).
    package let metadataURL: String
    /// The events at the provider, in order, until it is closed. If they are not read, the oldest are dropped.
    package let events: AsyncStream<RehearsalEvent>

    private let desk: Desk
    private let server: LoopbackServer

    /// Starts a server. It accepts connections when this method returns.
    ///
    /// - Parameters:
    ///   - port: The port, or nil for any free one.
    ///   - ipv6: Whether the issuer is at `[::1]`. There is one issuer, so requests to the other address are rejected.
    package static func start(
        playing provider: Provider, port: Int? = nil, ipv6: Bool = false, fault: Fault? = nil
    ) async throws(ListenerProblem) -> RehearsalServer {
        let host = ipv6 ? "[::1]" : "127.0.0.1"
        let sockets: LoopbackSockets
        do {
            sockets = try LoopbackSockets(
                LoopbackAddress("http://\(host):\(port ?? 1)"), port: port == nil ? .anyFree : .asGiven)
        } catch let problem as ListenerProblem {
            throw problem
        } catch {
            // An address of this form is invalid only if the port is.
            throw .noFreePort
        }
        let issuer = "http://\(host):\(sockets.port)"
        let desk = Desk(RehearsalProvider(playing: provider, issuer: issuer, fault: fault))
        let server = try await LoopbackServer.start(on: sockets, limits: limits) { request, server in
            desk.answer(request, server)
        }
        return RehearsalServer(desk, server, issuer: issuer)
    }

    private init(_ desk: Desk, _ server: LoopbackServer, issuer: String) {
        self.desk = desk
        self.server = server
        self.issuer = issuer
        events = desk.events
        (profile, metadataURL) = desk.provider { ($0.profile, $0.metadataURL) }
    }

    deinit { close() }

    /// Sets the fault of the provider, from the next request on.
    package func setFault(_ fault: Fault?) {
        desk.provider { $0.fault = fault }
    }

    /// Presses a button on the consent page of the authorization URL, for a user without a browser.
    ///
    /// - Throws: If the system gives no random octets. Nothing has changed then.
    package func press(allows: Bool, at url: String) throws -> HTTPResponse {
        try desk.press(allows: allows, at: url)
    }

    /// Stops accepting connections, and ends the events.
    package func close() {
        server.stop()
        desk.close()
    }

    /// Returns when all sockets are closed.
    package func closed() async {
        close()
        await server.stopped()
    }

    private static var limits: ServerLimits {
        var limits = ServerLimits()
        limits.methods = ["GET", "POST"]
        limits.body = TokenReply.largestBody
        return limits
    }

    /// The provider with a lock, so that only one request at a time changes it.
    private final class Desk: Sendable {
        let events: AsyncStream<RehearsalEvent>
        private let continuation: AsyncStream<RehearsalEvent>.Continuation
        private let state: Mutex<RehearsalProvider>
        private let start = ContinuousClock.now
        private let startTime = Int(time(nil))

        init(_ provider: RehearsalProvider) {
            (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(256))
            state = Mutex(provider)
        }

        func provider<Value: Sendable>(_ body: (inout RehearsalProvider) -> Value) -> Value {
            state.withLock { body(&$0) }
        }

        func close() { continuation.finish() }

        /// Called on the server's event loop.
        func answer(_ request: HTTPRequest, _ server: LoopbackServer) -> HTTPResponse {
            let (response, happened) = state.withLock { provider in
                let response = try? provider.respond(to: request, at: seconds, drawing: SystemRandom.octets)
                return (response, provider.takeEvents())
            }
            for event in happened { continuation.yield(event) }
            // Without random octets there is no page and no code.
            guard let response else { return HTTPResponse(status: 500) }
            if let answer = response.followUpURL { sendAgain(answer, server) }
            return response
        }

        func press(allows: Bool, at url: String) throws -> HTTPResponse {
            let (response, happened) = try state.withLock { provider in
                let response = try provider.press(
                    allows: allows, at: url, now: seconds, drawing: SystemRandom.octets)
                return (response, provider.takeEvents())
            }
            for event in happened { continuation.yield(event) }
            return response
        }

        /// The seconds since 1970, from a clock that never goes back.
        private var seconds: Int { startTime + Int((ContinuousClock.now - start).components.seconds) }

        private func sendAgain(_ answer: String, _ server: LoopbackServer) {
            _ = server.schedule(in: RehearsalServer.lag) { [self] in
                Task { continuation.yield(.answerRepeated(status: await LoopbackVisit.visit(answer))) }
            }
        }
    }
}
