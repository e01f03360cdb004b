import Foundation
import OAuth

/// One case of `vectors.json` (format: `docs/contributing.md`, "Vectors").
package struct LintVector: CustomStringConvertible, Sendable {
    package let name: String
    /// The text of a request or response.
    package let input: String
    /// The message of a token request.
    package let message: TokenRequestMessage
    package let context: LintContext
    package let expected: Set<Finding>
    package let note: String

    package var description: String { name }

    package static let requests = vectors(kind: "request")
    package static let responses = vectors(kind: "response")
    package static let tokenRequests = vectors(kind: "token")

    private static func vectors(kind: String) -> [LintVector] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "vectors.json")
        guard let data = try? Data(contentsOf: file),
            let cases = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]]
        else { return [] }
        return cases.filter { $0["kind"] as? String == kind }.compactMap { LintVector($0) }
    }

    private init?(_ object: [String: Any]) {
        guard let name = object["name"] as? String, let context = object["context"] as? [String: Any],
            let findings = object["expect"] as? [[String: String]]
        else { return nil }
        self.name = name
        let message = object["input"] as? [String: Any] ?? [:]
        func text(_ key: String) -> String { expanded(message[key] as? String ?? "") }
        input = expanded(object["input"] as? String ?? "")
        self.message = TokenRequestMessage(
            method: text("method"), url: text("url"),
            headers: (message["headers"] as? [String: String] ?? [:]).sorted { $0.key < $1.key }.map {
                HTTPField(name: $0.key, value: $0.value)
            },
            body: text("body"))
        guard !input.isEmpty || !self.message.url.isEmpty else { return nil }
        self.context = LintContext(vector: context)
        expected = Set(findings.compactMap { Finding($0) })
        note = object["note"] as? String ?? ""
        guard expected.count == findings.count else { return nil }
    }
}

/// A finding as vectors write it; parameters are compared octet by octet.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
    package var rule: String
    package var severity: String
    package var parameter: [UInt8]

    package init(_ rule: RuleID, _ severity: Severity, _ parameter: String) {
        self.rule = rule.rawValue
        self.severity = severity.rawValue
        self.parameter = Array(parameter.utf8)
    }

    package init(_ diagnostic: Diagnostic) {
        self.init(diagnostic.rule, diagnostic.severity, diagnostic.parameter)
    }

    init?(_ object: [String: String]) {
        guard let rule = object["rule"], let severity = object["severity"], let parameter = object["param"] else {
            return nil
        }
        self.rule = rule
        self.severity = severity
        self.parameter = Array(parameter.utf8)
    }

    package var description: String { "\(severity) \(rule) \(String(decoding: parameter, as: UTF8.self))" }
}

/// The text with `{{repeat:TEXT:N}}` written out.
package func expanded(_ text: String) -> String {
    var rest = text[...]
    var result = ""
    while let start = rest.range(of: "{{repeat:"), let end = rest[start.upperBound...].range(of: "}}") {
        let body = rest[start.upperBound..<end.lowerBound]
        guard let colon = body.lastIndex(of: ":"), let count = Int(body[body.index(after: colon)...]) else { break }
        result += rest[..<start.lowerBound] + String(repeating: String(body[..<colon]), count: count)
        rest = rest[end.upperBound...]
    }
    return result + rest
}

extension LintContext {
    /// The context that `"profile": "bakeronline"` means (`docs/rules.md`, "Context").
    package static var bakeronline: LintContext {
        var context = LintContext()
        context.endpoint = "https://accounts.bakeronline.be/oauth/authorize"
        context.scopes = ScopeList(
            ["company:read", "company:write", "customer:read", "customer:write", "user:read"].map { ($0, "") })
        context.requiredParameters = ["redirect_uri", "scope"]
        context.clientIDPattern = ClientIDPattern("^[0-9a-f]{80}$")
        context.responseTypes = ["code"]
        context.latestVersion = "1.8.0"
        context.tokenEndpoint = "https://accounts.bakeronline.be/api/token"
        context.token.grantType = "code"
        context.token.requiredFields = ["device_name", "device_id"]
        context.token.acceptsJSON = true
        context.token.redirectURI = .unused
        return context
    }

    /// Reads a vector's context; explicit keys win over the profile.
    init(vector: [String: Any]) {
        let profile = vector["profile"] as? String ?? ""
        self = profile == "bakeronline" ? .bakeronline : LintContext()
        if let profile = LintProfile.named(profile) { apply(profile) }
        func text(_ key: String) -> String? { (vector[key] as? String).map(expanded) }
        func texts(_ key: String, in object: [String: Any]? = nil) -> [String]? {
            ((object ?? vector)[key] as? [String])?.map(expanded)
        }
        endpoint = text("endpoint") ?? endpoint
        scopes = texts("scopes").map { ScopeList($0.map { ($0, "") }) } ?? scopes
        scopesAreComplete = vector["scopes_complete"] as? Bool ?? scopesAreComplete
        scopeSeparator = text("scope_separator").flatMap { ScopeSeparator(rawValue: $0) } ?? scopeSeparator
        requiredParameters = texts("required") ?? requiredParameters
        extraParameters = texts("extra_params") ?? extraParameters
        requiresPKCE = vector["pkce_required"] as? Bool ?? requiresPKCE
        challengeMethods = texts("methods") ?? challengeMethods
        responseTypes = texts("response_types") ?? responseTypes
        responseModes = texts("response_modes") ?? responseModes
        requiresPushedRequests = vector["par_required"] as? Bool ?? requiresPushedRequests
        allowsAnyLoopbackPort = vector["loopback_any_port"] as? Bool ?? allowsAnyLoopbackPort
        clientIDPattern = text("client_id_pattern").map { ClientIDPattern($0) } ?? clientIDPattern
        latestVersion = text("version_latest") ?? latestVersion
        versionHeader = text("version_header") ?? versionHeader
        verifier = text("verifier")
        let client = vector["client"] as? [String: Any] ?? [:]
        self.client = Registration(
            clientID: (client["client_id"] as? String).map(expanded),
            redirectURIs: texts("redirect_uris", in: client),
            kind: (client["type"] as? String).flatMap { Client.Kind(rawValue: $0) })
        let used = vector["used"] as? [String: Any] ?? [:]
        self.used.states = texts("state", in: used) ?? []
        self.used.challenges = texts("code_challenge", in: used) ?? []
        self.used.nonces = texts("nonce", in: used) ?? []
        self.used.codes = texts("code", in: used) ?? []
        readRun(vector)
    }

    /// The keys of responses and token requests.
    private mutating func readRun(_ vector: [String: Any]) {
        func text(_ key: String) -> String? { (vector[key] as? String).map(expanded) }
        func sent(_ key: String) -> SentValue {
            vector[key] is NSNull ? .none : text(key).map { .sent($0) } ?? .unknown
        }
        tokenEndpoint = text("token_endpoint") ?? tokenEndpoint
        issuer = text("issuer")
        issuerInResponse = vector["iss_supported"] as? Bool ?? issuerInResponse
        token.grantType = text("grant_type") ?? token.grantType
        token.requiredFields = vector["token_required"] as? [String] ?? token.requiredFields
        token.acceptsJSON = vector["token_json"] as? Bool ?? token.acceptsJSON
        token.redirectURI =
            text("token_redirect_uri").flatMap { TokenHabits.RedirectURI(rawValue: $0) } ?? token.redirectURI
        run.state = sent("state")
        run.redirectURI = text("redirect_uri")
        run.challenge = sent("challenge")
        run.challengeMethod = sent("method")
        run.code = text("code")
    }
}
