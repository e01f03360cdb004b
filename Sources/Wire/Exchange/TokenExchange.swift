import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import OAuth

/// Sends token requests, each only once, and only to the given endpoint, under limits.
///
/// Redirects are not followed, because the code and the verifier would be sent along (RFC 6749 §10.6). Requests are not
/// repeated, because a second use of a code may revoke the tokens of the first (RFC 6749 §4.1.2).
package struct TokenExchange: Sendable {
    private let fetcher: HTTPFetcher

    package init() {
        self.init(fetcher: HTTPFetcher())
    }

    init(fetcher: HTTPFetcher) {
        self.fetcher = fetcher
    }

    /// Sends the request and reads the response.
    ///
    /// Cancelling the task ends the attempt with `.cancelled`.
    package func send(_ request: TokenRequest) async -> Result<TokenAnswer, TokenExchangeProblem> {
        let address: EndpointAddress
        do {
            address = try EndpointAddress(request.endpoint)
        } catch {
            return .failure(.connection(error))
        }
        do {
            return .success(try await fetcher.fetch { try await exchange(request, address, over: $0) })
        } catch {
            return .failure(TokenExchangeProblem(error, host: address.authority))
        }
    }

    private func exchange(
        _ request: TokenRequest, _ address: EndpointAddress, over client: HTTPClient
    ) async throws -> TokenAnswer {
        let message = request.message
        var outgoing = HTTPClientRequest(url: message.url)
        outgoing.method = .RAW(value: message.method)
        outgoing.headers.add(name: "Host", value: address.authority)
        for field in message.headers { outgoing.headers.add(name: field.name, value: field.value) }
        outgoing.body = .bytes(ByteBuffer(string: message.body))
        let response = try await fetcher.execute(outgoing, over: client)
        let status = Int(response.status.code)
        let notices = TokenAnswer.notices(in: response.headers, answering: message.headers)
        var body = try await Self.body(of: response)
        defer { body.withUnsafeMutableBytes { if let start = $0.baseAddress { explicit_bzero(start, $0.count) } } }
        let reply = try TokenReply(
            status: status, contentEncoding: response.headers["Content-Encoding"].joined(separator: ", "), body: body,
            hiding: request.secrets)
        return TokenAnswer(reply: reply, status: status, notices)
    }

    /// Returns the whole body. The body of a redirect is not read.
    private static func body(of response: HTTPClientResponse) async throws -> [UInt8] {
        guard !(300..<400).contains(response.status.code) else { return [] }
        do {
            return try await response.body.octets(upTo: TokenReply.largestBody)
        } catch is BodyTooLarge {
            throw TokenReplyProblem.tooLarge
        }
    }
}
