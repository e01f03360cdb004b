/// Resolves relative references to absolute URIs (RFC 3986 §5).
package enum URIResolution {
    /// Returns whether the text starts with a scheme.
    package static func isAbsolute(_ text: String) -> Bool {
        URIReference(text).hasScheme
    }

    /// Returns the host in lower case, with its port if one is written; nil if there is no host.
    package static func host(of text: String) -> String? {
        let parts = URIReference(text)
        guard parts.hasScheme, !parts.host.isEmpty, let range = parts.hostAndPort else { return nil }
        return String(octets: parts.octets[range].asciiLowercased)
    }

    /// Resolves the reference against the base. Returns nil if the base is not absolute.
    ///
    /// - Parameter keepsDots: Whether the path segments `.` and `..` stay, to be resolved by the server.
    package static func resolve(_ reference: String, base: String, keepsDots: Bool = false) -> String? {
        let relative = URIReference(reference)
        let base = URIReference(base)
        guard base.hasScheme, let scheme = base.scheme else { return nil }
        // §5.2.2, in the order of its pseudocode.
        if relative.hasScheme { return reference }
        var result = base.octets[scheme] + [ascii(":")]
        if let authority = relative.authority {
            result += [ascii("/"), ascii("/")] + relative.octets[authority]
            result += path(relative.octets[relative.path], keepsDots)
        } else {
            if let authority = base.authority { result += [ascii("/"), ascii("/")] + base.octets[authority] }
            result += path(of: relative, base: base, keepsDots)
        }
        let hasOwnPath = relative.authority != nil || !relative.path.isEmpty
        if let query = relative.query {
            result += [ascii("?")] + relative.octets[query]
        } else if !hasOwnPath, let query = base.query {
            result += [ascii("?")] + base.octets[query]
        }
        if let fragment = relative.fragment { result += [ascii("#")] + relative.octets[fragment] }
        return String(octets: result)
    }

    private static func path(of relative: URIReference, base: URIReference, _ keepsDots: Bool) -> [UInt8] {
        let path = relative.octets[relative.path]
        if path.isEmpty { return Array(base.octets[base.path]) }
        if path.first == ascii("/") { return self.path(path, keepsDots) }
        // §5.2.3: the path of the base up to its last slash comes first.
        let before = base.octets[base.path]
        let folder =
            before.lastIndex(of: ascii("/")).map { before[...$0] } ?? (base.authority == nil ? [] : [ascii("/")])
        return self.path(folder + path, keepsDots)
    }

    private static func path(_ path: Octets, _ keepsDots: Bool) -> [UInt8] {
        keepsDots ? Array(path) : withoutDots(path)
    }

    /// Removes dot segments (§5.2.4).
    private static func withoutDots(_ path: Octets) -> [UInt8] {
        let segments = path.split(separator: ascii("/"), omittingEmptySubsequences: false)
        var kept: [Octets] = []
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch String(octets: segment) {
            case ".":
                if isLast { kept.append([]) }
            case "..":
                // The first segment is the part before the first slash, and stays.
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append([]) }
            default: kept.append(segment)
            }
        }
        return Array(kept.joined(separator: [ascii("/")]))
    }
}
