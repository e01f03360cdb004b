import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Platform

/// Sends HTTP requests under limits.
///
/// It follows no redirect and repeats no request unless the closure does. The system's certificate store decides which
/// hosts to trust. There are no cookies, no proxy, no cache, and no decompression.
struct HTTPFetcher: Sendable {
    /// Limits on time.
    struct Limits: Equatable, Sendable {
        /// From name resolution to the end of the TLS handshake.
        var connect: Duration = .seconds(10)
        /// From the call to the last octet of the last response.
        var total: Duration = .seconds(30)
    }

    let limits: Limits
    private let trusted: [NIOSSLCertificate]

    /// - Parameter trusted: Certificates to trust besides those of the system, for tests.
    init(limits: Limits = Limits(), trusting trusted: [NIOSSLCertificate] = []) {
        self.limits = limits
        self.trusted = trusted
    }

    /// Runs the closure with a client of its own, which opens a new connection for each request.
    ///
    /// - Throws: The error of the closure; `ConnectionProblem.timedOut` when the time is over; `.cancelled` when the
    ///   task is cancelled; `.noResources` before anything is sent.
    func fetch<Value: Sendable>(
        _ work: @escaping @Sendable (HTTPClient) async throws -> Value
    ) async throws -> Value {
        do { try SystemResources.forConnection() } catch { throw ConnectionProblem.noResources(error) }
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
        // This is not awaited: a server could delay the end of a connection that is no longer needed.
        defer { _ = client.shutdown() as EventLoopFuture<Void> }
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work(client) }
            group.addTask {
                do {
                    try await Task.sleep(for: limits.total)
                } catch {
                    throw ConnectionProblem.cancelled
                }
                throw ConnectionProblem.timedOut(.waiting)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw ConnectionProblem.failed }
            return first
        }
    }

    /// Sends a request with the client, and returns the head of the response.
    func execute(_ request: HTTPClientRequest, over client: HTTPClient) async throws -> HTTPClientResponse {
        try await client.execute(request, timeout: TimeAmount(limits.total))
    }

    private var configuration: HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if !trusted.isEmpty { tls.additionalTrustRoots = [.certificates(trusted)] }
        let timeout = HTTPClient.Configuration.Timeout(connect: TimeAmount(limits.connect))
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow, timeout: timeout, proxy: nil,
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.maximumUsesPerConnection = 1
        configuration.http1_1ConnectionDebugInitializer = StatusCheck.install
        return configuration
    }
}

/// The body of a response exceeds the limit.
struct BodyTooLarge: Error {}

extension HTTPClientResponse.Body {
    /// Returns the whole body. Octets beyond the limit are not read.
    func octets(upTo limit: Int) async throws -> [UInt8] {
        var octets: [UInt8] = []
        for try await chunk in self {
            guard octets.count + chunk.readableBytes <= limit else { throw BodyTooLarge() }
            octets.append(contentsOf: chunk.readableBytesView)
        }
        return octets
    }
}
