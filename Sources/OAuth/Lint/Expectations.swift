import Text

/// The context, prepared once for many runs.
struct Expectations: Sendable {
    /// A name and value, decoded.
    typealias OwnPair = (name: [UInt8], value: [UInt8])

    /// The known endpoint, in comparable form.
    struct Endpoint: Sendable {
        var host: [UInt8]
        var port: Int?
        var path: [UInt8]
    }

    let context: LintContext
    let endpoint: Endpoint?
    /// The pairs of the endpoint's own query.
    let ownPairs: [OwnPair]
    let extraParameters: OctetTable
    /// The names that a misspelt parameter of a request may have been meant to have.
    let requestNames: [NearName]
    /// The members of each response type, or only those of `code` when they are unknown.
    let responseTypes: [OctetTable]
    /// Scheme and authority of the authorization endpoint, in lower case.
    private let root: [UInt8]?
    /// The known verifier's S256 challenge.
    let challenge: String?

    /// - Parameter endpoint: The URL that a request should go to, or an answer should arrive at.
    init(_ context: LintContext, endpoint: String?) {
        self.context = context
        let endpoint = Array((endpoint ?? "").utf8)
        let parts = URIReference(endpoint[...])
        let query = parts.query
        self.endpoint =
            parts.host.isEmpty
            ? nil
            : Endpoint(
                host: endpoint[parts.host].asciiLowercased, port: HostName.port(of: parts),
                path: Array(endpoint[parts.path]))
        ownPairs = QueryPieces(query.map { endpoint[$0] } ?? []).filter { !$0.isEmpty }.map {
            (Array(PercentCoding.decode(endpoint[$0.name]).utf8), Array(PercentCoding.decode(endpoint[$0.value]).utf8))
        }
        responseTypes = (context.responseTypes ?? ["code"]).map { OctetTable(Array($0.utf8).split(separator: 0x20)) }
        root = context.endpoint.map { URIReference(Array($0.utf8)[...]) }.flatMap { parts in
            parts.authority.map { parts.octets[..<$0.upperBound].asciiLowercased }
        }
        challenge = context.verifier.map { CodeVerifier.s256($0) }
        extraParameters = OctetTable(
            (context.extraParameters + context.habits.parameters.map(\.name)).map { Array($0.utf8)[...] })
        let names = context.habits.names
        requestNames =
            names.isEmpty ? NearName.ofRequest : KnownParameter.ofRequest.map { NearName(names.sent($0.name), $0) }
    }

    /// The provider's names for parameters of the standard.
    var names: ParameterNames { context.habits.names }

    /// Returns whether the URI is only the scheme and the authority of the authorization endpoint, perhaps with a
    /// slash.
    func isRoot(_ uri: URIReference) -> Bool {
        guard let root, uri.query == nil, uri.fragment == nil, uri.path.isEmpty || uri.octets[uri.path].equals("/")
        else { return false }
        return uri.octets[..<uri.path.lowerBound].asciiLowercased == root
    }

    /// Returns whether the provider or its endpoint uses this name in addition to the registered ones.
    func isExtra(_ name: Octets) -> Bool {
        extraParameters.contains(name) || ownPairs.contains { $0.name[...] == name }
    }
}
