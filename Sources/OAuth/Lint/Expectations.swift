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
    /// The members of each response type.
    let responseTypes: [OctetTable]
    /// The known verifier's S256 challenge.
    let challenge: String?

    /// - Parameter endpoint: the URL that the text is expected to go to, or to come back at.
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
        responseTypes = context.responseTypes.map { OctetTable(Array($0.utf8).split(separator: 0x20)) }
        challenge = context.verifier.map { CodeVerifier.s256($0) }
        extraParameters = OctetTable(context.extraParameters.map { Array($0.utf8)[...] })
    }

    /// Whether the provider or its endpoint uses this name besides the registered ones.
    func isExtra(_ name: Octets) -> Bool {
        extraParameters.contains(name) || ownPairs.contains { $0.name[...] == name }
    }
}
