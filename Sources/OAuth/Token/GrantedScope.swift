import Text

/// The granted scopes, compared with the requested ones (RFC 6749 §3.3, §5.1).
public struct GrantedScope: Equatable, Sendable {
    /// The granted scopes in the server's order, each once.
    public let granted: [String]
    /// The requested scopes that were not granted.
    public let missing: [String]
    /// The granted scopes that were not requested.
    public let added: [String]
    /// Whether commas were read as separators, as some servers write them.
    public let hasCommas: Bool

    /// - Parameters:
    ///   - granted: The `scope` of the reply, or nil when it has none: then all requested scopes were granted (RFC 6749
    ///     §5.1).
    ///   - requested: The `scope` of the authorization request, or nil when none was sent: then no scope counts as
    ///     missing or added.
    ///   - separator: The provider's separator between scopes, in addition to spaces.
    public init(granted: String?, requested: String?, separator: ScopeSeparator = .space) {
        var wanted = requested.map { Self.tokens(of: $0, separator) }
        var given = granted.map { Self.tokens(of: $0, separator) } ?? wanted ?? []
        // A scope may have a comma in its name (RFC 6749 §3.3), so a requested one is not split.
        hasCommas = given.contains { $0.contains(0x2C) && wanted?.contains($0) != true }
        if hasCommas {
            let asked = wanted ?? []
            given = Self.splitAtCommas(given, except: asked)
            wanted = wanted.map { Self.splitAtCommas($0, except: given) }
        }
        self.granted = given.map { String(octets: $0) }
        let wantedSet = wanted.map { Set($0) } ?? Set(given)
        let givenSet = Set(given)
        missing = (wanted ?? []).filter { !givenSet.contains($0) }.map { String(octets: $0) }
        added = given.filter { !wantedSet.contains($0) }.map { String(octets: $0) }
    }

    /// Creates a comparison from its results.
    package init(granted: [String], missing: [String], added: [String], hasCommas: Bool) {
        self.granted = granted
        self.missing = missing
        self.added = added
        self.hasCommas = hasCommas
    }

    /// Whether exactly the requested scopes were granted.
    public var isAsRequested: Bool { missing.isEmpty && added.isEmpty }

    /// Returns the tokens, each once. They are compared octet by octet.
    private static func tokens(of scope: String, _ separator: ScopeSeparator) -> [Octets] {
        unique(Array(scope.utf8).split { $0 == 0x20 || $0 == separator.octet })
    }

    private static func splitAtCommas(_ tokens: [Octets], except whole: [Octets]) -> [Octets] {
        let whole = Set(whole)
        return unique(tokens.flatMap { whole.contains($0) ? [$0] : $0.split(separator: 0x2C) })
    }

    private static func unique(_ tokens: [Octets]) -> [Octets] {
        var seen: Set<Octets> = []
        return tokens.filter { seen.insert($0).inserted }
    }
}
