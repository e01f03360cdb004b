import NIOCore
import NIOHTTP1

/// Turns a status code that HTTP does not have into an error, between the response decoder and the client.
///
/// Status codes are 100 to 599 (RFC 9110 §15). async-http-client waits for another head after any status below 200, but
/// NIO only treats 100 to 199 as responses without a body. With 000 to 099 the client traps.
final class StatusCheck: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private static let statuses: Range<UInt> = 100..<600

    private var hasRefused = false

    /// Adds the check to a connection, before the first request.
    @Sendable static func install(in channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            try pipeline.addHandler(StatusCheck(), position: .after(decoder))
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // The client closes the connection of a failed request. Anything that follows is ignored.
        guard !hasRefused else { return }
        if case .head(let head) = unwrapInboundIn(data), !Self.statuses.contains(head.status.code) {
            hasRefused = true
            context.fireErrorCaught(ConnectionProblem.malformedStatus(Int(head.status.code)))
        } else {
            context.fireChannelRead(data)
        }
    }
}
