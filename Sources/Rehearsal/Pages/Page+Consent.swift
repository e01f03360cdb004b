import Flow
import OAuth

extension Page {
    /// Returns the consent page: the client, the scopes, the redirect URI, and two buttons.
    ///
    /// Deny is the first tab stop, so pressing Tab and Enter without reading grants nothing.
    static func consent(_ consent: Consent, provider: Provider, fault: Fault?) -> Page {
        let target = RedirectTarget(consent.redirectURI)
        return Page(
            title: "\(consent.client.name) asks for access",
            formAction: target.formAction,
            main: """
                <p class="from">\(provider.name)</p>
                <h1>\(consent.client.name) asks for access to your account</h1>
                \(scopes(consent, provider))
                <section aria-labelledby="who">
                <h2 id="who">Who gets the answer</h2>
                <dl>
                <dt>It goes to</dt>
                <dd><strong>\(target.name)</strong>, \(target.explanation) <code>\(consent.redirectURI)</code></dd>
                <dt>Client ID</dt>
                <dd><code>\(consent.client.clientID)</code></dd>
                </dl>
                </section>
                \(note(fault))
                <form method="post" action="\(RehearsalProvider.Path.consent)">
                <input type="hidden" name="ticket" value="\(consent.ticket)">
                <button name="decision" value="deny">Deny</button>
                <button class="main" name="decision" value="allow">Allow</button>
                </form>
                """)
    }

    private static func scopes(_ consent: Consent, _ provider: Provider) -> HTML {
        guard !consent.scopes.isEmpty else {
            return "<p class=\"lead\">It asks for no particular access.</p>"
        }
        let rows = consent.scopes.map { name -> HTML in
            let summary = provider.scopes.index(of: name).map { provider.scopes.summary(at: $0) } ?? ""
            let text: HTML = summary.isEmpty ? "" : "<span>\(summary)</span> "
            return "<li>\(text)<code>\(name)</code></li>\n"
        }
        return """
            <section aria-labelledby="what">
            <h2 id="what">What it could do</h2>
            <ul>
            \(rows)</ul>
            </section>
            """
    }

    private static func note(_ fault: Fault?) -> HTML {
        guard let fault else { return "" }
        return "<p class=\"fault\"><strong>Fault: \(fault.title).</strong> \(fault.explanation)</p>"
    }
}
