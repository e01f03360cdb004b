import NIOCore
import NIOHTTP1

/// Sits between the decoder of responses and the client, and turns a status that HTTP does not have into an error.
///
/// RFC 9110 §15: they are 100 to 599. async-http-client waits for another head after any status below 200, and NIO
/// ends only those of 100 to 199 without a body: with 000 to 099 the client traps.
final class StatusCheck: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private static let statuses: Range<UInt> = 100..<600

    private var hasRefused = false

    /// Adds one to a connection, before the first request goes over it.
    @Sendable static func install(in channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            try pipeline.addHandler(StatusCheck(), position: .after(decoder))
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // The client closes the connection of a request that has failed; nothing that follows is for it.
        guard !hasRefused else { return }
        if case .head(let head) = unwrapInboundIn(data), !Self.statuses.contains(head.status.code) {
            hasRefused = true
            context.fireErrorCaught(ConnectionProblem.malformedStatus(Int(head.status.code)))
        } else {
            context.fireChannelRead(data)
        }
    }
}
