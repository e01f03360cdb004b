import OAuth
import Text

extension HTTPRequest {
    /// Returns whether the request names exactly this authority (RFC 9112 §3.2).
    func isAddressed(to authority: String) -> Bool {
        let hosts = values(of: "Host")
        return hosts.count == 1 && hosts[0].hasSameOctets(as: authority)
    }

    /// Returns the request for the linter of token requests; nil if the body is not UTF-8.
    func message(issuer: String) -> TokenRequestMessage? {
        guard let text = String(validating: body, as: UTF8.self) else { return nil }
        return TokenRequestMessage(method: method, url: issuer + target, headers: fields, body: text)
    }
}
