import JSON
import OAuth

extension JSONValue {
    /// Creates the object of an operation, with all its known properties.
    init(_ operation: OAuth.Operation) {
        self = .object([
            Member("method", .string(operation.method)),
            Member("path", .string(operation.path)),
            Member("id", .optional(operation.id)),
            Member("summary", .string(operation.summary)),
            Member("access", .string(operation.access.rawValue)),
            Member("scopes", .array(operation.alternatives.map { .texts($0) })),
        ])
    }

    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
