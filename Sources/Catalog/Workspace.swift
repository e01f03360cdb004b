import JSON
import OAuth

/// The choices that the next start restores (`$XDG_STATE_HOME/authscope/ID.json`).
///
/// It has no property for a verifier, a state, a challenge, a code or a token, so none of them can be written.
package struct Workspace: Equatable, Sendable {
    /// The id of the provider that the choices belong to.
    package var provider: String
    package var clientID: String?
    package var redirectURI: String?
    package var scopes: [String] = []
    package var method = ChallengeMethod.s256
    package var apiVersion: String?
    /// The pane that had the focus.
    package var pane = "scopes"
    /// The view of the URL pane.
    package var urlView = "text"
    /// The operations that the app must be able to call, such as `GET /me`.
    package var operations: [String] = []
    /// The name of the standard that requests are checked against, or nil.
    package var profile: String?

    package init(provider: String) { self.provider = provider }

    /// Reads a state file. Members that are missing keep their defaults.
    package init(reading octets: [UInt8]) throws(JSONError) {
        let json = try JSONValue(reading: octets)
        guard let provider = json["provider"]?.string else {
            throw JSONError(line: 1, column: 1, message: "the key \"provider\" with a text is missing")
        }
        self.init(provider: provider)
        clientID = json["client_id"]?.string
        redirectURI = json["redirect_uri"]?.string
        scopes = json["scopes"]?.array?.compactMap(\.string) ?? []
        method = json["method"]?.string.flatMap(ChallengeMethod.init) ?? .s256
        apiVersion = json["api_version"]?.string
        pane = json["pane"]?.string ?? pane
        urlView = json["url_view"]?.string ?? urlView
        operations = json["operations"]?.array?.compactMap(\.string) ?? []
        profile = json["profile"]?.string
    }

    /// The text of the state file.
    package var json: String {
        JSONWriter.text(
            .object([
                .init("provider", .string(provider)),
                .init("client_id", .optional(clientID)),
                .init("redirect_uri", .optional(redirectURI)),
                .init("scopes", .array(scopes.map { .string($0) })),
                .init("method", .string(method.rawValue)),
                .init("api_version", .optional(apiVersion)),
                .init("pane", .string(pane)),
                .init("url_view", .string(urlView)),
                .init("operations", .array(operations.map { .string($0) })),
                .init("profile", .optional(profile)),
            ]), style: .pretty) + "\n"
    }
}

extension JSONValue {
    fileprivate var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    fileprivate var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
