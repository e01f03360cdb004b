import AsyncHTTPClient
import NIOCore
import NIOPosix

/// A visit to an address on loopback, as a browser pays it that is sent there: where nobody has a browser, and for the
/// second copy of an answer, which no page can make a browser send without a script (`Fault.answerTwice`).
enum LoopbackVisit {
    /// Goes there once and follows nothing. Returns the status, or nil when nobody listens.
    @discardableResult
    static func visit(_ url: String) async -> Int? {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: .seconds(2), read: .seconds(2)), proxy: nil)
        // Where nobody listens, that is the answer.
        configuration.connectionPool.retryConnectionEstablishment = false
        // The port may be another program's by now, which answers as it likes.
        configuration.http1_1ConnectionDebugInitializer = StatusCheck.install
        let client = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
        // A browser does not send what comes after #.
        let request = HTTPClientRequest(url: String(url.prefix { $0 != "#" }))
        let response = try? await client.execute(request, timeout: .seconds(5))
        // There is nothing to tell of a client that does not close well.
        try? await client.shutdown()
        return response.map { Int($0.status.code) }
    }
}
