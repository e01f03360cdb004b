import JSON
import Text

/// The provider and the client of a message, as far as it names them.
public struct ProviderRecognition: Equatable, Sendable {
    /// The endpoint that a request goes to; nil if the message names none.
    private var address: EndpointParts?
    private var isTokenRequest = false
    /// The issuer in an answer or a token (RFC 9207 §2, RFC 7519 §4.1.1).
    private var issuer: String?
    /// The redirect URI of a request, or the address of an answer.
    private var redirectURI: String?
    /// The parameters of a request, by their sent names.
    private var parameters: [Parameter] = []

    /// Reads the names in a message.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - kind: The kind that it is read as.
    public init(_ message: PastedMessage, as kind: PastedMessage.Kind) {
        switch kind {
        case .request:
            let url = String(octets: message.requestInput(endpoint: nil).url)
            self.init(requestURL: url, isComplete: !message.isQuery)
        case .answer:
            self.init()
            let answer = AuthorizationResponse(ResponseInput(message.answerText))
            issuer = answer.issuer
            redirectURI = message.isQuery ? nil : answer.address
        case .tokenRequest:
            let request = message.tokenRequest(endpoint: nil)
            self.init(tokenRequest: request.message)
            if !request.isAddressKnown { address = nil }
        case .jwt:
            self.init()
            let claims = message.content.token.flatMap { TokenClaims($0, comparedWith: .init()) }
            issuer = claims?.claims.first { $0.name == "iss" }?.value
        case .tokenReply, .challenge: self.init()
        }
    }

    private init() {}

    /// - Parameter isComplete: Whether the address was copied too.
    package init(requestURL url: String, isComplete: Bool = true) {
        address = isComplete ? EndpointParts(url) : nil
        parameters = Self.withoutSecrets(AuthorizationRequest(reading: url).parameters)
        redirectURI = parameters.firstValue(of: "redirect_uri")
    }

    package init(tokenRequest message: TokenRequestMessage) {
        isTokenRequest = true
        address = EndpointParts(message.url)
        if case .object(let members)? = try? JSONValue(reading: Array(message.body.utf8)) {
            parameters = members.compactMap { member in
                if case .string(let value) = member.value { Parameter(member.name, value) } else { nil }
            }
        } else {
            parameters = AuthorizationRequest(reading: "?" + message.body).parameters
        }
        parameters = Self.withoutSecrets(parameters)
        if case .success(let id)? = message.basicIdentity { parameters.append(Parameter("client_id", id)) }
    }

    /// Returns whether the message certainly belongs to the provider: by its endpoint, or by its issuer.
    ///
    /// - Parameter provider: The provider.
    /// - Returns: Whether it does.
    public func belongs(to provider: Provider) -> Bool {
        let endpoint = isTokenRequest ? provider.tokenEndpoint : provider.authorizationEndpoint
        if let address, let endpoint, address.belongs(to: EndpointParts(endpoint)) { return true }
        guard let issuer, let known = provider.issuer else { return false }
        return issuer.hasSameOctets(as: known)
    }

    /// Returns the provider that the message belongs to: by its endpoint or issuer, else by the client that it names, or
    /// by a redirect URI that only one client has.
    ///
    /// - Parameter providers: The providers to choose from.
    /// - Returns: The index of the provider, or nil.
    public func provider(among providers: [Provider]) -> Int? {
        let found = providers.indices.filter { belongs(to: providers[$0]) }
        // A path without a host fits many providers, so the client decides.
        if let address, !address.hasHost, issuer == nil, found.count > 1 {
            return found.first { client(of: providers[$0]) != nil }
        }
        if let first = found.first { return first }
        // An address that none of these has belongs to another provider.
        guard address == nil else { return nil }
        if let found = providers.firstIndex(where: { client(of: $0) != nil }) { return found }
        guard let redirectURI else { return nil }
        let owners = providers.indices.filter { index in
            providers[index].clients.contains { client in
                client.redirectURIs.contains { Self.address(of: $0).hasSameOctets(as: redirectURI) }
            }
        }
        return owners.count == 1 ? owners[0] : nil
    }

    /// Returns the client that the message names, if the provider has it.
    ///
    /// - Parameter provider: The provider.
    /// - Returns: The client, or nil.
    public func client(of provider: Provider) -> Client? {
        guard let id = parameters.firstValue(of: provider.habits.names.sent("client_id")) else { return nil }
        return provider.clients.first { $0.clientID.hasSameOctets(as: id) }
    }

    private static func withoutSecrets(_ parameters: [Parameter]) -> [Parameter] {
        parameters.filter { !Redaction.hides(parameter: $0.name) && $0.name != "code_challenge" }
    }

    private static func address(of uri: String) -> String { String(uri.prefix { $0 != "?" && $0 != "#" }) }
}

extension PastedMessage {
    fileprivate var isQuery: Bool { form == .query }
}
