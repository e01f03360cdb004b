import OAuth
import Text

/// A provider that a document describes.
package struct ImportedProvider: Equatable, Sendable {
    /// Data about a provider that a document may lack.
    package enum Gap: String, CaseIterable, Sendable {
        case tokenEndpoint = "token_endpoint"
        case scopes
        /// At least one scope has no description.
        case descriptions
        case operations
        /// The PKCE methods.
        case pkce
        case clients

        /// The gap in words, and what to do about it.
        package var text: String {
            switch self {
            case .tokenEndpoint: "token endpoint (codes cannot be exchanged, only rehearsed)"
            case .scopes: "scopes (add your own in Scopes)"
            case .descriptions: "descriptions of scopes"
            case .operations: "operations (it is not known what a scope unlocks)"
            case .pkce: "PKCE methods"
            case .clients: "clients (add yours in Clients)"
            }
        }
    }

    package var provider: Provider
    /// The name of the security scheme in the document, or nil when the format has no schemes.
    package var schemeName: String?
    package var notes: [ImportNote] = []
    /// Whether the document lists the PKCE methods.
    package var announcesPKCE = false

    package init(provider: Provider, schemeName: String? = nil) {
        self.provider = provider
        self.schemeName = schemeName
    }

    /// The number of scopes that have no description.
    package var undescribedCount: Int {
        provider.scopes.indices.count { provider.scopes.summaryOctets(at: $0).isEmpty }
    }

    package var missing: [Gap] {
        Gap.allCases.filter { gap in
            switch gap {
            case .tokenEndpoint: provider.tokenEndpoint == nil
            case .scopes: provider.scopes.isEmpty
            case .descriptions: undescribedCount > 0
            case .operations: provider.operations.isEmpty
            case .pkce: !announcesPKCE
            case .clients: provider.clients.isEmpty
            }
        }
    }
}

extension Provider {
    /// The hosts of the endpoints, each once. Ports are included if the endpoints have them.
    package var hosts: [String] {
        var hosts: [String] = []
        for host in [authorizationEndpoint, tokenEndpoint, issuer].compactMap({ $0.flatMap(URIResolution.host(of:)) })
        where !hosts.contains(host) {
            hosts.append(host)
        }
        return hosts
    }
}
