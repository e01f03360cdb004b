import Foundation
import JSON
import Testing

@testable import Catalog

/// The JSON Schemas name the keys that the readers know; `Tests/Interop/test_schema.py` holds them against the reader.
struct SchemaTests {
    static func schema(_ name: String) throws -> JSONValue {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try JSONValue(reading: Array(Data(contentsOf: root.appending(path: "docs/\(name)"))))
    }

    static let objects: [(file: String, path: [String], keys: [String])] = [
        ("provider.schema.json", [], FieldReader.providerKeys),
        ("provider.schema.json", ["$defs", "scope"], FieldReader.scopeKeys),
        ("provider.schema.json", ["$defs", "client"], FieldReader.clientKeys),
        ("provider.schema.json", ["$defs", "operation"], FieldReader.operationKeys),
        ("provider.schema.json", ["$defs", "apiVersions"], FieldReader.apiVersionsKeys),
        ("provider.schema.json", ["$defs", "apiVersion"], FieldReader.apiVersionKeys),
        ("provider.schema.json", ["$defs", "token"], FieldReader.tokenKeys),
        ("provider.schema.json", ["$defs", "variable"], FieldReader.variableKeys),
        ("own.schema.json", [], FieldReader.ownEntriesKeys),
        ("own.schema.json", ["$defs", "request"], FieldReader.namedRequestKeys),
        ("own.schema.json", ["$defs", "requestParameter"], FieldReader.requestParameterKeys),
        ("own.schema.json", ["$defs", "client"], FieldReader.clientKeys + ["replaces"]),
    ]

    @Test(arguments: objects)
    func namesEachKey(file: String, path: [String], keys: [String]) throws {
        var object = try Self.schema(file)
        for name in path { object = try #require(object[name]) }
        guard case .object(let properties)? = object["properties"] else {
            Issue.record("no properties")
            return
        }
        #expect(properties.map(\.name).sorted() == keys.sorted())
        #expect(object["additionalProperties"] == .bool(false))
    }

    static let limits: [(path: [String], limit: Int)] = [
        (["properties", "operations", "maxItems"], OperationCheck.maximumCount),
        (["$defs", "operation", "properties", "scopes", "maxItems"], OperationCheck.maximumAlternatives),
        (["$defs", "operation", "properties", "scopes", "items", "maxItems"], OperationCheck.maximumScopes),
        (["$defs", "operation", "properties", "path", "maxLength"], OperationCheck.maximumPath),
        (["properties", "scopes", "maxItems"], ScopeCheck.maximumCount),
        (["properties", "clients", "maxItems"], FieldReader.maximumClients),
        (["properties", "variables", "maxItems"], VariableCheck.maximumCount),
    ]

    @Test func namesEachReservedHeader() throws {
        let header = try #require(
            Self.schema("provider.schema.json")["$defs"]?["apiVersions"]?["properties"]?["header"])
        let names = ReservedFieldName.all.map { name in
            name.map { $0.isLetter ? "[\($0.uppercased())\($0)]" : String($0) }.joined()
        }
        #expect(header["not"]?["pattern"] == .string("^(?:\(names.joined(separator: "|")))$"))
    }

    @Test(arguments: limits)
    func namesEachLimit(path: [String], limit: Int) throws {
        var value = try Self.schema("provider.schema.json")
        for name in path { value = try #require(value[name]) }
        #expect(value == .number(JSONNumber(limit)))
    }
}
