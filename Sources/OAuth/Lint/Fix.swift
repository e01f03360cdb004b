import Text

/// A change of a request that fixes a finding.
public enum Fix: Equatable, Sendable {
    /// Writes the URL in canonical form. The request itself stays the same, because `AuthorizationRequest.url` is
    /// canonical.
    case rewrite
    /// Encodes the characters of the endpoint that a URL must not contain.
    case encodeEndpoint
    /// Removes control and invisible characters from the endpoint and from the names of parameters. If an endpoint is
    /// given, it replaces the one of the request.
    case cleanNames(endpoint: String?)
    /// Replaces all values of the parameter with this name as sent. No values remove it. The label describes the fix.
    case set(parameter: String, values: [String], label: String)
    /// Removes all parameters except these.
    case keep([String])
    /// Renames the parameter, and removes duplicates and empty occurrences of both names.
    case rename(parameter: String, to: String)
    /// Replaces the part before the query. A fragment stays.
    case useEndpoint(String)
    /// Replaces the whole request with this URL. The endpoint may be known.
    case replaceURL(String, endpoint: String?, label: String)
    /// Sets the S256 challenge of this verifier, or of a new one.
    case useS256(CodeVerifier?)
    /// Keeps a challenge that is most likely a hash, in this form, and sets the method S256.
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

    /// Whether the fix replaces the code verifier with that of the fresh values.
    public var renewsVerifier: Bool { self == .useS256(nil) }

    /// The description of the fix, in a few words. It may quote foreign text.
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

    /// Applies the fix to a request.
    ///
    /// - Parameters:
    ///   - request: The request to change.
    ///   - fresh: Random values. Without them, a fix that needs them has no effect.
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
        // Not the subscript, which takes the standard's name.
        let value = request.parameters.firstValue(of: name) ?? ""
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

    /// Returns the endpoint with triplets for characters that a URL must not contain, and with %25 for a percent sign
    /// that does not begin a triplet, or whose triplet is not UTF-8.
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

/// The ASCII characters that a URL can contain only as triplets (RFC 3986 §2).
enum RawCharacters {
    static func isForbidden(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x20, 0x22, 0x3c, 0x3e, 0x5c, 0x5e, 0x60, 0x7b, 0x7c, 0x7d: true
        default: false
        }
    }
}
