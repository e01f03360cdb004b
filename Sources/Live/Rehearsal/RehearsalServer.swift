import Glibc
import OAuth
import Rehearsal
import Synchronization

/// Serves the rehearsal provider on loopback (S10), under the rules of every server here (S4).
///
/// The issuer is one text, so it answers to one authority: 127.0.0.1, or [::1] where that is asked for.
package final class RehearsalServer: Sendable {
    /// The provider as a client of the rehearsal must see it.
    package let profile: Provider
    /// Such as `http://127.0.0.1:8400`.
    package let issuer: String
    /// RFC 8414 §3.
    package let metadataURL: String
    /// What happens at the provider, in order, until `close()`.
    package let events: AsyncStream<RehearsalEvent>

    private let desk: Desk
    private let server: LoopbackServer

    /// Listens when it returns.
    ///
    /// - Parameter port: nil for any that is free.
    package static func start(
        playing provider: Provider, fault: Fault? = nil, port: Int? = nil, usesIPv6: Bool = false
    ) async throws(ListenerProblem) -> RehearsalServer {
        let host = usesIPv6 ? "[::1]" : "127.0.0.1"
        // The address is the program's own.
        guard let address = try? LoopbackAddress(port.map { "http://\(host):\($0)" } ?? "http://\(host)") else {
            throw .other(EINVAL)
        }
        let sockets = try LoopbackSockets(address, port: port == nil ? .anyFree : .asGiven)
        let machine = RehearsalProvider(playing: provider, issuer: "http://\(host):\(sockets.port)", fault: fault)
        let desk = Desk(machine)
        let server = try await LoopbackServer.start(on: sockets, limits: .rehearsal) { request, server in
            desk.respond(to: request, on: server)
        }
        return RehearsalServer(machine, desk, server)
    }

    private init(_ machine: RehearsalProvider, _ desk: Desk, _ server: LoopbackServer) {
        profile = machine.profile
        issuer = machine.issuer
        metadataURL = machine.metadataURL
        events = desk.events
        self.desk = desk
        self.server = server
    }

    deinit {
        server.stop()
        desk.finish()
    }

    /// Changes how the provider misbehaves, from the next request on.
    package func setFault(_ fault: Fault?) { desk.setFault(fault) }

    /// Presses a button on the consent page of the authorization URL, for somebody without a browser.
    package func press(allows: Bool, at url: String) throws -> RehearsalResponse {
        try desk.press(allows: allows, at: url)
    }

    /// Closes all sockets; a browser that waits for a page is left without one.
    package func close() async {
        server.stop()
        await server.stopped()
        desk.finish()
    }

    /// The machine, shared by the event loop and those who ask for its events.
    private final class Desk: Sendable {
        let events: AsyncStream<RehearsalEvent>
        private let continuation: AsyncStream<RehearsalEvent>.Continuation
        private let machine: Mutex<RehearsalProvider>

        init(_ machine: RehearsalProvider) {
            (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(256))
            self.machine = Mutex(machine)
        }

        func finish() { continuation.finish() }

        func setFault(_ fault: Fault?) { machine.withLock { $0.fault = fault } }

        func press(allows: Bool, at url: String) throws -> RehearsalResponse {
            try work {
                try $0.press(allows: allows, at: url, now: Self.now, drawing: SystemRandom.octets)
            }
        }

        func respond(to request: LoopbackRequest, on server: LoopbackServer) -> LoopbackResponse {
            let asked = RehearsalRequest(
                method: request.method, target: request.target, fields: request.fields, body: request.body)
            let answer = try? work { try $0.respond(to: asked, at: Self.now, drawing: SystemRandom.octets) }
            // RFC 9110 §15.6.4: the kernel gave no random octets, and there is no other source.
            guard let answer else { return LoopbackResponse(status: 503) }
            if let url = answer.repeatedAnswer {
                _ = server.schedule(in: Self.pause) { Task { await LoopbackVisit.visit(url) } }
            }
            var response = LoopbackResponse(status: answer.status, fields: answer.fields, body: answer.body)
            response.delayMilliseconds = answer.delayMilliseconds
            return response
        }

        private func work(
            _ body: (inout RehearsalProvider) throws -> RehearsalResponse
        ) rethrows -> RehearsalResponse {
            try machine.withLock { machine in
                let response = try body(&machine)
                for event in machine.takeEvents() { continuation.yield(event) }
                return response
            }
        }

        /// The browser's answer is to come first, and the second copy after it.
        private static let pause: Duration = .milliseconds(300)

        /// Seconds of a clock that never goes back.
        private static var now: Int {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return time.tv_sec
        }
    }
}
