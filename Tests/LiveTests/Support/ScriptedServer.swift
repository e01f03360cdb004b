import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on loopback that follows a script, whatever the request, and records what arrives.
final class ScriptedServer: Sendable {
    /// The action after a request has arrived with its whole body.
    enum Script: Sendable {
        case reply(String)
        /// And ends the connection.
        case replyAndClose(String)
        /// The first to the first request, and so on over all connections; none when they are used up.
        case inTurn([String])
        /// Octet by octet.
        case drip(String, every: TimeAmount)
        case close
        case silence
    }

    /// A record of the received data.
    struct Record {
        var connections = 0
        /// The number of octets in requests, after TLS.
        var octets = 0
        /// The complete requests.
        var requests: [String] = []
        var closed = 0
    }

    let port: Int
    private let channel: any Channel
    private let record: Arrivals

    /// The record is shared with the handlers of the connections.
    fileprivate final class Arrivals: Sendable {
        let record = Mutex(Record())
    }

    private init(channel: any Channel, record: Arrivals) {
        self.channel = channel
        self.record = record
        port = channel.localAddress?.port ?? 0
    }

    var arrived: Record { record.record.withLock { $0 } }

    /// Runs a server as long as the body does.
    static func run<Value>(
        _ script: Script, host: String = "127.0.0.1", tls: TLSConfiguration? = nil,
        _ body: (ScriptedServer) async throws -> Value
    ) async throws -> Value {
        let context = try tls.map { try NIOSSLContext(configuration: $0) }
        let arrivals = Arrivals()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    try pipeline.addHandler(Connection(script: script, arrivals: arrivals))
                }
            }
            .bind(host: host, port: 0).get()
        let server = ScriptedServer(channel: channel, record: arrivals)
        do {
            let value = try await body(server)
            try await channel.close()
            return value
        } catch {
            try? await channel.close()
            throw error
        }
    }

    /// A whole response with a JSON body.
    static func response(_ status: String = "200 OK", fields: [String] = [], body: String) -> String {
        let head = ["HTTP/1.1 \(status)", "Content-Type: application/json", "Content-Length: \(body.utf8.count)"]
        return (head + fields).joined(separator: "\r\n") + "\r\n\r\n" + body
    }
}

private final class Connection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let script: ScriptedServer.Script
    private let arrivals: ScriptedServer.Arrivals
    private var received = ""

    init(script: ScriptedServer.Script, arrivals: ScriptedServer.Arrivals) {
        self.script = script
        self.arrivals = arrivals
    }

    func channelActive(context: ChannelHandlerContext) {
        arrivals.record.withLock { $0.connections += 1 }
    }

    func channelInactive(context: ChannelHandlerContext) {
        arrivals.record.withLock { $0.closed += 1 }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        received += String(buffer: buffer)
        arrivals.record.withLock { $0.octets += buffer.readableBytes }
        guard isWhole else { return }
        arrivals.record.withLock { $0.requests.append(received) }
        received = ""
        act(on: context.channel)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private var isWhole: Bool {
        guard let end = received.firstRange(of: "\r\n\r\n") else { return false }
        let field = received[..<end.lowerBound].split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("content-length:")
        }
        let length = field.flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
        return received[end.upperBound...].utf8.count >= length
    }

    private func act(on channel: any Channel) {
        switch script {
        case .reply(let text): channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        case .replyAndClose(let text):
            channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in channel.close(promise: nil) }
        case .inTurn(let texts):
            let number = arrivals.record.withLock { $0.requests.count } - 1
            guard texts.indices.contains(number) else { return }
            channel.writeAndFlush(ByteBuffer(string: texts[number]), promise: nil)
        case .drip(let text, let interval): Self.drip(text.utf8[...], to: channel, every: interval)
        case .close: channel.close(promise: nil)
        case .silence: break
        }
    }

    private static func drip(_ rest: Substring.UTF8View, to channel: any Channel, every interval: TimeAmount) {
        guard let first = rest.first, channel.isActive else { return }
        channel.writeAndFlush(ByteBuffer(bytes: [first]), promise: nil)
        channel.eventLoop.scheduleTask(in: interval) { drip(rest.dropFirst(), to: channel, every: interval) }
    }
}
