import OAuth

extension Provider {
    /// The host of the authorization endpoint.
    package var host: String? { endpointPart([.host]) }

    /// The host and the port of the authorization endpoint.
    package var authority: String? { endpointPart([.host, .port]) }

    private func endpointPart(_ roles: [AuthorizationURL.Segment.Role]) -> String? {
        let url = AuthorizationURL(authorizationEndpoint)
        let ranges = url.segments.filter { roles.contains($0.role) }.map(\.range)
        guard let first = ranges.first, let last = ranges.last else { return nil }
        return String(decoding: Array(url.text.utf8)[first.lowerBound..<last.upperBound], as: UTF8.self)
    }
}
