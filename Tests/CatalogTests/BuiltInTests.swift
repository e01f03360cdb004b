import JSON
import OAuth
import Seeds
import Testing

@testable import Catalog

/// The facts of the specification, as the built-in catalogue holds them.
struct BuiltInTests {
    let provider = BuiltIn.provider

    @Test func isSmallEnoughToBeEmbedded() {
        #expect(Seeds.bakeronline.count <= 8_192)
    }

    @Test func namesTheEndpoints() {
        #expect(provider.id == "bakeronline")
        #expect(provider.name == "Bakeronline")
        #expect(provider.authorizationEndpoint == "https://accounts.bakeronline.be/oauth/authorize")
        #expect(provider.tokenEndpoint == "https://accounts.bakeronline.be/api/token")
        #expect(provider.issuer == nil)
    }

    @Test func listsTheFiveScopesInTheirOrder() {
        #expect(
            provider.scopes.indices.map(provider.scopes.name(at:)) == [
                "company:read", "company:write", "customer:read", "customer:write", "user:read",
            ])
        for row in provider.scopes.indices {
            #expect(1...48 ~= provider.scopes.summary(at: row).count)
        }
        #expect(provider.suggestedScopes == ["user:read"])
    }

    @Test func knowsTheExampleClientAsAnExample() {
        let id = "264ade60a4ca76716a53056cecb171c027586dc722d6cf5ba40b1519de78170910d9ce0602c776f9"
        #expect(
            provider.clients == [
                Client(
                    name: "Example client", clientID: id,
                    redirectURIs: ["http://127.0.0.1:8765/callback", "https://app.example/callback"],
                    kind: .public, isExample: true)
            ])
        #expect(provider.clientIDPattern?.source == "^[0-9a-f]{80}$")
        #expect(provider.clientIDPattern?.shape?.text == "80 hex digits")
        #expect(provider.clientIDPattern?.shape?.fault(of: id) == nil)
    }

    @Test func demandsWhatTheSpecificationDoesNotCallOptional() {
        #expect(provider.requiredParameters == ["redirect_uri", "scope"])
        #expect(provider.responseTypes == ["code"])
        #expect(provider.challengeMethods == ["S256", "plain"])
        #expect(!provider.requiresPKCE)
    }

    @Test func listsTheAPIVersions() throws {
        let versions = try #require(provider.apiVersions)
        #expect(versions.header == "X-VERSION")
        #expect(versions.latestStable == "1.8.0")
        #expect(
            versions.versions.map(\.number) == [
                "0.2.0", "0.2.1", "0.2.2", "0.3.0", "1.0.0", "1.1.0", "1.5.0", "1.5.1", "1.7.0", "1.8.0", "1.9.0",
                "1.10.0",
            ])
        #expect(versions.versions.filter { $0.status == .development }.map(\.number) == ["1.10.0"])
        #expect(provider.acceptLanguage == "en-US,en;q=0.5")
    }

    @Test func knowsHowTheTokenEndpointDiffers() {
        #expect(provider.token.grantType == "code")
        #expect(provider.token.requiredFields == ["device_name", "device_id"])
        #expect(provider.token.acceptsJSON)
        #expect(provider.token.redirectURI == .unused)
        #expect(!provider.token.identifiesClientOnRefresh)
    }

    @Test func marksTheScopesOfItsOperationsAsInferred() throws {
        #expect(provider.areOperationsInferred)
        #expect(
            provider.operations.map(\.name) == [
                "GET /company/companies", "GET /company/companies/@id/permissions/users", "GET /company/shops",
                "GET /company/shops/@id", "GET /orders", "GET /orders/@id",
            ])
        #expect(
            provider.operations.map(\.alternatives) == [
                [["company:read"]], [["company:read"]], [["company:read"]], [["company:read"]],
                [["customer:read"]], [["customer:read"]],
            ])
    }
}
