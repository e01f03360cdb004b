import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import OAuth

/// Sends token requests: once each, to the one place named, and under limits.
///
/// No redirect is followed, since the code and the verifier would go along (RFC 6749 §10.6); nothing is tried twice,
/// since a second use of a code may revoke what the first one brought (RFC 6749 §4.1.2). The system's store of
/// certificates decides whom to trust. There are no cookies, no proxy and no cache.
package struct TokenExchange: Sendable {
    /// How long things may take.
    struct Limits: Equatable, Sendable {
        /// From the name to the end of the TLS handshake.
        var connect: Duration = .seconds(10)
        /// From the call to the last octet of the reply.
        var total: Duration = .seconds(30)
    }

    let limits: Limits
    private let trusted: [NIOSSLCertificate]

    package init() {
        self.init(limits: Limits())
    }

    /// - Parameter trusted: certificates to trust beside those of the system; tests have their own.
    init(limits: Limits, trusting trusted: [NIOSSLCertificate] = []) {
        self.limits = limits
        self.trusted = trusted
    }

    /// Sends the request, and reads the reply.
    ///
    /// Cancelling the task ends the attempt with `.cancelled`.
    package func send(_ request: TokenRequest) async -> Result<TokenAnswer, TokenExchangeProblem> {
        let address: EndpointAddress
        do {
            address = try EndpointAddress(request.endpoint)
        } catch {
            return .failure(error)
        }
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
        // Not waited for: an impolite server could draw out the end of a connection that nobody needs.
        defer { _ = client.shutdown() as EventLoopFuture<Void> }
        return await withTaskGroup(of: Result<TokenAnswer, TokenExchangeProblem>.self) { group in
            group.addTask { await exchange(request, address, over: client) }
            group.addTask {
                do {
                    try await Task.sleep(for: limits.total)
                    return .failure(.timedOut(.waiting))
                } catch {
                    return .failure(.cancelled)
                }
            }
            let first = await group.next() ?? .failure(.failed)
            group.cancelAll()
            return first
        }
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
        return configuration
    }

    private func exchange(
        _ request: TokenRequest, _ address: EndpointAddress, over client: HTTPClient
    ) async -> Result<TokenAnswer, TokenExchangeProblem> {
        do {
            let message = request.message
            var outgoing = HTTPClientRequest(url: message.url)
            outgoing.method = .RAW(value: message.method)
            outgoing.headers.add(name: "Host", value: address.authority)
            for field in message.headers { outgoing.headers.add(name: field.name, value: field.value) }
            outgoing.body = .bytes(ByteBuffer(string: message.body))
            let response = try await client.execute(outgoing, timeout: TimeAmount(limits.total))
            let status = Int(response.status.code)
            let notices = TokenAnswer.notices(in: response.headers, answering: message.headers)
            // Whatever a redirect says besides, it is not read.
            guard !(300..<400).contains(status) else { return .failure(.reply(.redirected(status: status))) }
            var body = try await Self.read(response.body)
            defer { body.withUnsafeMutableBytes { if let start = $0.baseAddress { explicit_bzero(start, $0.count) } } }
            return .success(TokenAnswer(reply: try TokenReply(status: status, body: body), status: status, notices))
        } catch {
            return .failure(TokenExchangeProblem(error, host: address.authority))
        }
    }

    /// The body, as long as it is not too long; what comes after the limit is never taken in.
    private static func read(_ body: HTTPClientResponse.Body) async throws -> [UInt8] {
        var octets: [UInt8] = []
        for try await chunk in body {
            guard octets.count + chunk.readableBytes <= TokenReply.largestBody else { throw TokenReplyProblem.tooLarge }
            octets.append(contentsOf: chunk.readableBytesView)
        }
        return octets
    }
}
