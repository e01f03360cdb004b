import Text

/// The parts of a URL that identify an endpoint.
package struct EndpointParts: Equatable, Sendable {
    private var host: String
    private var port: String
    private var path: [UInt8]

    package init(_ text: String) {
        let parts = URIReference(text)
        host = String(octets: parts.octets[parts.shownHost ?? parts.host].asciiLowercased)
        port = parts.text(of: parts.port)
        path = Array(parts.octets[parts.path])
        if port == "443" { port = "" }
    }

    /// Whether the text names a host, and not only a path.
    package var hasHost: Bool { !host.isEmpty }

    /// Returns whether host, port and path are the same. A path without a host matches any host.
    package func belongs(to endpoint: EndpointParts) -> Bool {
        guard path == endpoint.path, !path.isEmpty else { return false }
        return host.isEmpty || host == endpoint.host && port == endpoint.port
    }
}
