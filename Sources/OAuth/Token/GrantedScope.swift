import Text

/// What was granted, compared with what was requested (RFC 6749 §3.3, §5.1).
public struct GrantedScope: Equatable, Sendable {
    /// In the server's order, each once.
    public let granted: [String]
    /// Requested, and not granted.
    public let missing: [String]
    /// Granted, and not requested.
    public let added: [String]
    /// Whether commas were read as separators, as some servers write them.
    public let hasCommas: Bool

    /// - Parameters:
    ///   - granted: the `scope` of the reply; nil means that all that was requested was granted (RFC 6749 §5.1).
    ///   - requested: the `scope` of the authorization request; nil when none was sent: then nothing is missing, and
    ///     nothing is there that was not asked for.
    ///   - separator: what the provider puts between scopes, besides spaces.
    public init(granted: String?, requested: String?, separator: ScopeSeparator = .space) {
        var wanted = requested.map { Self.tokens(of: $0, separator) }
        var given = granted.map { Self.tokens(of: $0, separator) } ?? wanted ?? []
        // A scope may have a comma in its name (RFC 6749 §3.3): one that was requested is not taken apart.
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

    /// A comparison that was made elsewhere.
    package init(granted: [String], missing: [String], added: [String], hasCommas: Bool) {
        self.granted = granted
        self.missing = missing
        self.added = added
        self.hasCommas = hasCommas
    }

    /// Whether exactly what was requested was granted.
    public var isAsRequested: Bool { missing.isEmpty && added.isEmpty }

    /// The tokens, each once; compared octet by octet.
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
