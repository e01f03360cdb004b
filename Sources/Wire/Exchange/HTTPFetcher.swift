import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Platform

/// Talks HTTP with a server, under limits.
///
/// No redirect is followed and nothing is tried twice, unless the work does it. The system's store of certificates
/// decides whom to trust. There are no cookies, no proxy, no cache, and nothing is decompressed.
struct HTTPFetcher: Sendable {
    /// How long things may take.
    struct Limits: Equatable, Sendable {
        /// From the name to the end of the TLS handshake.
        var connect: Duration = .seconds(10)
        /// From the call to the last octet of the last response.
        var total: Duration = .seconds(30)
    }

    let limits: Limits
    private let trusted: [NIOSSLCertificate]

    /// - Parameter trusted: certificates to trust beside those of the system; tests have their own.
    init(limits: Limits = Limits(), trusting trusted: [NIOSSLCertificate] = []) {
        self.limits = limits
        self.trusted = trusted
    }

    /// Does the work with a client of its own, which takes a new connection for each request.
    ///
    /// - Throws: what the work does, `ConnectionProblem.timedOut` at the end of the time, `.cancelled` when the task is
    ///   cancelled, or `.noResources` before anything is sent.
    func fetch<Value: Sendable>(
        _ work: @escaping @Sendable (HTTPClient) async throws -> Value
    ) async throws -> Value {
        do { try SystemResources.forConnection() } catch { throw ConnectionProblem.noResources(error) }
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
        // Not waited for: an impolite server could draw out the end of a connection that nobody needs.
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

    /// Sends a request over the client, and answers with the head of the response.
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

/// The body of a response is larger than is allowed.
struct BodyTooLarge: Error {}

extension HTTPClientResponse.Body {
    /// All of it; what comes after the limit is never taken in.
    func octets(upTo limit: Int) async throws -> [UInt8] {
        var octets: [UInt8] = []
        for try await chunk in self {
            guard octets.count + chunk.readableBytes <= limit else { throw BodyTooLarge() }
            octets.append(contentsOf: chunk.readableBytesView)
        }
        return octets
    }
}
