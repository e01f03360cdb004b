import Text

/// The text of an authorization URL, and its parts.
public struct AuthorizationURL: Sendable {
    /// A part of the text; the segments follow each other without a gap and are never empty.
    public struct Segment: Equatable, Sendable {
        public enum Role: Sendable {
            case scheme, userinfo, host, port, path
            /// `://`, `@`, `:`, `?`, `&`, `=` or `#`.
            case delimiter
            /// The name of a query parameter.
            case name
            /// The value of a query parameter.
            case value
            case fragment
        }

        public var role: Role
        /// UTF-8 octets of the text.
        public var range: Range<Int>
        /// The decoded name of the parameter that a name or value belongs to.
        public var parameter: String?
    }

    public let text: String

    /// Splits any text, even one that is not a URL.
    ///
    /// - Parameter text: The text, which is kept octet for octet.
    public init(_ text: String) {
        self.text = text
    }

    /// The parts of the text (RFC 3986 Appendix B). Computed on each call.
    public var segments: [Segment] {
        Self.split(URIReference(text))
    }

    private static func split(_ parts: URIReference) -> [Segment] {
        var segments: [Segment] = []
        var end = 0
        func add(_ role: Segment.Role, _ range: Range<Int>?, parameter: String? = nil) {
            guard let range else { return }
            // Text between two parts is a delimiter.
            if range.lowerBound > end { segments.append(Segment(role: .delimiter, range: end..<range.lowerBound)) }
            if !range.isEmpty { segments.append(Segment(role: role, range: range, parameter: parameter)) }
            end = range.upperBound
        }
        add(.scheme, parts.scheme)
        add(.userinfo, parts.userinfo)
        add(.host, parts.shownHost)
        add(.port, parts.port)
        add(.path, parts.path)
        if let query = parts.query {
            for piece in QueryPieces(parts.octets[query]) where !piece.isEmpty {
                let name = PercentCoding.decode(parts.octets[piece.name])
                add(.name, piece.name, parameter: name)
                add(.value, piece.value, parameter: name)
            }
            add(.delimiter, query.upperBound..<query.upperBound)
        }
        add(.fragment, parts.fragment)
        return segments
    }
}

extension AuthorizationURL: Equatable {
    /// Compares octet by octet.
    public static func == (left: AuthorizationURL, right: AuthorizationURL) -> Bool {
        left.text.hasSameOctets(as: right.text)
    }
}
