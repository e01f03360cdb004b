import AsyncHTTPClient
import NIOCore
import NIOPosix

/// Requests a URL on loopback like a redirected browser. Used if there is no browser, and to repeat an answer, which a
/// page cannot do without a script (`Fault.answerTwice`).
enum LoopbackVisit {
    /// Sends one request without following redirects. Returns the status, or nil if the port is closed.
    @discardableResult
    static func visit(_ url: String) async -> Int? {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: .seconds(2), read: .seconds(2)), proxy: nil)
        // If the port is closed, that is the result.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Another program may use the port now, with any response.
        configuration.http1_1ConnectionDebugInitializer = StatusCheck.install
        let client = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
        // Browsers do not send the part after `#`.
        let request = HTTPClientRequest(url: String(url.prefix { $0 != "#" }))
        let response = try? await client.execute(request, timeout: .seconds(5))
        // A client that fails to close needs no report.
        try? await client.shutdown()
        return response.map { Int($0.status.code) }
    }
}
