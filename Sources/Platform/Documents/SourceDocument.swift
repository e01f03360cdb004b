import Catalog
import JSON

/// A document that was read from somewhere, as JSON.
package struct SourceDocument: Equatable, Sendable {
    /// Where a document comes from.
    package enum Origin: Equatable, Sendable {
        case file(OctetPath)
        case standardInput
        /// As it was asked for.
        case url(String)

        /// For messages: the path, `standard input` or the URL. Sanitise it before it is shown.
        package var name: String {
            switch self {
            case .file(let path): path.text
            case .standardInput: "standard input"
            case .url(let url): url
            }
        }

        /// Whether the name says that it is YAML.
        package var isNamedYAML: Bool {
            let name =
                switch self {
                case .file(let path): path.nameText[...]
                case .standardInput: ""[...]
                case .url(let url): url.prefix { $0 != "?" }
                }
            let lower = name.suffix(5).lowercased()
            return lower.hasSuffix(".yaml") || lower.hasSuffix(".yml")
        }
    }

    /// Limits of an API description (`docs/security.md` S8); JSON that was made from YAML may be larger than its file.
    package static let limits = JSONLimits(octets: 32 << 20, depth: 64, replacesHalfSurrogates: true)

    package var origin: Origin
    package var json: [UInt8]
    /// Where things stood when the document was YAML.
    package var places: SourceMap?

    package init(origin: Origin, json: [UInt8], places: SourceMap? = nil) {
        self.origin = origin
        self.json = json
        self.places = places
    }

    /// A reader at the start of the document, whose errors have their places in what was read.
    package func reader() throws(JSONError) -> JSONReader {
        try JSONReader(json, limits: Self.limits, places: places)
    }
}
