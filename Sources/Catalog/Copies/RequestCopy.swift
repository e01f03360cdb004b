import OAuth
import Text

/// An authorization request and the data for copies in other forms. Placeholders such as `<code_verifier>` take the place
/// of secrets.
package struct RequestCopy: Sendable {
    /// The request without secrets.
    package let request: AuthorizationRequest
    /// The header fields that the provider requires, besides `Host`.
    package let headers: [HTTPField]
    package let provider: Provider
    /// Parameters of the token request besides those of the flow.
    package let tokenParameters: [Parameter]
    package let version: String?
    package let authentication: ClientAuthenticationMethod
    /// Whether the state is one of the user's own, which a command repeats. A random one is new for each request.
    package let hasOwnState: Bool

    /// - Parameters:
    ///   - version: The API version in the header fields; nil if the provider has none.
    ///   - authentication: How the client authenticates at the token endpoint.
    package init(
        _ request: AuthorizationRequest, to provider: Provider, version: String? = nil,
        tokenParameters: [Parameter] = [], authentication: ClientAuthenticationMethod = .none, hasOwnState: Bool = false
    ) {
        var request = request
        // With the method plain, the challenge is the verifier itself (RFC 7636 §4.2).
        let isPlain = request["code_challenge_method"] ?? "plain" == "plain"
        if isPlain, request["code_challenge"] != nil { request["code_challenge"] = "<code_verifier>" }
        for index in request.parameters.indices where Redaction.hides(parameter: request.parameters[index].name) {
            request.parameters[index].value = "<\(request.parameters[index].name)>"
        }
        self.request = request
        headers = provider.headerFields(version: version)
        self.provider = provider
        self.tokenParameters = tokenParameters.map { parameter in
            Redaction.hides(parameter: parameter.name) ? Parameter(parameter.name, "<\(parameter.name)>") : parameter
        }
        self.version = version
        self.authentication = authentication
        self.hasOwnState = hasOwnState
    }
}

/// A form in which a request can be copied.
package struct CopyForm: Sendable {
    /// Its name in lists and options.
    package let name: String
    /// Its description for a message, such as "the request as a curl command".
    package let title: String
    /// The text; throws a message if there is none.
    package let text: @Sendable (RequestCopy) throws(CopyRefusal) -> String

    /// All forms, in the order of the list.
    package static let all: [CopyForm] = [.curl, .tokenCurl, .http, .json, .markdown, .command]
}

/// The reason why a request cannot be copied in a form, and advice.
package struct CopyRefusal: Error, Equatable {
    package let message: String
}
