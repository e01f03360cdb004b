import OAuth
import Rehearsal
import TestTraits
import Testing
import Text
import Vectors

/// The request vectors (S10.1), fed to a rehearsal that plays a provider made of their context.
@Suite(.onThreadsOfTheirOwn) struct VectorTests {
    @Test func areOftenRefused() {
        #expect(LintVector.requests.count { !$0.errorsOfServer.isEmpty } > 75)
    }

    @Test(arguments: LintVector.requests)
    func areRefusedWithTheCodeOfTheRFC(vector: LintVector) throws {
        var stage = Stage(vector.provider)
        let response = stage.get(vector.target, vector.fields)
        let location = response[field: "Location"]
        if let location { #expect(vector.allows(redirectTo: location), "\(location)") }
        let errors = vector.errorsOfServer
        guard !errors.isEmpty else { return }
        guard let location else {
            #expect([400, 404, 414].contains(response.status), "\(vector.note)")
            #expect(response.status != 400 || errors.contains { $0.isAboutClient }, "\(errors)")
            return
        }
        #expect(!errors.contains { $0.isAboutClient }, "those get a page")
        let code = try #require(AuthorizationResponse(location).error)
        #expect(errors.contains { $0.code == code }, "\(code) for \(errors)")
    }

    /// The other way round: what the linter has nothing against is asked about.
    @Test(arguments: LintVector.requests.filter { $0.isClean })
    func areAskedAboutIfNothingIsWrong(vector: LintVector) {
        var stage = Stage(vector.provider)
        let response = stage.get(vector.target, vector.fields)
        #expect(response.status == 200, "\(response[field: "Location"] ?? response.text)")
    }
}

/// An error of a vector, and what the RFC has for it.
private struct ServerError: CustomStringConvertible {
    let finding: Finding

    var description: String { finding.description }

    private var parameter: String { String(decoding: finding.parameter, as: UTF8.self) }

    var isAboutClient: Bool { ["client_id", "redirect_uri"].contains(parameter) }

    var code: String {
        switch (finding.rule, parameter) {
        // A rehearsal has no hybrid flow, and that comes first.
        case ("response-type-not-code", _), ("nonce-missing", _): "unsupported_response_type"
        case ("request-uri-invalid", _): "invalid_request_uri"
        case ("authorization-details-invalid", _): "invalid_authorization_details"
        case ("param-duplicate", _): "invalid_request"
        case (_, "scope"): "invalid_scope"
        case (_, "resource"): "invalid_target"
        default: "invalid_request"
        }
    }
}

extension LintVector {
    /// Whether the request has no errors and has everything that a rehearsal requires.
    fileprivate var isClean: Bool {
        let asksForMore = ["request", "request_uri", "response_mode"].contains { request[$0] != nil }
        let isPlace = url.path.hasSameOctets(as: context.endpoint?.path ?? url.path)
        return !expected.contains { $0.severity == "error" } && !asksForMore && isPlace
            && context.responseTypes ?? ["code"] == ["code"] && context.scopesAreComplete
            && !expected.contains { $0.rule == "response-type-not-code" }
    }

    /// The errors that a server can see: not those about the place that the request was sent to, and not those that
    /// only the verifier shows.
    fileprivate var errorsOfServer: [ServerError] {
        expected.filter { finding in
            guard finding.severity == "error" else { return false }
            switch finding.rule {
            case "challenge-mismatch", "pkce-method-missing": return false
            case "verifier-length", "verifier-charset": return finding.parameter != Array("code_verifier".utf8)
            case "uri-fragment", "uri-userinfo", "uri-not-https", "uri-invalid", "endpoint-mismatch", "url-char-raw",
                "unicode-invisible", "text-escaped", "double-encoded":
                return finding.parameter != Array("url".utf8)
            // The rehearsal's own address is shorter.
            case "url-length": return Stage.issuer.utf8.count + target.utf8.count > 8_000
            default: return true
            }
        }.map { ServerError(finding: $0) }
    }

    // MARK: The request

    /// The URL, without the head around it and without escapes.
    private var url: String { RequestLinter.url(in: input) }

    private var request: AuthorizationRequest { AuthorizationRequest(reading: url, endpoint: context.endpoint) }

    /// The request target for the rehearsal, with its endpoint in place of the provider's.
    fileprivate var target: String {
        let isPlace = url.path.hasSameOctets(as: context.endpoint?.path ?? url.path)
        let query = url.firstIndex(of: "?").map { String(url[$0...].prefix { $0 != "#" }) } ?? ""
        return (isPlace ? "/oauth/authorize" : "/elsewhere") + query
    }

    /// The header fields of a request head, without Host.
    fileprivate var fields: [HTTPField] {
        guard input.hasPrefix("GET ") else { return [] }
        return input.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].lowercased() != "host" else { return nil }
            return HTTPField(name: String(parts[0]), value: String(parts[1].drop { $0 == " " }))
        }
    }

    // MARK: The provider

    /// The provider that the context describes. Where it says nothing about the client, the one of the request is it.
    fileprivate var provider: Provider {
        var provider = Provider(
            id: "vector", name: "Vector", authorizationEndpoint: context.endpoint ?? "https://x.example/")
        provider.scopes = context.scopes ?? ScopeList()
        provider.requiredParameters = context.requiredParameters
        provider.extraParameters = context.extraParameters
        provider.requiresPKCE = context.requiresPKCE
        provider.challengeMethods = context.challengeMethods
        provider.responseTypes = context.responseTypes
        provider.responseModes = context.responseModes
        provider.requiresPushedRequests = context.requiresPushedRequests
        provider.allowsAnyLoopbackPort = context.allowsAnyLoopbackPort
        provider.clientIDPattern = context.clientIDPattern
        provider.apiVersions = context.latestVersion.map {
            APIVersions(header: context.versionHeader, latestStable: $0, versions: [])
        }
        let registered = context.client.redirectURIs ?? [request["redirect_uri"] ?? "http://127.0.0.1:9/registered"]
        provider.clients = [
            Client(
                name: "Client", clientID: context.client.clientID ?? request["client_id"] ?? "none",
                redirectURIs: registered)
        ]
        return provider
    }

    /// Whether the answer goes to a registered redirect URI, or to another port of one on loopback.
    fileprivate func allows(redirectTo location: String) -> Bool {
        let address = AuthorizationResponse(location).address
        let isLoopback = ["http://127.0.0.1", "http://[::1]", "http://localhost"].contains { host in
            address.hasPrefix(host + ":") || address.hasPrefix(host + "/")
        }
        return provider.clients[0].redirectURIs.contains { registered in
            let registered = AuthorizationResponse(registered).address
            return address.hasSameOctets(as: registered)
                || isLoopback && context.allowsAnyLoopbackPort
                    && address.withoutPort.hasSameOctets(as: registered.withoutPort)
        }
    }
}

extension String {
    /// The path of a URL, or of an origin-form target.
    fileprivate var path: String {
        let end = prefix { $0 != "?" && $0 != "#" }
        guard let authority = end.firstRange(of: "://") else { return String(end) }
        return String(end[authority.upperBound...].drop { $0 != "/" })
    }

    fileprivate var withoutPort: String { replacing(#/:[0-9]+/#, with: "") }
}
