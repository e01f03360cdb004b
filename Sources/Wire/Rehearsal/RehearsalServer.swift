import Flow
import Glibc
import OAuth
import Platform
import Rehearsal
import Synchronization

/// Serves a rehearsal on loopback (S10): HTTP, a clock and random octets around `RehearsalProvider`.
package final class RehearsalServer: Sendable {
    /// How long the second copy of an answer waits, so that the browser's own comes first.
    private static let lag: Duration = .milliseconds(200)

    /// The provider as clients of the rehearsal must see it.
    package let profile: Provider
    /// The issuer identifier, such as `http://127.0.0.1:8400`.
    package let issuer: String
    /// Where the metadata is (RFC 8414 §3).
    package let metadataURL: String
    /// What happens at the provider, in order, until it is closed. Where nobody reads, the oldest are dropped.
    package let events: AsyncStream<RehearsalEvent>

    private let desk: Desk
    private let server: LoopbackServer

    /// Listens when it returns.
    ///
    /// - Parameters:
    ///   - port: nil for any that is free.
    ///   - ipv6: whether the issuer is at `[::1]`. An issuer is one text: what comes to the other address is refused.
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
            // Only a port that is none makes an address of this form malformed.
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

    /// How the provider misbehaves, from the next request on.
    package func setFault(_ fault: Fault?) {
        desk.provider { $0.fault = fault }
    }

    /// Presses a button on the consent page of the authorization URL, for somebody without a browser.
    ///
    /// - Throws: when the system gives no random octets; nothing has happened then.
    package func press(allows: Bool, at url: String) throws -> HTTPResponse {
        try desk.press(allows: allows, at: url)
    }

    /// Lets nobody in any more, and ends the events.
    package func close() {
        server.stop()
        desk.close()
    }

    /// Returns when no socket is left.
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

    /// The provider, which one request at a time may change.
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
            // Without random octets there is neither a page nor a code.
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

        /// Since 1970, by a clock that never goes back.
        private var seconds: Int { startTime + Int((ContinuousClock.now - start).components.seconds) }

        private func sendAgain(_ answer: String, _ server: LoopbackServer) {
            _ = server.schedule(in: RehearsalServer.lag) { [self] in
                Task { continuation.yield(.answerRepeated(status: await LoopbackVisit.visit(answer))) }
            }
        }
    }
}
