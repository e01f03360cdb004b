import OAuth
import TestTraits
import Testing

@testable import Catalog

/// Documents with a bad part beside good ones: the bad one is left out by name and place.
@Suite(.onThreadsOfTheirOwn) struct TolerantImportTests {
    typealias Sample = ImportSample

    private static let flow =
        #""authorizationUrl": "https://auth.example/authorize", "tokenUrl": "https://auth.example/token", "scopes": {"read": "R"}"#

    // MARK: Schemes where they do not belong, and in other words

    static let misplaced: [(document: String, note: String)] = [
        (
            #"{"openapi": "3.0.0", "securityDefinitions": {"m": {"type": "oauth2", "flow": "accessCode", \#(flow)}}}"#,
            "securityDefinitions is not where it belongs, but was read anyway: this format has securitySchemes in "
                + "components"
        ),
        (
            #"{"openapi": "3.0.0", "securitySchemes": {"m": {"type": "oauth2", "flows": {"authorizationCode": {\#(flow)}}}}}"#,
            "securitySchemes is not where it belongs, but was read anyway: this format has securitySchemes in "
                + "components"
        ),
        (
            #"{"openapi": "3.0.0", "components": {"securitySchemes": {"m": {"type": "oauth2", "flow": "authorizationCode", \#(flow)}}}}"#,
            #""flow" belongs to Swagger 2.0, but was read anyway"#
        ),
        (
            #"{"swagger": "2.0", "components": {"securitySchemes": {"m": {"type": "oauth2", "flow": "accessCode", \#(flow)}}}}"#,
            "securitySchemes is not where it belongs, but was read anyway: this format has securityDefinitions at "
                + "its top"
        ),
        (
            #"{"swagger": "2.0", "securityDefinitions": {"m": {"type": "OAuth2", "flows": {"authorization_code": {\#(flow)}}}}}"#,
            #""flows" belongs to OpenAPI 3, but was read anyway"#
        ),
        (
            #"{"swagger": "2.0", "paths": {"securityDefinitions": {"m": {"type": "oauth2", "flow": "accessCode", \#(flow)}}}}"#,
            "securityDefinitions is not where it belongs, but was read anyway: this format has securityDefinitions "
                + "at its top"
        ),
    ]

    @Test(arguments: misplaced)
    func readsSchemesThatAreMisplaced(document: String, note: String) throws {
        let result = try Sample.read(document)
        #expect(result.providers.map(\.schemeName) == ["m"])
        #expect(result.providers[0].provider.tokenEndpoint == "https://auth.example/token")
        #expect(result.providers[0].provider.scopeLines == ["read: R"])
        #expect(result.notes.map(\.message).contains(note))
        #expect(result.notes.allSatisfy { $0.line == 1 })
    }

    // MARK: References

    static let references: [String] = [
        ##"{"flows": {"authorizationCode": {"$ref": "#/x-parts/flow"}}}"##,
        ##"{"flows": {"$ref": "#/x-parts/flows"}}"##,
        ##"{"flows": {"$ref": "#/x-parts/step"}}"##,
        ##"{"flows": {"authorizationCode": {"authorizationUrl": "https://auth.example/authorize", "tokenUrl": "https://auth.example/token", "scopes": {"$ref": "#/x-parts/scopes"}}}}"##,
    ]

    @Test(arguments: references)
    func followsReferencesWithinAScheme(scheme: String) throws {
        let parts = """
            {"flow": {\(Self.flow)}, "flows": {"authorizationCode": {\(Self.flow)}}, "step": {"$ref": "#/x-parts/flows"},
            "scopes": {"read": "R"}}
            """
        let scheme = scheme.replacing("{\"flows\"", with: "{\"type\": \"oauth2\", \"flows\"")
        let provider = try Sample.provider(
            Sample.openAPI(schemes: "{\"main\": \(scheme)}", more: "\"x-parts\": \(parts)"))
        #expect(provider.authorizationEndpoint == "https://auth.example/authorize")
        #expect(provider.scopeLines == ["read: R"])
    }

    @Test(arguments: [
        ("#/nowhere", "does not exist in this document"), ("f.yaml#/a", "is in another file, which is not read"),
        ("#/components/securitySchemes/bad/flows", "leads through too many references"),
    ])
    func saysWhyAReferenceWithinASchemeGivesNothing(reference: String, reason: String) throws {
        let bad = #"{"type": "oauth2", "flows": {"$ref": "\#(reference)"}}"#
        let result = try Sample.read(Sample.openAPI(schemes: "{\"main\": \(Sample.scheme), \"bad\": \(bad)}"))
        #expect(result.providers.map(\.schemeName) == ["main"])
        #expect(result.notes.map(\.message).contains("\"\(reference)\" \(reason)"))
        #expect(result.notes[0].message == "the security scheme \"bad\" is OAuth 2.0 without a flow")
    }

    @Test func manyReferencesInALargeDocumentMeetTheirLimit() throws {
        let filling = String(repeating: "[1],", count: 200_000)
        let schemes = (0..<200).map {
            ##""s\##($0)": {"type": "oauth2", "flows": {"authorizationCode": {"$ref": "#/x-parts/f\##($0)"}}}"##
        }
        let parts = (0..<200).map { "\"f\($0)\": {\(Self.flow)}" }
        let result = try Sample.read(
            Sample.openAPI(
                schemes: "{\(schemes.joined(separator: ","))}",
                more: "\"x-fill\": [\(filling) 0], \"x-parts\": {\(parts.joined(separator: ","))}"))
        #expect(result.providers.count == 16)
        #expect(result.notes.contains { $0.message.contains("refer to too much text") })
    }

