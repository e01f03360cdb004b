import JSON
import OAuth

/// An operation as a document has it, before it is known whose scopes are looked at.
struct DescribedOperation {
    var method: String
    var path = ""
    var summary = ""
    var id: String?
    /// Nil where the operation inherits the document's.
    var security: Security?
}

/// Reads `paths` of OpenAPI and Swagger: Path Items, and the operations in them.
struct PathsReader {
    private static let maximumIDScalars = 256

    /// The operations of a Path Item.
    typealias PathItem = Referable<[DescribedOperation]>

    private static let methods: Set<String> = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
    ]

    let notes: ImportNotes
    private var security: SecurityReader
    private let document: JSONReader

    init(_ document: JSONReader, security: SecurityReader, notes: ImportNotes) {
        self.document = document
        self.security = security
        self.notes = notes
    }

    /// All operations, in the order of the document.
    mutating func operations(_ paths: inout JSONReader) throws(JSONError) -> [DescribedOperation] {
        var items: [(path: String, item: PathItem)] = []
        var seen: Set<String> = []
        var count = 0
        try paths.looseObject { json, path throws(JSONError) in
            let nameOffset = json.nameOffset
            if path == "$ref" {
                if let reference = try json.reference() {
                    notes.add(
                        .outsideReference, at: reference.offset,
                        "the paths are at \(quoted(reference.text)), which is not read")
                }
                return
            }
            guard !path.hasPrefix("x-") else { return try json.skip() }
            // OpenAPI asks for a slash at the start; where it is missing, only one thing can be meant.
            let path = path.hasPrefix("/") ? path : "/\(path)"
            if let fault = OperationCheck.faultOfPath(path) {
                notes.add(.operation, at: nameOffset, "the path \(quoted(path)) is left out: \(fault)")
                return try json.skip()
            }
            guard seen.insert(path).inserted else {
                notes.add(.operation, at: nameOffset, "the path \(quoted(path)) is there already; this one is left out")
                return try json.skip()
            }
            let item = try pathItem(&json)
            count += item.value.count
            try check(count, at: nameOffset)
            items.append((path, item))
        }
        let references = try References(of: items.lazy.compactMap(\.item.reference?.text), in: document) {
            json throws(JSONError) in try pathItem(&json)
        }
        var operations: [DescribedOperation] = []
        for (path, item) in items {
            let start = operations.count
            for var operation in item.value {
                operation.path = path
                operations.append(operation)
            }
            guard let reference = item.reference else { continue }
            do throws(References<[DescribedOperation]>.Failure) {
                for var operation in try references.values(of: reference.text).joined() {
                    // What stands beside the reference is nearer.
                    guard !operations[start...].contains(where: { $0.method == operation.method }) else { continue }
                    operation.path = path
                    operations.append(operation)
                }
            } catch {
                notes.add(error.sort, at: reference.offset, error.message(reference.text))
            }
            try check(operations.count, at: reference.offset)
        }
        return operations
    }

    private func check(_ count: Int, at offset: Int) throws(JSONError) {
        guard count <= OperationCheck.maximumCount else {
            throw document.error(at: offset, "there are more than 10,000 operations up to here, which is the most")
        }
    }

    private mutating func pathItem(_ json: inout JSONReader) throws(JSONError) -> PathItem {
        var item = PathItem(value: [])
        try json.looseObject { json, name throws(JSONError) in
            let nameOffset = json.nameOffset
            if name == "$ref" {
                item.reference = try json.reference()
            } else if Self.methods.contains(name), try json.nextKind() == .object {
                if let operation = try operation(&json, method: name.uppercased(), at: nameOffset) {
                    item.value.append(operation)
                }
            } else {
                try json.skip()
            }
        }
        return item
    }

    /// Reads an operation; nil where it is only a reference, which OpenAPI does not know for operations.
    private mutating func operation(
        _ json: inout JSONReader, method: String, at nameOffset: Int
    ) throws(JSONError) -> DescribedOperation? {
        var operation = DescribedOperation(method: method)
        var description: String?
        var reference: String?
        try json.beginObject()
        while let name = try json.nextMember() {
            switch name {
            case "summary": operation.summary = try text(&json) ?? ""
            case "description": description = try json.looseText()
            case "operationId": operation.id = try text(&json, maximumScalars: Self.maximumIDScalars)
            case "security": operation.security = try security.security(&json)
            case "$ref": reference = try json.reference()?.text
            default: try json.skip()
            }
        }
        if let reference {
            notes.add(
                .outsideReference, at: nameOffset,
                "this operation is only a reference to \(quoted(reference)), which is not read")
            return nil
        }
        if operation.summary.isEmpty {
            operation.summary =
                Self.sentence(description ?? "") ?? operation.id ?? ""
        }
        return operation
    }

    /// A text in one line; nil where there is none.
    private func text(
        _ json: inout JSONReader, maximumScalars: Int = ScopeCheck.maximumSummaryScalars
    ) throws(JSONError) -> String? {
        let offset = json.valueOffset()
        guard let text = try json.looseText() else { return nil }
        let line = PlainText.line(text.utf8, maximumScalars: maximumScalars)
        if line.isCut { notes.add(.cut, at: offset, "this text is cut to \(maximumScalars) characters") }
        return line.text.isEmpty ? nil : line.text
    }

    private static func sentence(_ description: String) -> String? {
        let sentence = PlainText.firstSentence(description, maximumScalars: ScopeCheck.maximumSummaryScalars)
        return sentence.isEmpty ? nil : sentence
    }
}
