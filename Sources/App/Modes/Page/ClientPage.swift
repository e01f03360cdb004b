import OAuth
import Screen
import Text

extension Session {
    /// Returns the page about a client: everything that is registered.
    func pageLines(of client: Client, width: Int, _ key: KeyNames) -> [Line] {
        var page = PageText(width: width)
        let entry = own.clients.first { $0.client.clientID == client.clientID }
        let isChosen = self.client?.clientID == client.clientID
        if isChosen {
            page.field("Now", "chosen", sign: "✓", Style(.ok, .bold))
        } else {
            page.field("Now", "not chosen; \(key(.toggle)) uses it", sign: "-", Style(.dim))
        }
        page.field(
            "From", entry.map { $0.replaces == nil ? "you" : "\(provider.name), changed by you" } ?? provider.name)
        if client.isExample { page.field("", "example from the documentation", Style(.warning)) }
        page.field("Kind", client.kind.rawValue)
        if client.kind == .confidential {
            page.field("Secret", client.authentication?.place ?? "sent in the provider's usual way")
        }
        if !client.note.isEmpty { page.field("Note", client.note) }
        page.gap()
        page.heading("client_id, \(client.clientID.unicodeScalars.count.counted("character"))")
        page.value(client.clientID)
        page.gap()
        page.heading(client.redirectURIs.isEmpty ? "No redirect URI registered" : "Redirect URIs")
        for uri in client.redirectURIs {
            page.value(uri)
            let effect = uri.isLoopbackURI ? "receives it" : "asks you to paste the redirect"
            page.append(Line("      \(key(.tryIt)) \(effect)", Style(.dim)))
        }
        return page.lines
    }
}
