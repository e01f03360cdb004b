import Text

/// A change of a request that mends a finding.
public enum Fix: Equatable, Sendable {
    /// Writes the URL in canonical form. The request stays as it is: `AuthorizationRequest.url` does just that.
    case rewrite
    /// Encodes what no URL may hold in the endpoint.
    case encodeEndpoint
    /// Deletes control and invisible characters from the endpoint and from the names of parameters; puts this endpoint
    /// in place of the one that is there, if one is given.
    case cleanNames(endpoint: String?)
    /// Replaces all values of the parameter that is sent by this name; none removes it. The label says what that does.
    case set(parameter: String, values: [String], label: String)
    /// Removes all other parameters.
    case keep([String])
    /// Gives the parameter another name and drops repeats and empty occurrences of either.
    case rename(parameter: String, to: String)
    /// Replaces what stands before the query; a fragment stays.
    case useEndpoint(String)
    /// Replaces the whole request by what this URL holds, of which the endpoint is known or not.
    case replaceURL(String, endpoint: String?, label: String)
    /// Makes the challenge from this verifier, or from a new one, and says S256.
    case useS256(CodeVerifier?)
    /// Keeps a challenge that most likely is a hash: sends it in this form, and says S256.
    case nameS256(challenge: String)
    case newState
    case newNonce
    case setHeader(HTTPField)

    /// Whether `apply` does nothing without fresh values.
    public var needsFreshValues: Bool {
        switch self {
        case .useS256(nil), .newState, .newNonce: true
        default: false
        }
    }

    /// Whether the run's code verifier becomes that of the fresh values.
    public var renewsVerifier: Bool { self == .useS256(nil) }

    /// What the fix does, in a few words; it may quote foreign text.
    public var title: String {
        switch self {
        case .rewrite: "write the URL in canonical form"
        case .encodeEndpoint: "encode the endpoint"
        case .cleanNames: "delete the hidden characters"
        case .set(_, _, let label), .replaceURL(_, _, let label): label
        case .keep(let names): "keep only \(Wording.list(names))"
        case .rename(_, let name): "rename it to \(name)"
        case .useEndpoint: "use the right endpoint"
        case .useS256: "use S256"
        case .nameS256: "add S256"
        case .newState: "new state"
        case .newNonce: "new nonce"
        case .setHeader(let field): "set \(field.name) to \(field.value)"
        }
    }

    /// Changes the request as the fix says.
    ///
    /// - Parameters:
    ///   - request: The request to change.
    ///   - fresh: Random values; a fix that needs them changes nothing without them.
    ///   - headers: The header fields that are sent with the request.
    public func apply(to request: inout AuthorizationRequest, fresh: FreshValues?, headers: inout [HTTPField]) {
        switch self {
        case .rewrite: break
        case .encodeEndpoint: request.endpoint = Self.encoded(endpoint: request.endpoint)
        case .cleanNames(let endpoint):
            Self.cleanNames(of: &request)
            if let endpoint { Self.use(endpoint, in: &request) }
        case .set(let name, let values, _): request.replaceValues(of: name, with: values)
        case .keep(let names):
            request.parameters.removeAll { parameter in !names.contains { $0.hasSameOctets(as: parameter.name) } }
        case .rename(let name, let target): Self.rename(name, to: target, in: &request)
        case .useEndpoint(let endpoint): Self.use(endpoint, in: &request)
        case .replaceURL(let url, let endpoint, _):
            request = AuthorizationRequest(reading: url, endpoint: endpoint, names: request.names)
        case .useS256(let verifier):
            guard let verifier = verifier ?? fresh?.verifier else { return }
            request["code_challenge"] = verifier.challenge(.s256)
            request["code_challenge_method"] = ChallengeMethod.s256.rawValue
        case .nameS256(let challenge):
            request["code_challenge"] = challenge
            request["code_challenge_method"] = ChallengeMethod.s256.rawValue
        case .newState:
            if let fresh { request["state"] = fresh.state }
        case .newNonce:
            if let fresh { request["nonce"] = fresh.nonce }
        case .setHeader(let field):
            let place = headers.firstIndex { $0.isNamed(field.name) }
            headers.removeAll { $0.isNamed(field.name) }
            headers.insert(field, at: place ?? headers.endIndex)
        }
    }

    private static func use(_ endpoint: String, in request: inout AuthorizationRequest) {
        let fragment = request.endpoint.utf8.drop { $0 != ascii("#") }
        let hasFragment = endpoint.utf8.contains(ascii("#"))
        request.endpoint = hasFragment ? endpoint : endpoint + encoded(endpoint: String(octets: fragment))
    }

    private static func rename(_ name: String, to target: String, in request: inout AuthorizationRequest) {
        let value = request[name] ?? ""
        let place = request.parameters.firstIndex { $0.name.hasSameOctets(as: name) }
        guard let place else { return }
        request.parameters[place] = Parameter(target, value)
        let kept = request.parameters[place]
        var index = 0
        request.parameters.removeAll { parameter in
            defer { index += 1 }
            return index != place
                && (parameter.name.hasSameOctets(as: name) || parameter.name.hasSameOctets(as: kept.name))
        }
    }

    private static func cleanNames(of request: inout AuthorizationRequest) {
        request.endpoint = HiddenText.removed(from: request.endpoint)
        for index in request.parameters.indices {
            request.parameters[index].name = HiddenText.removed(from: request.parameters[index].name)
        }
    }

    /// The endpoint with triplets for characters that no URL may hold, and with %25 for the percent sign of what is no
    /// triplet or no UTF-8.
    private static func encoded(endpoint: String) -> String {
        let octets = Array(endpoint.utf8)
        let host = URIReference(octets[...]).host
        let decoded = PercentCoding.units(of: octets[...])
        let values = decoded.map(\.octet)
        var text: [UInt8] = []
        var index = 0
        while index < values.count {
            let length = UTF8Scanner.scalar(in: values[...], at: index)?.length
            for unit in decoded[index..<index + (length ?? 1)] {
                let raw = octets[unit.range]
                let isForeign = unit.octet >= 0x80 && !host.contains(unit.range.lowerBound)
                if raw.count == 3 {
                    text.append(contentsOf: length == nil ? Array("%25".utf8) + raw.dropFirst() : Array(raw))
                } else if isForeign || unit.octet == ascii("%") || RawCharacters.isForbidden(unit.octet) {
                    PercentCoding.appendTriplet(unit.octet, to: &text)
                } else {
                    text.append(unit.octet)
                }
            }
            index += length ?? 1
        }
        return String(octets: text)
    }
}

/// ASCII characters that a URL holds only as triplets (RFC 3986 §2).
enum RawCharacters {
    static func isForbidden(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x20, 0x22, 0x3c, 0x3e, 0x5c, 0x5e, 0x60, 0x7b, 0x7c, 0x7d: true
        default: false
        }
    }
}
