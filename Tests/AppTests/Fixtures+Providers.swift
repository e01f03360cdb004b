import Catalog
import OAuth

extension Fixture {
    /// Another provider than the usual one.
    static var other: Provider {
        var provider = Provider(
            id: "other", name: "Other", authorizationEndpoint: "https://other.example/authorize")
        provider.scopes = ScopeList([(name: "a", summary: "Do A"), (name: "b", summary: "Do B")])
        provider.clients = [
            Client(name: "One", clientID: "one", redirectURIs: ["https://one.example/callback"]),
            Client(name: "Two", clientID: "two", redirectURIs: ["https://two.example/callback"]),
        ]
        return provider
    }

    private static func file(_ name: String) -> ProviderListing.Source {
        .file(OctetPath("/config/authscope/providers/\(name)"))
    }

    /// A catalogue of five: one built in, one in use, one imported, and one that is broken.
    static var listings: [ProviderListing] {
        var builtIn = Provider(
            id: "bakeronline", name: "Bakeronline",
            authorizationEndpoint: "https://accounts.bakeronline.be/oauth/authorize")
        builtIn.scopes = ScopeList([(name: "user:read", summary: "")])
        var imported = Provider(
            id: "slack", name: "Slack Web API", authorizationEndpoint: "https://slack.example/oauth/authorize")
        imported.scopes = ScopeList((0..<67).map { (name: "scope\($0)", summary: "") })
        imported.operations = [Operation(method: "GET", path: "/me")]
        imported.importedFrom = "slack_openapi_v2.json"
        return [
            ProviderListing(.builtIn, .provider(.init(builtIn))),
            ProviderListing(file("bakery.json"), .provider(.init(provider))),
            ProviderListing(
                file("broken.json"),
                .problem(
                    FileProblem(
                        path: "/config/authscope/providers/broken.json", line: 3, column: 12,
                        message: "the key \"id\" is missing"))),
            ProviderListing(file("other.json"), .provider(.init(other))),
            ProviderListing(file("slack.json"), .provider(.init(imported))),
        ]
    }
}
