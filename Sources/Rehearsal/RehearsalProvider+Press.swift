import OAuth

extension RehearsalProvider {
    /// Requests the authorization URL and presses a button on the consent page, for users without a browser.
    ///
    /// - Returns: The target of the button, or the page that is shown instead of the consent page.
    public mutating func press(
        allows: Bool, at url: String, now: Int, drawing draw: (Int) throws -> [UInt8]
    ) rethrows -> HTTPResponse {
        let host = [HTTPField(name: "Host", value: authority)]
        let target = url.hasPrefix(issuer) ? String(url.dropFirst(issuer.count)) : url
        let page = try respond(
            to: HTTPRequest(method: "GET", target: target, fields: host), at: now, drawing: draw)
        guard page.status == 200, let consent = consents.last else { return page }
        let form = "ticket=\(consent.ticket)&decision=\(allows ? "allow" : "deny")"
        let type = HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")
        return try respond(
            to: HTTPRequest(method: "POST", target: Path.consent, fields: host + [type], body: Array(form.utf8)),
            at: now, drawing: draw)
    }
}
