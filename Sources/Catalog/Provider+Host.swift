import OAuth
import Text

extension Provider {
    /// The host of the authorization endpoint.
    package var host: String? { endpointPart { $0.shownHost } }

    /// The host and the port of the authorization endpoint.
    package var authority: String? { endpointPart { $0.hostAndPort } }

    private func endpointPart(_ part: (URIReference) -> Range<Int>?) -> String? {
        let parts = URIReference(authorizationEndpoint)
        let text = parts.text(of: part(parts))
        return text.isEmpty ? nil : text
    }
}
