import OAuth
import Text

extension ProviderImport {
    private static let longestID = 64
    private static let longestName = 256

    /// Gives each provider an id and a name made from the document's title, the host and the name of the scheme.
    mutating func nameProviders(reserved: [String]) {
        let hasSeveral = providers.count > 1
        for index in providers.indices {
            let imported = providers[index]
            let host = URIResolution.host(of: imported.provider.issuer ?? imported.provider.authorizationEndpoint) ?? ""
            var name = title.isEmpty ? host : title
            var id = Self.id(title: title) ?? Self.slug(host) ?? "provider"
            if hasSeveral, let scheme = imported.schemeName {
                name += " (\(PlainText.line(scheme.utf8, maximumScalars: 48).text))"
                if let more = Self.slug(scheme) { id += "-\(more)" }
            } else if title.isEmpty, let path = imported.provider.issuer.flatMap(Self.path), let more = Self.slug(path)
            {
                // A host may have many issuers.
                id += "-\(more)"
                name += path
            }
            providers[index].provider.name = PlainText.line(name.utf8, maximumScalars: Self.longestName).text
            setID(id, of: index, reserved: reserved)
        }
    }

    /// Gives the providers an id that the user chose. If there are several, the names of their schemes are appended.
    package mutating func rename(to id: String) {
        for index in providers.indices {
            let more = providers.count > 1 ? providers[index].schemeName.flatMap(Self.slug) : nil
            setID(more.map { "\(id)-\($0)" } ?? id, of: index, reserved: [])
        }
    }

    /// Returns the fault of an id that a user typed, or nil.
    package static func fault(ofID id: String) -> String? { TextCheck.providerID(id) }

    /// Sets the id. If another provider has it, a number is appended.
    mutating func setID(_ wanted: String, of index: Int, reserved: [String]) {
        let base = Self.cut(wanted)
        var id = base
        var number = 1
        while TextCheck.providerID(id) != nil || reserved.contains(id)
            || providers[..<index].contains(where: { $0.provider.id == id })
        {
            number += 1
            id = "\(Self.cut(String(base.prefix(Self.longestID - 4))))-\(number)"
        }
        providers[index].provider.id = id
    }

    /// Returns an id made from a title: its words without those that every API has at the end, such as `api` or `v2`.
    /// Returns nil when the title has letters that are not ASCII.
    private static func id(title: String) -> String? {
        guard title.unicodeScalars.allSatisfy({ $0.isASCII || !$0.properties.isAlphabetic }),
            let slug = slug(title)
        else { return nil }
        var words = slug.split(separator: "-")
        while words.count > 1, let last = words.last, empty.contains(String(last)) || isVersion(last) {
            words.removeLast()
        }
        return words.joined(separator: "-")
    }

    private static let empty: Set<String> = [
        "api", "apis", "rest", "restful", "web", "http", "public", "open", "openapi", "swagger", "specification",
        "spec",
        "documentation", "docs", "reference", "the",
    ]

    /// Whether the word is a version, such as `v2` or `2`.
    private static func isVersion(_ word: Substring) -> Bool {
        let digits = word.first == "v" ? word.dropFirst() : word
        return !digits.isEmpty && digits.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }

    /// Returns the lower-case letters and digits of a text with hyphens between the words, or nil when there are none.
    private static func slug(_ text: String) -> String? {
        var slug: [UInt8] = []
        for octet in text.utf8.prefix(256) {
            switch octet {
            case 0x61...0x7A, 0x30...0x39: slug.append(octet)
            case 0x41...0x5A: slug.append(octet + 0x20)
            // An apostrophe does not separate words.
            case UInt8(ascii: "'"): break
            default: if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
            }
        }
        let text = cut(String(decoding: slug, as: UTF8.self))
        return text.isEmpty ? nil : text
    }

    private static func cut(_ id: String) -> String {
        var id = id.prefix(longestID)
        while id.last == "-" { id.removeLast() }
        return String(id)
    }

    /// Returns the part of a URL after the host, without a slash at the end, or nil when there is none.
    private static func path(of url: String) -> String? {
        let parts = URIReference(url)
        guard !parts.path.isEmpty else { return nil }
        let path = parts.text(of: parts.path.lowerBound..<parts.octets.endIndex)
        let end = path.hasSuffix("/") ? path.dropLast() : path[...]
        return end.isEmpty ? nil : String(end)
    }
}