    // MARK: Parts of another kind

    static let parts: [(from: String, to: String, note: String)] = [
        ("\"info\": {\"title\": \"Things API\", \"version\": \"1\"}", "\"info\": []", ""),
        (
            "\"info\": {\"title\": \"Things API\", \"version\": \"1\"}", "\"info\": 7",
            "\"info\" is left out: found '7'; expected an object"
        ),
        ("\"paths\": {}", "\"paths\": [1]", "the paths are left out: expected an object here, not an array"),
        (
            "\"paths\": {}", "\"paths\": {\"/a\": 1, \"/b\": {\"get\": {}}}",
            "the path \"/a\" is left out: found '1'; expected an object"
        ),
        ("\"paths\": {}", "\"servers\": {}", "the servers are left out: found '{'; expected an array"),
        ("\"paths\": {}", "\"servers\": [1]", "a server is left out: found '1'; expected an object"),
        (
            "\"paths\": {}", "\"servers\": [{\"url\": \"/\", \"variables\": [1]}]",
            "the server variables are left out: expected an object here, not an array"
        ),
        (
            "\"main\": ", "\"bad\": 1, \"main\": ",
            "the security scheme \"bad\" is left out: found '1'; expected an object"
        ),
        (
            "\"main\": ", "\"bad\": {\"type\": \"oauth2\", \"flows\": [1]}, \"main\": ",
            "the flows of the security scheme \"bad\" are left out: expected an object here, not an array"
        ),
        (
            "\"main\": ",
            "\"bad\": {\"type\": \"oauth2\", \"flows\": {\"authorizationCode\": {\"scopes\": [1]}}}, \"main\": ",
            "the security scheme \"bad\" is left out: its scopes: expected an object here, not an array"
        ),
    ]

    @Test(arguments: parts)
    func leavesOutAPartOfAnotherKind(from: String, to: String, note: String) throws {
        let text = Sample.openAPI().replacing(from, with: to)
        #expect(text.contains(to))
        let result = try Sample.read(text)
        #expect(result.providers.map(\.schemeName) == ["main"])
        #expect(result.providers[0].provider.scopes.count == 2)
        let notes = result.notes.map(\.message)
        #expect(note.isEmpty ? notes.isEmpty : notes.contains(note), "\(notes)")
    }

    @Test func oauthSchemesComeFirstInTheNotes() throws {
        let keys = (0..<9).map { "\"k\($0)\": {\"type\": \"apiKey\"}" }.joined(separator: ", ")
        let other = #""cc": {"type": "oauth2", "flows": {"clientCredentials": {}}}"#
        let result = try Sample.read(Sample.openAPI(schemes: "{\(keys), \(other), \"main\": \(Sample.scheme)}"))
        #expect(result.notes[0].message.hasPrefix("the security scheme \"cc\" has no authorization code flow"))
        #expect(result.notes.last?.message == "and 4 more security schemes")
        let refused = try Sample.problem(Sample.openAPI(schemes: "{\(keys), \(other)}"))
        #expect(refused.message.contains("is usable here; \"cc\" has no authorization code flow"))
    }

    // MARK: Flows

    @Test func aScopeOfAnotherFlowSaysSo() throws {
        let scheme = """
            {"type": "oauth2", "flows": {"authorizationCode": {\(Self.flow)},
            "clientCredentials": {"tokenUrl": "https://auth.example/token", "scopes": {"job": "Run jobs", "unused": ""}}}}
            """
        let paths = #"{"/a": {"get": {"security": [{"main": ["job", "read"]}, {"main": ["odd"]}]}}}"#
        let imported = try Sample.read(Sample.openAPI(paths: paths, schemes: "{\"main\": \(scheme)}")).providers[0]
        #expect(imported.provider.scopeLines == ["read: R", "job: Run jobs", "odd: "])
        #expect(imported.provider.undeclaredScopes == ["odd"])
        #expect(
            imported.notes.map(\.text) == [
                "operations use 1 scope that the scheme does not declare: odd",
                #"operations use 1 scope that the scheme declares for the flow "clientCredentials" only: job"#,
            ])
    }

    @Test func anImplicitFlowCountsOnlyWithoutACodeFlow() throws {
        let implicit = #"{"type": "oauth2", "flows": {"implicit": {\#(Self.flow)}}}"#
        let alone = try Sample.read(Sample.openAPI(schemes: "{\"i\": \(implicit)}"))
        #expect(alone.providers.map(\.provider.tokenEndpoint) == [nil])
        #expect(alone.providers[0].provider.scopeLines == ["read: R"])
        let beside = try Sample.read(Sample.openAPI(schemes: "{\"i\": \(implicit), \"main\": \(Sample.scheme)}"))
        #expect(beside.providers.map(\.schemeName) == ["main"])
        #expect(
            beside.notes.map(\.message) == [
                "the security scheme \"i\" has no authorization code flow, only implicit, which is not used here"
            ])
    }
}
