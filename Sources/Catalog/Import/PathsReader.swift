import JSON
import OAuth

/// An operation as the document describes it, for all security schemes.
struct DescribedOperation {
    var method: String
    var path = ""
    var summary = ""
    var id: String?
    /// The requirements, or nil when the operation inherits those of the document.
    var security: Security?
    /// The offset of the method.
    var offset = 0
}

/// A reader for `paths` of OpenAPI and Swagger: Path Items and their operations.
struct PathsReader {
    private static let maximumIDScalars = 256
    /// The most methods read from one path.
    private static let maximumMethods = 100

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

    /// Reads all operations, in the order of the document.
    mutating func operations(_ paths: inout JSONReader) throws(JSONError) -> [DescribedOperation] {
        var items: [(path: String, item: PathItem)] = []
        var seen: Set<String> = []
        let fault = try paths.looseObject { json, path throws(JSONError) in
            let nameOffset = json.nameOffset
            if path == "$ref" {
                if let reference = try json.reference() {
                    notes.add(
                        .outsideReference, at: reference.offset,
                        "the paths are at \(quoted(reference.text)), which is not read")
                }
                return
            }
            guard !path.hasPrefix("x-"), !SecuritySchemeReader.lists.contains(path) else { return try json.skip() }
            // OpenAPI requires a slash at the start. A missing one is added.
            let path = path.hasPrefix("/") ? path : "/\(path)"
            if let fault = OperationCheck.faultOfPath(path) {
                notes.add(.operation, at: nameOffset, "the path \(quoted(path)) is left out: \(fault)")
                return try json.skip()
            }
            guard seen.insert(path).inserted else {
                notes.add(
                    .operation, at: nameOffset, "the path \(quoted(path)) occurs twice; the second one is left out")
                return try json.skip()
            }
            items.append((path, try pathItem(&json, named: path)))
        }
        if let fault { notes.add(.part, fault, "the paths are left out") }
        let references = try References(of: items.lazy.compactMap(\.item.reference?.text), in: document) {
            json throws(JSONError) in try pathItem(&json, named: "")
        }
        var operations: [DescribedOperation] = []
        for (path, item) in items {
            let start = operations.count
            append(item.value, at: path, to: &operations)
            guard let reference = item.reference else { continue }
            guard operations.count < OperationCheck.maximumCount else {
                notes.add(
                    .operation, at: reference.offset,
                    "what \(quoted(path)) refers to is left out: the limit is 10,000 operations")
                continue
            }
            do throws(References<[DescribedOperation]>.Failure) {
                // Members next to the reference take precedence.
                let others = try references.values(of: reference.text).joined()
                for operation in others where !operations[start...].contains(where: { $0.method == operation.method }) {
                    append([operation], at: path, to: &operations)
                }
            } catch {
                notes.add(error.sort, at: reference.offset, error.message(reference.text))
            }
        }
        return operations
    }

    private func append(_ others: [DescribedOperation], at path: String, to operations: inout [DescribedOperation]) {
        for var operation in others {
            operation.path = path
            guard operations.count < OperationCheck.maximumCount else {
                notes.add(
                    .operation, at: operation.offset,
                    "\(operation.method) \(quoted(path)) is left out: the limit is 10,000 operations")
                continue
            }
            operations.append(operation)
        }
    }

    private mutating func pathItem(_ json: inout JSONReader, named path: String) throws(JSONError) -> PathItem {
        var item = PathItem(value: [])
        var capitals: [DescribedOperation] = []
        let fault = try json.looseObject { json, name throws(JSONError) in
            let nameOffset = json.nameOffset
            if name == "$ref" {
                item.reference = try json.reference()
            } else if Self.methods.contains(name) {
                if let operation = try operation(&json, method: name.uppercased(), at: nameOffset) {
                    item.value.append(operation)
                }
            } else if Self.methods.contains(name.lowercased()) {
                // In OpenAPI, methods are in lower case.
                if let operation = try operation(&json, method: name.uppercased(), at: nameOffset) {
                    capitals.append(operation)
                }
            } else if name == "additionalOperations" {
                try readAdditional(&json, into: &item)
            } else {
                try json.skip()
            }
        }
        if let fault { notes.add(.operation, fault, "the path \(quoted(path)) is left out") }
        for operation in capitals { append(operation, to: &item) }
        return item
    }

    /// Reads the methods that have no member of their own (OpenAPI 3.2, `additionalOperations`).
    private mutating func readAdditional(_ json: inout JSONReader, into item: inout PathItem) throws(JSONError) {
        let fault = try json.looseObject { json, method throws(JSONError) in
            let nameOffset = json.nameOffset
            if let fault = OperationCheck.faultOfMethod(method) {
                notes.add(.operation, at: nameOffset, "the operation \(quoted(method)) is left out: \(fault)")
                return try json.skip()
            }
            guard item.value.count < Self.maximumMethods else {
                notes.add(
                    .operation, at: nameOffset, "the operation \(quoted(method)) is left out: a path has at most 100")
                return try json.skip()
            }
            if let operation = try operation(&json, method: method, at: nameOffset) { append(operation, to: &item) }
        }
        if let fault { notes.add(.operation, fault, "additional operations are left out") }
    }

    /// Adds an operation, unless the path has one with this method.
    private func append(_ operation: DescribedOperation, to item: inout PathItem) {
        guard !item.value.contains(where: { $0.method == operation.method }) else {
            return notes.add(
                .operation, at: operation.offset, "\(operation.method) occurs twice; the second one is left out")
        }
        item.value.append(operation)
    }

    /// Reads an operation. Returns nil when it is not one, or is only a reference, which OpenAPI does not allow here.
    private mutating func operation(
        _ json: inout JSONReader, method: String, at nameOffset: Int
    ) throws(JSONError) -> DescribedOperation? {
        var operation = DescribedOperation(method: method, offset: nameOffset)
        var description: String?
        var reference: String?
        guard try json.nextKind() != .null else {
            try json.null()
            return nil
        }
        let fault = try json.looseObject { json, name throws(JSONError) in
            switch name {
            case "summary": operation.summary = try text(&json) ?? ""
            case "description": description = try json.looseText()
            case "operationId": operation.id = try text(&json, maximumScalars: Self.maximumIDScalars)
            case "security": operation.security = try security.security(&json)
            case "$ref": reference = try json.reference()?.text
            default: try json.skip()
            }
        }
        if let fault {
            notes.add(.operation, fault, "the operation \(method) is left out")
            return nil
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

    /// Reads a text as one line. Returns nil when there is none.
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
