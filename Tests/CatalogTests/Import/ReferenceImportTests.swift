import OAuth
import Testing

@testable import Catalog

/// `$ref` in the document, and out of it.
struct ReferenceImportTests {
    typealias Sample = ImportSample

    @Test(arguments: [
        "#/paths/~1real~1{id}", "#/paths/~1real~1%7Bid%7D", "#/components/pathItems/Shared", "#/x-items/0/a~0b",
    ])
    func followsAPathItem(reference: String) throws {
        let item = #"{"get": {"summary": "G", "security": [{"main": ["read"]}]}}"#
        let text = """
            {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "x-items": [{"a~b": \(item)}],
            "paths": {"/copy": {"$ref": "\(reference)", "put": {}}, "/real/{id}": \(item)},
            "components": {"pathItems": {"Shared": \(item)}, "securitySchemes": {"main": \(Sample.scheme)}}}
            """
        let provider = try Sample.provider(text)
        #expect(
            provider.operationLines == ["PUT /copy open", "GET /copy token read", "GET /real/{id} token read"])
        #expect(provider.operations[1].summary == "G")
    }

    @Test func membersNextToAReferenceTakePrecedence() throws {
        let paths =
            ##"{"/a": {"$ref": "#/paths/~1b", "get": {"summary": "near"}}, "/b": {"get": {"summary": "far"}, "put": {}}}"##
        let provider = try Sample.provider(Sample.openAPI(paths: paths))
        #expect(
            provider.operations.map { "\($0.name) \($0.summary)" } == [
                "GET /a near", "PUT /a ", "GET /b far", "PUT /b ",
            ])
    }

    @Test(arguments: ["#/components/securitySchemes/real", "#/components/securitySchemes/step", "#/x-schemes/real"])
    func followsASecurityScheme(reference: String) throws {
        let schemes = """
            {"main": {"$ref": "\(reference)"}, "step": {"$ref": "#/x-schemes/real"}, "real": \(Sample.scheme)}
            """
        let text = Sample.openAPI(schemes: schemes, more: "\"x-schemes\": {\"real\": \(Sample.scheme)}")
        let result = try Sample.read(text)
        #expect(result.providers.map(\.schemeName) == ["main", "step", "real"])
        #expect(result.providers.allSatisfy { $0.provider.scopes.count == 2 })
        #expect(result.notes.isEmpty)
    }

    static let dead: [(reference: String, note: String)] = [
        ("other.yaml#/paths/~1a", "is in another file, which is not read"),
        ("https://x.example/openapi.json", "is in another file, which is not read"),
        ("#/paths/~1nowhere", "does not exist in this document"),
        ("#/paths/~1a", "refers to itself"),
        ("#/paths/~1c", "refers to itself"),
        ("#/paths/~1long0", "leads through too many references"),
        ("#anchor", "is not a reference that can be followed"),
        ("#/%zz", "is not a reference that can be followed"),
        ("#/%ff", "is not a reference that can be followed"),
    ]

    @Test(arguments: dead)
    func saysWhyAReferenceGivesNothing(reference: String, note: String) throws {
        let chain = (0..<9).map { ##""/long\##($0)": {"$ref": "#/paths/~1long\##($0 + 1)"}"## }.joined(separator: ", ")
        let paths =
            ##"{"/a": {"$ref": "\##(reference)"}, "/b": {"$ref": "#/paths/~1c"}, "/c": {"$ref": "#/paths/~1b"}, "##
        let text = Sample.openAPI(paths: paths + chain + #", "/long9": {"get": {}}}"#)
        let result = try Sample.read(text)
        #expect(
            result.notes.contains(ImportNote("\"\(reference)\" \(note)", line: 5, column: 26)))
    }

    @Test func aSchemeInAnotherFileIsTheReasonGiven() throws {
        let problem = try Sample.problem(Sample.openAPI(schemes: #"{"main": {"$ref": "auth.yaml#/main"}}"#))
        #expect(problem.message.hasSuffix("\"auth.yaml#/main\" is in another file, which is not read"))
        let whole = try Sample.problem(Sample.openAPI(schemes: #"{"$ref": "auth.yaml"}"#))
        #expect(whole.message.hasSuffix("the security schemes are at \"auth.yaml\", which is not read"))
    }

    @Test func reportsPathsAndOperationsInOtherFiles() throws {
        let result = try Sample.read(
            Sample.openAPI(paths: #"{"$ref": "paths.yaml", "/a": {"get": {"$ref": "a.yaml"}, "put": {}}}"#))
        #expect(result.providers[0].provider.operationLines == ["PUT /a open"])
        #expect(
            result.notes.map(\.message) == [
                "the paths are at \"paths.yaml\", which is not read",
                "this operation is only a reference to \"a.yaml\", which is not read",
            ])
    }
}
