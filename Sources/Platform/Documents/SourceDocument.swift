import Catalog
import JSON

/// A document as JSON, with its source.
package struct SourceDocument: Equatable, Sendable {
    /// The source of a document.
    package enum Origin: Equatable, Sendable {
        case file(OctetPath)
        case standardInput
        /// The URL as the user gave it.
        case url(String)

        /// The name for messages: the path, `standard input` or the URL. Sanitise it before it is shown.
        package var name: String {
            switch self {
            case .file(let path): path.text
            case .standardInput: "standard input"
            case .url(let url): url
            }
        }

        /// Whether the name has an extension of YAML.
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

    /// The limits of an API description (`docs/security.md` S8). JSON made from YAML may be larger than the file.
    package static let limits = JSONLimits(octets: 32 << 20, depth: 64, replacesHalfSurrogates: true)

    package var origin: Origin
    package var json: [UInt8]
    /// The places in the YAML text, if the document was YAML.
    package var places: SourceMap?

    package init(origin: Origin, json: [UInt8], places: SourceMap? = nil) {
        self.origin = origin
        self.json = json
        self.places = places
    }

    /// Returns a reader at the start of the document. The places in its errors are those of the original text.
    package func reader() throws(JSONError) -> JSONReader {
        try JSONReader(json, limits: Self.limits, places: places)
    }
}
