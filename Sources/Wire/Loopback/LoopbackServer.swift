import Glibc
import NIOCore
import NIOPosix
import OAuth

/// A small HTTP/1 server on loopback, strict and with limits, for the redirect and for rehearsals.
///
/// It runs on one event loop. Each connection has one request, unless a response allows another.
package final class LoopbackServer: Sendable {
    /// Responds to a well-formed request. Called on the event loop, so it must not block.
    package typealias Respond = @Sendable (HTTPRequest, LoopbackServer) -> HTTPResponse
    /// Responds to a malformed request.
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
        /// The number of connections without a well-formed request since the last one that had one.
        var run = 0
        var isPaused = false
        /// Whether connections are accepted now.
        var admits = true
        var isStopping = false
        var end: Scheduled<Void>?
        var waiting: [EventLoopPromise<Void>] = []

        var isEmpty: Bool { listening.isEmpty && connections.isEmpty }
    }

    /// Starts a server. It accepts connections when this method returns.
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

    /// Stops accepting connections. On the event loop, the sockets are closed when this method returns.
    package func stopListening() {
        onLoop { server in
            server.state.value.isStopping = true
            let channels = server.state.value.listening
            server.state.value.listening = []
            for channel in channels { channel.close(promise: nil) }
            server.tellIfEmpty()
        }
    }

    /// Stops accepting connections, and closes the remaining ones after `grace`. A later call replaces that time.
    package func stop(after grace: Duration = .zero) {
        stopListening()
        onLoop { server in
            server.state.value.end?.cancel()
            guard grace > .zero else { return server.closeConnections() }
            server.state.value.end = server.loop.scheduleTask(in: TimeAmount(grace)) { server.closeConnections() }
        }
    }

    /// Returns when the server was stopped and no connection is left.
    package func stopped() async {
        let promise = loop.makePromise(of: Void.self)
        onLoop { server in
            server.state.value.waiting.append(promise)
            server.tellIfEmpty()
        }
        // The promise never fails.
        try? await promise.futureResult.get()
    }

    /// Returns when all previous calls have taken effect: after `stopListening()`, the sockets are closed.
    package func settled() async {
        try? await loop.submit {}.get()
    }

    /// Runs the closure on the event loop after some time, as `respond`.
    func schedule(in time: Duration, _ body: @escaping @Sendable () -> Void) -> Scheduled<Void> {
        loop.scheduleTask(in: TimeAmount(time), body)
    }

    // Connections call the following methods on the event loop.

    func receivedRequest(on channel: any Channel) {
        state.value.run = 0
        state.value.connections.completeRequest(on: channel)
        admit()
    }

    /// Notes that the connection may send another request.
    func awaitsRequest(on channel: any Channel) {
        state.value.connections.awaitRequest(on: channel)
        admit()
    }

    /// Counts a connection without a request. Pauses after too many.
    func receivedNoRequest() {
        state.value.run += 1
        if state.value.run >= limits.run { takeABreak() }
    }

    /// Makes room after a connection could not be accepted because the process has no descriptor left.
    func cannotAccept() {
        // Otherwise the kernel would report this again and again.
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
            // One at a time, otherwise more than the limit could be accepted at once.
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
                let channel = try await bootstrap.withBoundSocket(descriptor).map { channel in
                    // SwiftNIO has called listen(2) with a queue of 128. A crowd fills that queue, and the kernel then
                    // drops new connections for a second or more.
                    _ = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
                        of: NIOBSDSocket.Handle.self
                    ) { Glibc.listen($0, LoopbackSockets.queue) }
                    return channel
                }.get()
                onLoop { server in
                    guard !server.state.value.isStopping else { return channel.close(promise: nil) }
                    server.state.value.listening.append(channel)
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
        // SwiftNIO accepts without SOCK_CLOEXEC: a program started now would inherit the connection.
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

    /// Closes the slowest connection, so that idle connections cannot keep others out.
    private func closeSlowest() {
        guard let channel = state.value.connections.slowest else { return }
        // The close future completes only later.
        state.value.connections.remove(channel)
        channel.close(promise: nil)
    }

    /// Starts or stops accepting. Waiting connections stay in the kernel's queue.
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

    /// Runs the closure on the event loop, at once if this is the event loop.
    private func onLoop(_ body: @escaping @Sendable (LoopbackServer) -> Void) {
        if loop.inEventLoop { body(self) } else { loop.execute { [self] in body(self) } }
    }
}
