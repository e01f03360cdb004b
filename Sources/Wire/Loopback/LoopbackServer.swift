import Glibc
import NIOCore
import NIOPosix
import OAuth

/// A small HTTP/1 server on loopback, strict and with limits: for the answer of a browser, and for rehearsals.
///
/// All of it runs on one event loop. Each connection carries one request, unless a response says otherwise.
package final class LoopbackServer: Sendable {
    /// Answers a well-formed request, on the event loop: it must not block.
    package typealias Respond = @Sendable (HTTPRequest, LoopbackServer) -> HTTPResponse
    /// Answers what was no request.
    package typealias Refuse = @Sendable (RequestFault, LoopbackServer) -> HTTPResponse

    package let port: Int
    let limits: ServerLimits
    let respond: Respond
    let refuse: Refuse
    private let loop: any EventLoop
    private let state: NIOLoopBoundBox<State>

    private struct State {
        var listening: [any Channel] = []
        var connections = OpenConnections()
        /// Connections without a well-formed request since the last one with it.
        var run = 0
        var isPaused = false
        /// Whether the door is open.
        var admits = true
        var isStopping = false
        var end: Scheduled<Void>?
        var waiting: [EventLoopPromise<Void>] = []

        var isEmpty: Bool { listening.isEmpty && connections.isEmpty }
    }

    /// Listens when it returns.
    package static func start(
        on sockets: LoopbackSockets, limits: ServerLimits, refuse: Refuse? = nil, respond: @escaping Respond
    ) async throws(ListenerProblem) -> LoopbackServer {
        let server = LoopbackServer(
            port: sockets.port, limits: limits,
            refuse: refuse ?? { fault, server in HTTPResponse(refusing: fault, limits: server.limits) },
            respond: respond)
        try await server.listen(on: sockets.listen())
        return server
    }

    private init(port: Int, limits: ServerLimits, refuse: @escaping Refuse, respond: @escaping Respond) {
        self.port = port
        self.limits = limits
        self.refuse = refuse
        self.respond = respond
        loop = MultiThreadedEventLoopGroup.singleton.next()
        state = .makeBoxSendingValue(State(), eventLoop: loop)
    }

    /// Lets nobody in from now on. On the event loop, the sockets are closed when it returns.
    package func stopListening() {
        onLoop { server in
            server.state.value.isStopping = true
            let channels = server.state.value.listening
            server.state.value.listening = []
            for channel in channels { channel.close(promise: nil) }
            server.tellIfEmpty()
        }
    }

    /// Lets nobody in from now on, and closes what connections are left after some time, unless that is due earlier.
    package func stop(after grace: Duration = .zero) {
        stopListening()
        onLoop { server in
            server.state.value.end?.cancel()
            guard grace > .zero else { return server.closeConnections() }
            server.state.value.end = server.loop.scheduleTask(in: TimeAmount(grace)) { server.closeConnections() }
        }
    }

    /// Returns when the server has been stopped and no connection is left.
    package func stopped() async {
        let promise = loop.makePromise(of: Void.self)
        onLoop { server in
            server.state.value.waiting.append(promise)
            server.tellIfEmpty()
        }
        // It is never failed.
        try? await promise.futureResult.get()
    }

    /// Returns when everything asked for so far has been done: after `stopListening()`, nobody listens any more.
    package func settled() async {
        try? await loop.submit {}.get()
    }

    /// Runs the body after some time on the event loop, where `respond` runs.
    func schedule(in time: Duration, _ body: @escaping @Sendable () -> Void) -> Scheduled<Void> {
        loop.scheduleTask(in: TimeAmount(time), body)
    }

    // Called by connections, on the event loop.

    func receivedRequest(on channel: any Channel) {
        state.value.run = 0
        state.value.connections.completeRequest(on: channel)
        admit()
    }

    /// The connection may bring one more request.
    func awaitsRequest(on channel: any Channel) {
        state.value.connections.awaitRequest(on: channel)
        admit()
    }

    /// Counts a connection without a request, and takes a break after many.
    func receivedNoRequest() {
        state.value.run += 1
        if state.value.run >= limits.run { takeABreak() }
    }

    /// The process has no descriptor left for another connection.
    func cannotAccept() {
        // Otherwise the kernel would say so again and again.
        if state.value.connections.slowest == nil { takeABreak() } else { closeSlowest() }
    }

    private func takeABreak() {
        guard !state.value.isPaused else { return }
        state.value.isPaused = true
        loop.scheduleTask(in: TimeAmount(limits.pause)) { [self] in
            state.value.run = 0
            state.value.isPaused = false
            admit()
        }
        admit()
    }

    private func listen(on descriptors: [Int32]) async throws(ListenerProblem) {
        let bootstrap = ServerBootstrap(group: loop)
            // One at a time, or more than the limit would be let in at once.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FailedAccepts(server: self))
                }
            }
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture { try opened(channel) }
            }
        for (index, descriptor) in descriptors.enumerated() {
            do {
                let channel = try await bootstrap.withBoundSocket(descriptor).get()
                onLoop { server in
                    guard !server.state.value.isStopping else { return channel.close(promise: nil) }
                    server.state.value.listening.append(channel)
                    // SwiftNIO has called listen(2) once more, for 128. In that queue a crowd leaves no room, and the
                    // kernel drops whoever comes then for a second or more.
                    _ = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
                        of: NIOBSDSocket.Handle.self
                    ) { Glibc.listen($0, LoopbackSockets.queue) }
                    channel.setOption(.autoRead, value: server.state.value.admits).whenComplete { _ in }
                }
            } catch {
                for left in descriptors[(index + 1)...] { close(left) }
                stop()
                throw .other((error as? IOError)?.errnoCode ?? EIO)
            }
        }
    }

    private func opened(_ channel: any Channel) throws {
        // SwiftNIO accepts without SOCK_CLOEXEC: a program started now would keep the connection.
        try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { descriptor in
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
        if state.value.connections.count >= limits.connections { closeSlowest() }
        state.value.connections.awaitRequest(on: channel)
        admit()
        channel.closeFuture.whenComplete { [self] _ in
            state.value.connections.remove(channel)
            admit()
            tellIfEmpty()
        }
        try channel.pipeline.syncOperations.addHandler(LoopbackConnection(server: self))
    }

    /// Makes room: whoever holds connections without saying anything keeps nobody else out.
    private func closeSlowest() {
        guard let channel = state.value.connections.slowest else { return }
        // Its future comes later than its end.
        state.value.connections.remove(channel)
        channel.close(promise: nil)
    }

    /// Opens or shuts the door: those who wait outside stay in the kernel's queue.
    private func admit() {
        let connections = state.value.connections
        let hasRoom = connections.count < limits.connections || connections.slowest != nil
        let isOpen = hasRoom && !state.value.isPaused
        guard isOpen != state.value.admits else { return }
        state.value.admits = isOpen
        for channel in state.value.listening { channel.setOption(.autoRead, value: isOpen).whenComplete { _ in } }
    }

    private func closeConnections() {
        for channel in state.value.connections.channels { channel.close(promise: nil) }
    }

    private func tellIfEmpty() {
        guard state.value.isStopping, state.value.isEmpty else { return }
        let waiting = state.value.waiting
        state.value.waiting = []
        for promise in waiting { promise.succeed() }
    }

    /// Runs the body on the event loop: at once where this is it.
    private func onLoop(_ body: @escaping @Sendable (LoopbackServer) -> Void) {
        if loop.inEventLoop { body(self) } else { loop.execute { [self] in body(self) } }
    }
}
