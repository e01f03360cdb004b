import JSON
import OAuth

extension RehearsalProvider {
    /// The client authentication methods (RFC 8414 §2) that the clients need.
    private var authenticationMethods: [String] {
        let offered = profile.token.clientAuthentication
        guard offered.isEmpty else { return offered.map(\.registeredName) }
        let isConfidential = profile.clients.contains { $0.kind == .confidential }
        let methods: [ClientAuthenticationMethod] = [.none] + (isConfidential ? [.basic, .body] : [])
        return methods.map(\.registeredName)
    }

    /// Authorization server metadata (RFC 8414 §2).
    var metadata: String {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        let scopes = profile.scopes.indices.map { profile.scopes.name(at: $0) }
        return JSONWriter.text(
            .object([
                .init("issuer", .string(issuer)),
                .init("authorization_endpoint", .string(issuer + Path.authorize)),
                .init("token_endpoint", .string(issuer + Path.token)),
                .init("scopes_supported", list(scopes)),
                .init("response_types_supported", list(profile.responseTypes ?? ["code"])),
                .init("response_modes_supported", list(profile.responseModes ?? [])),
                .init("grant_types_supported", list([profile.token.grantType, "refresh_token"])),
                .init("code_challenge_methods_supported", list(profile.challengeMethods)),
                .init("token_endpoint_auth_methods_supported", list(authenticationMethods)),
                // RFC 9207 §3
                .init("authorization_response_iss_parameter_supported", .bool(true)),
            ]),
            style: .pretty)
    }
}
