import NIOCore

/// Reports connections that could not be accepted because the process has no descriptor left (EMFILE).
final class FailedAccepts: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let server: LoopbackServer

    init(server: LoopbackServer) { self.server = server }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { server.cannotAccept() }
}
