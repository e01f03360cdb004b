import JSON
import Text

/// An HTTP request and its response in JSON: an entry of a HAR file (HTTP Archive 1.2), a whole such file, of which the
/// first entry of an OAuth flow counts, or the `method`, `url`, `headers` and `body` of `authscope lint --kind token`.
struct HARExchange {
    private(set) var method = "GET"
    private(set) var url = ""
    private(set) var fields: [HTTPField] = []
    private(set) var body: String?
    private(set) var response: HTTPReply?

    /// Returns nil if the value is none of these.
    init?(_ json: JSONValue) {
        if case .array(let entries)? = json["log"]?["entries"] {
            let exchanges = entries.lazy.compactMap { HARExchange(entry: $0) }
            guard let first = exchanges.first(where: \.isOfFlow) ?? exchanges.first else { return nil }
            self = first
        } else if json["request"] != nil {
            self.init(entry: json)
        } else {
            self.init(request: json)
        }
    }

    private init?(entry: JSONValue) {
        guard let request = entry["request"] else { return nil }
        self.init(request: request)
        response = entry["response"].flatMap { HTTPReply(har: $0) }
    }

    private init?(request: JSONValue) {
        guard case .string(let url)? = request["url"] else { return nil }
        self.url = url
        if case .string(let method)? = request["method"] { self.method = method }
        fields = HTTPReply.fields(of: request["headers"])
        if case .string(let text)? = request["body"] { body = text }
        guard let data = request["postData"] else { return }
        if case .string(let text)? = data["text"] { body = text }
        if body?.isEmpty ?? true, case .array(let list)? = data["params"] { body = Self.form(of: list) }
        if case .string(let type)? = data["mimeType"], !fields.contains(where: { $0.isNamed("Content-Type") }) {
            fields.append(HTTPField(name: "Content-Type", value: type))
        }
    }

    /// Whether the entry belongs to a flow. A file has hundreds of entries.
    private var isOfFlow: Bool {
        if FlowHints.kind(ofURL: Array(url.utf8)) != nil { return true }
        return body.map { FlowHints.isTokenForm(Array($0.utf8)) } ?? false
    }

    private static func form(of list: [JSONValue]) -> String {
        var octets: [UInt8] = []
        for parameter in list {
            guard case .string(let name)? = parameter["name"], case .string(let value)? = parameter["value"] else {
                continue
            }
            if !octets.isEmpty { octets.append(ascii("&")) }
            PercentCoding.encode(name, to: &octets)
            octets.append(ascii("="))
            PercentCoding.encode(value, to: &octets)
        }
        return String(octets: octets)
    }
}

/// The status, the fields and the body of a response, as far as they are known.
struct HTTPReply {
    var status: Int?
    var fields: [HTTPField] = []
    var body: String?

    init(status: Int? = nil, fields: [HTTPField] = [], body: String? = nil) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// The `response` of a HAR entry.
    fileprivate init(har: JSONValue) {
        if case .number(let number)? = har["status"] { status = number.integer }
        fields = Self.fields(of: har["headers"])
        if case .string(let target)? = har["redirectURL"], !target.isEmpty,
            !fields.contains(where: { $0.isNamed("Location") })
        {
            fields.append(HTTPField(name: "Location", value: target))
        }
        if case .string(let text)? = har["content"]?["text"] { body = text }
    }

    /// The value of the first field with this name.
    subscript(name: String) -> String? { fields.first { $0.isNamed(name) }?.value }

    /// An array of names and values, as HAR has it, or an object.
    fileprivate static func fields(of json: JSONValue?) -> [HTTPField] {
        switch json {
        case .array(let list)?:
            list.compactMap { field in
                guard case .string(let name)? = field["name"], case .string(let value)? = field["value"] else {
                    return nil
                }
                return HTTPField(name: name, value: value)
            }
        case .object(let members)?:
            members.compactMap { member in
                if case .string(let value) = member.value { HTTPField(name: member.name, value: value) } else { nil }
            }
        default: []
        }
    }
}
