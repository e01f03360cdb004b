/// What was granted, compared with what was requested (RFC 6749 §3.3, §5.1).
public struct GrantedScope: Equatable, Sendable {
    /// In the server's order, each once.
    public let granted: [String]
    /// Requested, and not granted.
    public let missing: [String]
    /// Granted, and not requested.
    public let added: [String]

    /// - Parameters:
    ///   - granted: the `scope` of the reply; nil means that all that was requested was granted (RFC 6749 §5.1).
    ///   - requested: the `scope` of the authorization request; nil when none was sent: then nothing is missing, and
    ///     nothing is there that was not asked for.
    public init(granted: String?, requested: String?) {
        let wanted = requested.map { Self.tokens(of: $0) }
        let given = granted.map { Self.tokens(of: $0) } ?? wanted ?? []
        self.granted = given.map { String(octets: $0) }
        let wantedSet = wanted.map { Set($0) } ?? Set(given)
        let givenSet = Set(given)
        missing = (wanted ?? []).filter { !givenSet.contains($0) }.map { String(octets: $0) }
        added = given.filter { !wantedSet.contains($0) }.map { String(octets: $0) }
    }

    /// Whether exactly what was requested was granted.
    public var isAsRequested: Bool { missing.isEmpty && added.isEmpty }

    /// The tokens, each once; compared octet by octet.
    private static func tokens(of scope: String) -> [Octets] {
        var seen: Set<Octets> = []
        return Array(scope.utf8).split(separator: 0x20).filter { seen.insert($0).inserted }
    }
}
