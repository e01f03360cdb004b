import AsyncHTTPClient
import NIOCore
import NIOPosix

/// A visit to an address on loopback, as a browser pays it that is sent there: where nobody has a browser.
enum LoopbackVisit {
    /// Goes there once and follows nothing; what is answered is of no interest, nor is it whether anybody listens.
    static func visit(_ url: String) async {
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: .init(redirectConfiguration: .disallow, proxy: nil))
        // A browser keeps what stands behind # to itself.
        let request = HTTPClientRequest(url: String(url.prefix { $0 != "#" }))
        let response = try? await client.execute(request, timeout: .seconds(5))
        _ = try? await response?.body.collect(upTo: 1 << 16)
        try? await client.shutdown()
    }
}
