import NIOCore
import OAuth

/// One connection of a server on loopback. It reads a request within the timeout, sends the response, and closes.
final class LoopbackConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case reading, answering
        /// The response is sent. Further input is discarded: closing at once would destroy the response (RFC 9112
        /// §9.6).
        case draining
    }

    private let server: LoopbackServer
    private var reader: RequestReader
    private var phase = Phase.reading
    /// Whether the server has counted the request of this connection.
    private var isCounted = false
    private var alarm: Scheduled<Void>?

    init(server: LoopbackServer) {
        self.server = server
        reader = RequestReader(limits: server.limits)
    }

    func channelActive(context: ChannelHandlerContext) {
        setAlarm(server.limits.requestTimeout, context) { $0.isLate($1) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        if !isCounted { server.receivedNoRequest() }
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase == .reading else { return }
        switch reader.read(unwrapInboundIn(data).readableBytesView) {
        case .more: break
        case .request(let request):
            isCounted = true
            server.receivedRequest(on: context.channel)
            answer(server.respond(request, server), then: .reading, context)
        case .fault(let fault): refuse(fault, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func isLate(_ context: ChannelHandlerContext) {
        // Browsers open connections in advance and send nothing. That is not an error.
        guard phase == .reading, !reader.isUntouched else { return context.close(promise: nil) }
        refuse(.slow, context)
    }

    private func refuse(_ fault: RequestFault, _ context: ChannelHandlerContext) {
        if !isCounted { server.receivedNoRequest() }
        isCounted = true
        answer(server.refuse(fault, server), then: .draining, context)
    }

    private func answer(_ response: HTTPResponse, then next: Phase, _ context: ChannelHandlerContext) {
        alarm?.cancel()
        phase = .answering
        guard response.delayMilliseconds > 0 else { return send(response, then: next, context) }
        setAlarm(.milliseconds(response.delayMilliseconds), context) { $0.send(response, then: next, $1) }
    }

    private func send(_ response: HTTPResponse, then next: Phase, _ context: ChannelHandlerContext) {
        let buffer = context.channel.allocator.buffer(bytes: response.octets)
        context.writeAndFlush(wrapOutboundOut(buffer)).assumeIsolated().whenComplete { [self] _ in
            if next == .draining {
                phase = .draining
                context.close(mode: .output, promise: nil)
                setAlarm(.seconds(1), context) { $1.close(promise: nil) }
            } else if response.keepsConnection {
                phase = .reading
                reader = RequestReader(limits: server.limits)
                server.awaitsRequest(on: context.channel)
                setAlarm(server.limits.requestTimeout, context) { $0.isLate($1) }
            } else {
                context.close(promise: nil)
            }
        }
    }

    private func setAlarm(
        _ time: Duration, _ context: ChannelHandlerContext,
        _ body: @escaping (LoopbackConnection, ChannelHandlerContext) -> Void
    ) {
        alarm?.cancel()
        alarm = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) { [self] in body(self, context) }
    }
}
