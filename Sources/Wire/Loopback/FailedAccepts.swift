import NIOCore

/// Tells a server of connections that could not be let in, because the process has no descriptor left (EMFILE).
final class FailedAccepts: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let server: LoopbackServer

    init(server: LoopbackServer) { self.server = server }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { server.cannotAccept() }
}
