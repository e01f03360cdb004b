import OAuth

extension Page {
    /// Returns a page with a problem and advice.
    static func problem(_ title: HTML, what: String, advice: String? = nil, detail: HTML = "") -> Page {
        let step: HTML = advice.map { "<section><h2>What to do</h2>\n<p>\($0).</p></section>" } ?? ""
        return Page(
            title: title,
            main: """
                <h1>\(title)</h1>
                <p class="lead">\(what)</p>
                \(step)
                \(detail)
                """)
    }

    /// Returns a page with a finding of the linter that only the user may see (RFC 6749 §4.1.2.1).
    static func problem(_ title: HTML, _ finding: Diagnostic, client: Client? = nil) -> Page {
        .problem(
            title, what: finding.message, advice: finding.advice,
            detail: "\(client.map(registered) ?? "")\(unanswered)")
    }

    static func missingRedirectURI(_ client: Client) -> Page {
        .problem(
            "Missing redirect URI", what: "redirect_uri is absent, and not exactly one is registered.",
            advice: "Send one of the registered ones", detail: "\(registered(client))\(unanswered)")
    }

    static func unknownClient(of provider: Provider) -> Page {
        let rows = provider.clients.prefix(5).map { client -> HTML in
            "<li><span>\(client.name)</span> <code>\(client.clientID)</code></li>\n"
        }
        let known: HTML =
            rows.isEmpty
            ? "<p class=\"lead\">Its file names no client at all.</p>"
            : "<section><h2>Known clients</h2>\n<ul>\n\(rows)</ul></section>"
        return .problem(
            "Unknown client", what: "\(provider.name) has no client with this client_id.",
            advice: "Copy client_id again, or add the client to the provider's file", detail: "\(known)\(unanswered)")
    }

    static func unknownPath(_ path: String, issuer: String) -> Page {
        .problem(
            "Page not found", what: "This rehearsal has no page at \(path.prefix(200).description).",
            advice: "Start from the application: it opens \(issuer)\(RehearsalProvider.Path.authorize) with its request"
        )
    }

    private static func registered(_ client: Client) -> HTML {
        guard !client.redirectURIs.isEmpty else {
            return "<p class=\"lead\">No redirect URI is registered for \(client.name).</p>"
        }
        let rows = client.redirectURIs.prefix(5).map { uri -> HTML in "<li><code>\(uri)</code></li>\n" }
        return "<section><h2>Registered for \(client.name)</h2>\n<ul>\n\(rows)</ul></section>"
    }

    private static let unanswered: HTML =
        "<p class=\"note\">The application was not notified: an answer could end up in the wrong hands.</p>"
}
