import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Platform
import Text

/// Downloads a public document. No secret is sent (`docs/security.md` S8, S11).
struct Downloader: Sendable {
    /// The size of the largest document, in octets.
    static let largest = InputReader.largest
    /// The maximum number of redirects. All of them must stay on the same host.
    static let mostRedirects = 3

    private let fetcher: HTTPFetcher

    init(fetcher: HTTPFetcher = HTTPFetcher()) {
        self.fetcher = fetcher
    }

    /// Downloads the document at the URL: `https`, or `http` to 127.0.0.1 and [::1]. Cancelling the task ends the
    /// download.
    func download(_ url: String) async throws(DownloadProblem) -> [UInt8] {
        // This is reported before malformed URLs, because the problem is clear.
        guard !Self.hasUserInformation(url) else { throw .userInformation }
        let address: EndpointAddress
        do { address = try EndpointAddress(url) } catch { throw .connection(error) }
        do {
            return try await fetcher.fetch { try await body(at: url, of: address, over: $0) }
        } catch let problem as DownloadProblem {
            throw problem
        } catch is BodyTooLarge {
            throw .tooLarge
        } catch {
            throw .connection(ConnectionProblem(error, host: address.authority))
        }
    }

    private func body(
        at url: String, of address: EndpointAddress, over client: HTTPClient
    ) async throws -> [UInt8] {
        var url = url
        for _ in 0...Self.mostRedirects {
            let response = try await fetcher.execute(Self.request(for: url, of: address), over: client)
            let status = Int(response.status.code)
            switch status {
            case 200:
                let coding = response.headers["Content-Encoding"].joined(separator: ", ").lowercased()
                guard ["", "identity"].contains(coding) else { throw DownloadProblem.encoded(coding) }
                return try await response.body.octets(upTo: Self.largest)
            case 301, 302, 303, 307, 308:
                url = try Self.redirect(from: url, of: address, to: response.headers["Location"])
            default: throw DownloadProblem.status(status)
            }
        }
        throw DownloadProblem.tooManyRedirects
    }

    private static func request(for url: String, of address: EndpointAddress) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Host", value: address.authority)
        request.headers.add(
            name: "Accept", value: "application/json, application/yaml, text/yaml;q=0.9, */*;q=0.5")
        request.headers.add(name: "Accept-Encoding", value: "identity")
        request.headers.add(name: "User-Agent", value: "authscope")
        return request
    }

    // MARK: - Redirects

    /// Returns the URL of the redirect (RFC 9110 §10.2.2). Throws if its scheme, host or port differs.
    static func redirect(
        from url: String, of address: EndpointAddress, to locations: [String]
    ) throws(DownloadProblem) -> String {
        guard let location = locations.first, locations.count == 1 else { throw .malformedRedirect }
        // The server resolves dots in the path.
        guard let resolved = URIResolution.resolve(location, base: url, keepsDots: true) else {
            throw .malformedRedirect
        }
        let target = String(resolved.prefix { $0 != "#" })
        guard !hasUserInformation(target), let other = try? EndpointAddress(target) else { throw .malformedRedirect }
        guard address.hasOrigin(of: other) else {
            throw .redirectedElsewhere(other.authority, isSecure: other.isSecure)
        }
        return target
    }

    /// Returns whether the URL has a user name, and perhaps a password, before the host (RFC 3986 §3.2.1).
    private static func hasUserInformation(_ url: String) -> Bool {
        URIReference(url).userinfo != nil
    }
}
