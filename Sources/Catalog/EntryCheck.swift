/// Checks of the values that a user types for own entries. Each returns a fault in words for the user, or nil.
package enum EntryCheck {
    /// The limits of `docs/security.md` S8. The lengths are in Unicode scalars.
    package static let longestName = 256
    package static let longestNote = 1_024
    package static let mostClients = FieldReader.maximumClients
    package static let mostRequests = 1_000
    package static let mostRedirectURIs = 200
    package static let mostScopes = ScopeCheck.maximumCount

    package static func faultOfName(_ text: String) -> String? {
        if text.isEmpty { return "a client needs a name" }
        let isShort = text.unicodeScalars.count <= longestName
        return isShort ? nil : "a name has at most \(longestName) characters"
    }

    package static func faultOfClientID(_ text: String) -> String? {
        text.isEmpty ? "a client needs its client_id" : TextCheck.printable(text)
    }

    package static func faultOfRedirectURI(_ text: String) -> String? { URICheck.faultOfRedirectURI(text) }

    package static func faultOfNote(_ text: String) -> String? {
        text.unicodeScalars.count <= longestNote ? nil : "a note has at most 1,024 characters"
    }

    package static func faultOfScopeName(_ text: String) -> String? { ScopeCheck.fault(text) }

    package static func faultOfSummary(_ text: String) -> String? {
        let isShort = text.unicodeScalars.count <= ScopeCheck.maximumSummaryScalars
        return isShort ? nil : "a description has at most 1,024 characters"
    }
}
