import OAuth

@testable import App
@testable import Catalog

extension Fixture {
    /// A provider as an import finds it: scopes with descriptions, operations, no clients.
    static var imported: Provider {
        var provider = Provider(
            id: "music", name: "Music Web API", authorizationEndpoint: "https://accounts.music.example/authorize")
        provider.tokenEndpoint = "https://accounts.music.example/api/token"
        provider.scopes = ScopeList([
            (name: "library:read", summary: "Read your library"),
            (name: "library:write", summary: "Change your library"), (name: "play", summary: ""),
        ])
        provider.undeclaredScopes = ["play"]
        provider.operations = [
            Operation(method: "GET", path: "/me/tracks", alternatives: [["library:read"]]),
            Operation(method: "PUT", path: "/me/tracks", alternatives: [["library:write"]]),
            Operation(method: "GET", path: "/status", access: .open),
        ]
        provider.importedFrom = "/home/me/openapi.yaml"
        return provider
    }

    /// Returns the offer from a document.
    ///
    /// - Parameter placement: The file at the place where the provider would be written.
    static func offer(
        _ providers: [Provider] = [imported], _ placement: (Provider) -> ProviderPlacement = { _ in .new }
    ) -> ImportOffer {
        let imported = providers.map { ImportedProvider(provider: $0, schemeName: "oauth2") }
        let note = ImportNote("the scope \"play\" is used and not declared", line: 88, column: 15)
        let result = ProviderImport(
            kind: .openAPI("3.0.3"), title: "Music Web API", providers: imported, notes: [note])
        return ImportOffer(result, source: "openapi.yaml", placement: placement)
    }

    /// Three providers of one document.
    static var several: ImportOffer {
        let names = [
            ("music", "Music Web API (users)"), ("music-apps", "Music Web API (apps)"), ("old", "Old accounts"),
        ]
        return offer(
            names.map { id, name in
                var provider = imported
                (provider.id, provider.name) = (id, name)
                return provider
            })
    }

    /// An offer that updates a provider whose token endpoint was elsewhere.
    static var moved: ImportOffer {
        offer { provider in
            var old = provider
            old.tokenEndpoint = "https://old.music.example/api/token"
            old.scopes = ScopeList([(name: "library:read", summary: "Read")])
            return .update(old)
        }
    }
}

extension Model {
    /// Types the name of a document, and delivers its offer.
    mutating func importDocument(_ offer: ImportOffer?) {
        press("i")
        type("openapi.yaml")
        press(.enter)
        if let offer { run(.importOffered(1, offer)) }
    }
}
