import AsyncHTTPClient
import NIOCore
import NIOPosix

/// The second copy of an answer, which no page can make a browser send without a script (`Fault.answerTwice`).
enum SecondAnswer {
    /// Fetches the URL once, as a browser would, and follows nothing; the status, or nil when nobody listens.
    static func send(_ url: String) async -> Int? {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: .seconds(2), read: .seconds(2)))
        // Where nobody listens, that is the answer.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
        let response = try? await client.execute(HTTPClientRequest(url: url), timeout: .seconds(5))
        // There is nothing to tell of a client that does not close well.
        try? await client.shutdown()
        return response.map { Int($0.status.code) }
    }
}
