import JSON
import OAuth
import TestSupport
import TestTraits
import Testing

@testable import Catalog

/// Documents made to hurt, and documents that are damaged.
@Suite(.onThreadsOfTheirOwn) struct HostileImportTests {
    typealias Sample = ImportSample

    @Test func refusesWhatLiesTooDeep() throws {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        let problem = try Sample.problem("{\"openapi\": \"3.0.0\", \"x-deep\": \(deep)}")
        #expect(problem.message == "arrays and objects lie more than 64 deep")
    }

    @Test func refusesATextThatIsTooLong() throws {
        #expect(throws: JSONError.self) {
            try JSONReader([UInt8](repeating: 0x20, count: (32 << 20) + 1), limits: ImportSample.limits)
        }
    }

    @Test func takes100000ScopesAndNoMore() throws {
        func document(_ count: Int) -> String {
            let scopes = (0..<count).map { "\"s\($0)\": \"d\"" }.joined(separator: ",")
            return OpenAPIImportTests.scopes("{\(scopes)}")
        }
        #expect(try Sample.provider(document(100_000)).scopes.count == 100_000)
        let result = try Sample.read(document(100_001))
        #expect(result.providers[0].provider.scopes.count == 100_000)
        #expect(
            result.notes.map(\.message) == [
                "the scope \"s100000\" is left out: a provider may have at most 100,000 scopes"
            ])
    }

    @Test func tellsOfTheFirstBrokenScopesOneByOne() throws {
        let scopes = (0..<50_000).map { "\"s \($0)\": \"\"" }.joined(separator: ",")
        let result = try Sample.read(OpenAPIImportTests.scopes("{\(scopes)}"))
        #expect(result.notes.count == 6)
        #expect(result.notes.last?.text == "and 49995 more scopes that were left out")
    }

    @Test func takes10000OperationsAndNoMore() throws {
        func document(_ count: Int) -> String {
            Sample.openAPI(paths: "{\((0..<count).map { "\"/\($0)\": {\"get\": {}}" }.joined(separator: ","))}")
        }
        #expect(try Sample.provider(document(10_000)).operations.count == 10_000)
        let result = try Sample.read(document(10_001))
        #expect(result.providers[0].provider.operations.count == 10_000)
        #expect(result.notes.map(\.message) == ["GET \"/10000\" is left out: the limit is 10,000 operations"])
    }

    @Test func takes100AlternativesAndNoMore() throws {
        func document(_ count: Int) -> String {
            let security = (0..<count).map { "{\"main\": [\"s\($0)\"]}" }.joined(separator: ",")
            return Sample.openAPI(paths: "{\"/a\": {\"get\": {\"security\": [\(security)]}}}")
        }
        #expect(try Sample.provider(document(100)).operations[0].alternatives.count == 100)
        let result = try Sample.read(document(101))
        #expect(result.providers[0].provider.operations.isEmpty)
        #expect(
            result.providers[0].notes.map(\.message).contains(
                "GET /a is left out: it has 101 sets of scopes, and the limit is 100"))
    }

    @Test func setsOfOtherSchemesDoNotCount() throws {
        let security = (0..<90).map { "{\"main\": [\"s\($0)\"]}, {\"key\": [\"s\($0)\"]}" }.joined(separator: ",")
        let provider = try Sample.provider(
            Sample.openAPI(
                paths: "{\"/a\": {\"get\": {\"security\": [\(security)]}}}",
                schemes: "{\"main\": \(Sample.scheme), \"key\": {\"type\": \"apiKey\"}}"))
        #expect(provider.operations[0].alternatives.count == 90)
    }

    @Test func takesSetsOf1000ScopesAndNoMore() throws {
        func document(_ count: Int) -> String {
            let scopes = (0..<count).map { "\"s\($0)\"" }.joined(separator: ",")
            return Sample.openAPI(paths: "{\"/a\": {\"get\": {\"security\": [{\"main\": [\(scopes)]}]}}}")
        }
        #expect(try Sample.provider(document(1_000)).operations[0].alternatives[0].count == 1_000)
        #expect(try Sample.provider(document(1_001)).operationLines == ["GET /a other"])
    }

    @Test func operationsBeyondAllRequirementsAreLeftOut() throws {
        let many = (0..<990).map { "\"s\($0)\"" }.joined(separator: ",")
        let paths = (0..<600).map { "\"/\($0)\": {\"get\": {\"security\": [{\"main\": [\(many)]}]}}" }
        let result = try Sample.read(Sample.openAPI(paths: "{\(paths.joined(separator: ","))}"))
        #expect(result.providers[0].provider.operations.count < 600)
        #expect(result.providers[0].provider.operations.allSatisfy { $0.access == .token })
        #expect(
            result.notes.first?.message == "the operations of this document have more requirements than can be read")
    }

    @Test(arguments: [(0, 16), (2_500, 16), (2_501, 15), (10_000, 4)])
    func makesSoManyProvidersThatTheirOperationsAreNotTooMany(operations: Int, providers: Int) throws {
        let schemes = (0..<20).map { "\"s\($0)\": \(Sample.scheme)" }.joined(separator: ",")
        let paths = (0..<operations).map { "\"/\($0)\": {\"get\": {\"security\": []}}" }.joined(separator: ",")
        let document = try JSONReader(
            Array(Sample.openAPI(paths: "{\(paths)}", schemes: "{\(schemes)}").utf8), limits: Sample.limits)
        let result = try ProviderImport.read(document, source: .file("d.json"))
        #expect(result.providers.count == providers)
        #expect(
            result.notes[0].message
                == "the security scheme \"s\(providers)\" is left out: at most \(providers) providers are made from a document"
        )
    }

    /// Each of the references is to a large part, which counts once.
    @Test func thousandsOfReferencesCostOneReading() throws {
        let large = (0..<20_000).map { "\"x-\($0)\": [1, 2, 3]" }.joined(separator: ",")
        let copies = (0..<9_000).map { "\"/\($0)\": {\"$ref\": \"#/x-large\"}" }.joined(separator: ",")
        let text = Sample.openAPI(paths: "{\(copies)}", more: "\"x-large\": {\"get\": {\"summary\": \"L\"}, \(large)}")
        #expect(try Sample.provider(text).operations.count == 9_000)
    }

    @Test func referencesIntoEachOtherAreRefusedBeforeTheyCostMuch() throws {
        let filling = String(repeating: "[1],", count: 20_000)
        var nested = "{\"fill\": [\(filling) 0]}"
        var paths: [String] = []
        for level in 0..<50 {
            nested = "{\"n\": \(nested)}"
            paths.append("\"/\(level)\": {\"$ref\": \"#/x-n\(String(repeating: "/n", count: level))\"}")
        }
        let text = Sample.openAPI(paths: "{\(paths.joined(separator: ","))}", more: "\"x-n\": \(nested)")
        let result = try Sample.read(text)
        #expect(
            result.notes.contains { $0.message.hasSuffix("the references in this document refer to too much text") })
    }

    @Test func referencesThatMultiplyOperationsMeetTheLimit() throws {
        let item = ["get", "put", "post", "delete", "patch"].map { "\"\($0)\": {}" }.joined(separator: ",")
        let copies = (0..<3_000).map { "\"/\($0)\": {\"$ref\": \"#/x-item\"}" }.joined(separator: ",")
        let text = Sample.openAPI(paths: "{\(copies)}", more: "\"x-item\": {\(item)}")
        let result = try Sample.read(text)
        #expect(result.providers[0].provider.operations.count == 10_000)
        #expect(result.notes.last?.text == "and 995 more operations that were left out")
    }

    @Test func aPathHasAtMost100Methods() throws {
        let methods = (0..<20_000).map { "\"M\($0)\": {}" }.joined(separator: ",")
        let result = try Sample.read(Sample.openAPI(paths: "{\"/a\": {\"additionalOperations\": {\(methods)}}}"))
        #expect(result.providers[0].provider.operations.count == 100)
        #expect(result.notes.last?.text == "and 19895 more operations that were left out")
    }

    /// Each of the schemes reads the same large list by a reference.
    @Test func scopesBehindManyReferencesMeetTheirLimit() throws {
        let scopes = (0..<50_000).map { "\"scope-\($0)\": \"what it is for\"" }.joined(separator: ",")
        let flow = ##""authorizationUrl": "https://a.example/", "scopes": {"$ref": "#/x-scopes"}"##
        let schemes = (0..<300).map {
            "\"s\($0)\": {\"type\": \"oauth2\", \"flows\": {\"authorizationCode\": {\(flow)}}}"
        }
        let document = try JSONReader(
            Array(
                Sample.openAPI(schemes: "{\(schemes.joined(separator: ","))}", more: "\"x-scopes\": {\(scopes)}").utf8),
            limits: Sample.limits)
        let result = try ProviderImport.read(document, source: .file("d.json"))
        #expect(result.providers.count == 16)
        #expect(
            result.notes.contains { $0.message.hasSuffix("the references in this document refer to too much text") })
    }

    @Test func aThousandSchemesOfBearerTokensAreLookedAtOnce() throws {
        let schemes = (0..<900).map { "\"b\($0)\": {\"type\": \"http\", \"scheme\": \"bearer\"}" }
        let security = (0..<900).map { "{\"b\($0)\": [\"s\"]}" }.joined(separator: ",")
        let paths = (0..<100).map { "\"/\($0)\": {\"get\": {\"security\": [\(security)]}}" }
        let result = try Sample.read(
            Sample.openAPI(
                paths: "{\(paths.joined(separator: ","))}",
                schemes: "{\(schemes.joined(separator: ",")), \"main\": \(Sample.scheme)}"))
        #expect(result.providers[0].provider.operations.count == 100)
        #expect(result.notes[0].message.hasSuffix(", although 100 requirements name scopes of it: s"))
    }

    static let fixtures: [String] = {
        let paths = """
            {"/a/{b}": {"get": {"summary": "S [l](u) <b>x</b>", "operationId": "i", "security": [{"main": ["read", "x"]}, {}]},
            "put": {"security": [{"main": ["read"], "k": []}, {"main": []}], "description": "D. E"}},
            "/c": {"$ref": "#/paths/~1a~1{b}"}, "/d": {"$ref": "e.yaml#/x"}}
            """
        let servers =
            #""servers": [{"url": "https://{r}.example/v1", "variables": {"r": {"default": "eu"}}}], "security": [{"main": ["read"]}]"#
        let schemes =
            ##"{"main": \##(Sample.scheme), "k": {"type": "apiKey"}, "r": {"$ref": "#/components/securitySchemes/main"}}"##
        return [
            Sample.openAPI(paths: paths, schemes: schemes, more: servers, version: "3.1.0"),
            Sample.swagger(paths: paths, more: #""host": "h.example", "basePath": "/v", "schemes": ["https"]"#),
            MetadataImportTests.metadata(
                #""scopes_supported": ["a", "b"], "code_challenge_methods_supported": ["S256"], "token_endpoint": "https://t.example""#
            ),
        ]
    }()

    static let pieces = [
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "-1e9", "\\u0000", "\\ud800", "\u{0}", "\u{FF}", "é",
        "\"$ref\": \"#/\"",
        "\"security\": [{}]", "~1", "%2", "https://", "http://", "..", "{}", "[[[[", "x-", "\"openapi\": 3",
        "\"a\": 1,",
    ]

    /// A damaged document is read, or refused with a place; what is read can be written and read again.
    @Test(arguments: 0..<3)
    func damagedDocumentsEndInAPlaceOrAProvider(fixture: Int) throws {
        var generator = SeededGenerator(seed: UInt64(fixture) + 4)
        let original = Array(Self.fixtures[fixture].utf8)
        #expect(try !Sample.read(Self.fixtures[fixture]).providers.isEmpty)
        var (read, refused) = (0, 0)
        for _ in 0..<2_000 {
            var octets = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) { Self.damage(&octets, &generator) }
            let lines = octets.count { $0 == 0x0A } + 1
            do {
                let reader = try JSONReader(octets, limits: ImportSample.limits)
                let result = try ProviderImport.read(reader, source: .file("d.json"))
                read += 1
                for imported in result.providers {
                    let file = Array(ProviderFile.text(of: imported.provider).utf8)
                    #expect(try ProviderFile.read(file, path: "p.json") == imported.provider)
                }
            } catch let problem as FileProblem {
                refused += 1
                #expect(1...lines ~= problem.line && problem.column >= 1)
            } catch let error as JSONError {
                refused += 1
                #expect(error.line == 1 && error.column == 1)
            }
        }
        #expect(read > 20 && refused > 20)
    }

    private static func damage(_ octets: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...octets.count, using: &generator)
        let end = min(octets.count, place + Int.random(in: 1...30, using: &generator))
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: octets.insert(contentsOf: Array((pieces.randomElement(using: &generator) ?? "").utf8), at: place)
        case 1: octets.removeSubrange(place..<end)
        case 2: if place < octets.count { octets[place] = UInt8.random(in: 0...255, using: &generator) }
        case 3:
            octets.insert(
                contentsOf: Array(octets[place..<end]), at: Int.random(in: 0...octets.count, using: &generator))
        default: if place < octets.count { octets[place] ^= 0x20 }
        }
    }
}
