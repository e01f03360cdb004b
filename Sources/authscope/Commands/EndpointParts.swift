import OAuth

/// The parts of a URL that tell whose endpoint it is.
struct EndpointParts {
    private var host: String
    private var port: String
    private var path: [UInt8]

    init(_ text: String) {
        let url = AuthorizationURL(text)
        let octets = Array(text.utf8)
        let segments = url.segments
        func part(_ role: AuthorizationURL.Segment.Role) -> [UInt8] {
            segments.first { $0.role == role }.map { Array(octets[$0.range]) } ?? []
        }
        host = Self.lowercased(part(.host))
        port = Self.lowercased(part(.port))
        path = part(.path)
        if port == "443" { port = "" }
    }

    /// Whether host, port and path are the same. A path without a host belongs to whoever has that path.
    func belongs(to endpoint: EndpointParts) -> Bool {
        guard path == endpoint.path, !path.isEmpty else { return false }
        return host.isEmpty || host == endpoint.host && port == endpoint.port
    }

    private static func lowercased(_ octets: [UInt8]) -> String {
        String(decoding: octets.map { 0x41...0x5A ~= $0 ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
