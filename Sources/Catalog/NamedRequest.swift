import OAuth

/// A saved request: its name, and the user's choices for it. State, nonce, challenge, verifier and
/// codes are never saved: they are new in each attempt.
package struct NamedRequest: Equatable, Sendable {
    /// The requests that have a parameter.
    package enum Destination: String, CaseIterable, Sendable {
        case url, token, both
    }

    /// A parameter that has no member of its own.
    package struct Extra: Equatable, Sendable {
        package var parameter: Parameter
        package var destination: Destination

        package init(_ parameter: Parameter, to destination: Destination = .url) {
            self.parameter = parameter
            self.destination = destination
        }
    }

    package var name: String
    /// Empty if none was chosen.
    package var clientID = ""
    package var redirectURI = ""
    package var scopes: [String] = []
    package var method = ChallengeMethod.s256
    package var sendsState = true
    /// The value of the provider's version header; nil if the provider has none.
    package var apiVersion: String?
    package var parameters: [Extra] = []

    package init(name: String) { self.name = name }

    /// The text in place of a value that is new in each attempt, for a request that is only compared.
    package static let newValue = "new in each attempt"

    /// Returns the authorization request, with a remark in place of each value that is new in each attempt.
    package func request(to provider: Provider) -> AuthorizationRequest {
        let names = provider.habits.names
        var request = AuthorizationRequest(endpoint: provider.authorizationEndpoint, names: names)
        request["response_type"] = "code"
        request["client_id"] = clientID.isEmpty ? nil : clientID
        request["redirect_uri"] = redirectURI.isEmpty ? nil : redirectURI
        request["scope"] = scopes.isEmpty ? nil : provider.habits.scopeSeparator.text(of: scopes)
        request["state"] = sendsState ? Self.newValue : nil
        if method != .none {
            request["code_challenge"] = Self.newValue
            request["code_challenge_method"] = method.rawValue
        }
        request.parameters += parameters.filter { $0.destination != .token }.map(\.parameter)
        return request
    }

    /// The request with its header fields and token habits, for a comparison.
    package func compared(to provider: Provider) -> ComparedRequest {
        let client = provider.clients.first { $0.clientID.utf8.elementsEqual(clientID.utf8) }
        let parameters = parameters.filter { $0.destination != .url }.map(\.parameter)
        return ComparedRequest(
            request(to: provider), fields: provider.headerFields(version: apiVersion),
            token: provider.tokenHabits(client: client, parameters: parameters))
    }
}

/// The limits of a saved request.
package enum NamedRequestCheck {
    package static let longestValue = 4_096
    package static let mostParameters = 200
    package static let mostScopes = 1_000

    /// The parameters that are new in each attempt, or have a key of their own. They are not saved as extra parameters.
    private static let neverKept = [
        "state", "nonce", "code", "code_challenge", "code_challenge_method", "client_id", "redirect_uri", "scope",
        "response_type",
    ]

    package static func faultOfName(_ text: String) -> String? {
        if text.isEmpty { return "a saved request needs a name" }
        if text == "-" { return "- is standard input for authscope diff: choose another name" }
        let isShort = text.unicodeScalars.count <= EntryCheck.longestName
        return isShort ? nil : "a name has at most \(EntryCheck.longestName) characters"
    }

    /// Returns the reason why a parameter cannot be saved, or nil.
    package static func faultOfParameterName(_ name: String) -> String? {
        if name.isEmpty { return "a parameter needs a name" }
        if name.unicodeScalars.count > 256 { return "this name has more than 256 characters" }
        if Redaction.hides(parameter: name) {
            return "\(name) is a secret, which is never saved: leave it out"
        }
        guard neverKept.contains(name) else { return nil }
        return "\(name) is new in each attempt, or has a key of its own: leave it out"
    }
}
