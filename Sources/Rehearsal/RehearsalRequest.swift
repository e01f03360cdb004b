import OAuth
import Text

/// An HTTP request to the rehearsal provider, as it came off the wire.
public struct RehearsalRequest: Equatable, Sendable {
    public var method: String
    /// The request target in origin form: path and query, not decoded (RFC 9112 §3.2.1).
    public var target: String
    public var fields: [HTTPField]
    public var body: [UInt8]

    public init(method: String, target: String, fields: [HTTPField], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }
}

extension RehearsalRequest {
    /// The target up to its query.
    var path: String { String(target.prefix { $0 != "?" }) }

    /// All values of the field.
    func values(of name: String) -> [String] { fields.filter { $0.isNamed(name) }.map(\.value) }

    /// Whether the request names this authority and no other (RFC 9112 §3.2).
    func isAddressed(to authority: String) -> Bool {
        let hosts = values(of: "Host")
        return hosts.count == 1 && hosts[0].hasSameOctets(as: authority)
    }

    /// The request as the linter of token requests reads it; nil when the body is no UTF-8.
    func message(issuer: String) -> TokenRequestMessage? {
        guard let text = String(validating: body, as: UTF8.self) else { return nil }
        return TokenRequestMessage(method: method, url: issuer + target, headers: fields, body: text)
    }
}
