import OAuth
import Text

extension HTTPRequest {
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
