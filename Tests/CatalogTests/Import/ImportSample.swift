import JSON
import OAuth
import Testing

@testable import Catalog

/// Documents to import, put together from the parts that a test is about.
enum ImportSample {
    /// The limits of documents (`docs/security.md` S8).
    static let limits = JSONLimits(octets: 32 << 20, depth: 64)

    /// A scheme with an authorization code flow and the scopes `read` and `write`.
    static let scheme = """
        {"type": "oauth2", "flows": {"authorizationCode": {
          "authorizationUrl": "https://auth.example/authorize", "tokenUrl": "https://auth.example/token",
          "scopes": {"read": "See things", "write": "Change things"}}}}
        """

    /// An OpenAPI document with one scheme, `main`, unless others are given.
    static func openAPI(
        paths: String = "{}", schemes: String = "{\"main\": \(scheme)}", more: String = "", version: String = "3.0.3",
        title: String = "Things API"
    ) -> String {
        """
        {"openapi": "\(version)", "info": {"title": "\(title)", "version": "1"},
        "components": {"securitySchemes": \(schemes)},
        \(more.isEmpty ? "" : more + ",\n")"paths": \(paths)}
        """
    }

    /// A Swagger 2.0 document with one definition, `main`.
    static func swagger(
        paths: String = "{}",
        definition: String = """
        {"type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://auth.example/authorize",
        "tokenUrl": "https://auth.example/token", "scopes": {"read": "See things", "x-note": "no scope"}}
        """,
        more: String = ""
    ) -> String {
        """
        {"swagger": "2.0", "info": {"title": "Things", "version": "1"},
        "securityDefinitions": {"main": \(definition)},
        \(more.isEmpty ? "" : more + ",\n")"paths": \(paths)}
        """
    }

    static func read(_ text: String, from source: ImportSource = .file("d.json")) throws -> ProviderImport {
        let reader = try JSONReader(Array(text.utf8), limits: ImportSample.limits)
        let result = try ProviderImport.read(reader, source: source)
        // Whatever is imported can be written and read again.
        for imported in result.providers {
            let file = Array(ProviderFile.text(of: imported.provider).utf8)
            #expect(try ProviderFile.read(file, path: "p.json") == imported.provider)
        }
        return result
    }

    /// The only provider of a document.
    static func provider(_ text: String, from source: ImportSource = .file("d.json")) throws -> Provider {
        let result = try read(text, from: source)
        try #require(result.providers.count == 1)
        return result.providers[0].provider
    }

    /// Returns the problem with a document that contains nothing usable.
    static func problem(_ text: String, from source: ImportSource = .file("d.json")) throws -> FileProblem {
        let reader = try JSONReader(Array(text.utf8), limits: ImportSample.limits)
        return try #require(throws: FileProblem.self) { try ProviderImport.read(reader, source: source) }
    }

    /// All notes of an import, of its providers first.
    static func notes(_ result: ProviderImport) -> [String] {
        (result.providers.flatMap(\.notes) + result.notes).map(\.text)
    }
}

extension Provider {
    /// Scopes as `name: description`.
    var scopeLines: [String] { scopes.indices.map { "\(scopes.name(at: $0)): \(scopes.summary(at: $0))" } }

    /// Operations as `GET /a token read+write|admin`.
    var operationLines: [String] {
        operations.map { operation in
            let sets = operation.alternatives.map { $0.joined(separator: "+") }.joined(separator: "|")
            return "\(operation.name) \(operation.access.rawValue)\(operation.access == .token ? " \(sets)" : "")"
        }
    }
}
