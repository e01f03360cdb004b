/// The context, prepared once for many runs.
struct Expectations: Sendable {
    /// A name and value, decoded.
    typealias OwnPair = (name: [UInt8], value: [UInt8])

    let context: LintContext
    /// The pairs of the endpoint's own query.
    let ownPairs: [OwnPair]
    let extraParameters: Set<[UInt8]>

    init(_ context: LintContext) {
        self.context = context
        let endpoint = Array((context.endpoint ?? "").utf8)
        let query = URIReference(endpoint[...]).query
        ownPairs = QueryPieces(query.map { endpoint[$0] } ?? []).filter { !$0.isEmpty }.map {
            (Array(PercentCoding.decode(endpoint[$0.name]).utf8), Array(PercentCoding.decode(endpoint[$0.value]).utf8))
        }
        extraParameters = Set(context.extraParameters.map { Array($0.utf8) })
    }

    /// Whether the provider or its endpoint uses this name besides the registered ones.
    func isExtra(_ name: Octets) -> Bool {
        if extraParameters.isEmpty, ownPairs.isEmpty { return false }
        return extraParameters.contains(Array(name)) || ownPairs.contains { $0.name[...] == name }
    }
}
