import JSON
import OAuth

/// The limits and checks of operations.
package enum OperationCheck {
    package static let maximumCount = 10_000
    /// The most sets of scopes of one operation.
    package static let maximumAlternatives = 100
    /// The most scopes in one set.
    package static let maximumScopes = 1_000
    /// The longest path, in Unicode scalars.
    package static let maximumPath = 1_024

    /// Returns the fault of a method (RFC 9110 §9.1), or nil.
    package static func faultOfMethod(_ text: String) -> String? {
        let isMethod =
            1...32 ~= text.utf8.count && text.utf8.first.map { 0x41...0x5A ~= $0 } == true
            && text.utf8.allSatisfy { octet in
                switch octet {
                case 0x30...0x39, 0x41...0x5A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
        return isMethod ? nil : "a method is one word in capital letters, such as GET"
    }

    /// Returns the fault of a path, or nil.
    package static func faultOfPath(_ text: String) -> String? {
        guard text.utf8.first == UInt8(ascii: "/") else { return "a path starts with a slash, such as /me" }
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            return "a path cannot contain control characters"
        }
        guard text.unicodeScalars.count <= maximumPath else { return "a path has at most 1,024 characters" }
        return nil
    }
}

/// The scopes that the operations of a file need: each once, with the place where it occurs first.
struct ReferredScopes {
    private var rows: [ArraySlice<UInt8>: Int] = [:]
    private(set) var names: [(name: String, offset: Int)] = []
    /// For each name, the number of the last set that contains it.
    private var lastSets: [Int] = []
    private var set = 0

    /// Starts another set, in which each name may occur once.
    mutating func beginSet() {
        set += 1
    }

    /// Adds a name and returns a string that all its uses share, or nil when the set contains it already.
    mutating func add(_ octets: ArraySlice<UInt8>, at offset: Int) -> String? {
        guard let row = rows[octets] else {
            rows[octets] = names.count
            names.append((String(decoding: octets, as: UTF8.self), offset))
            lastSets.append(set)
            return names[names.count - 1].name
        }
        guard lastSets[row] != set else { return nil }
        lastSets[row] = set
        return names[row].name
    }
}

extension FieldReader {
    static let operationKeys = ["method", "path", "summary", "id", "access", "scopes"]

    /// Reads the array of operations. Their scopes are added to `scopes`, which is checked at the end of the file.
    mutating func operations(_ scopes: inout ReferredScopes) throws(JSONError) -> [Operation] {
        var operations: [Operation] = []
        var seen: Set<[UInt8]> = []
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard operations.count < OperationCheck.maximumCount else {
                throw json.error(at: start, "a provider may have at most 10,000 operations")
            }
            let operation = try operation(&scopes)
            guard seen.insert(Array(operation.name.utf8)).inserted else {
                throw json.error(at: start, "this method and path are listed twice; remove one")
            }
            operations.append(operation)
        }
        return operations
    }

    private mutating func operation(_ scopes: inout ReferredScopes) throws(JSONError) -> Operation {
        var operation = Operation(method: "", path: "")
        var scopesOffset: Int?
        try object(known: Self.operationKeys, required: ["method", "path"]) { file, key throws(JSONError) in
            switch key {
            case "method": operation.method = try file.text(OperationCheck.faultOfMethod)
            case "path": operation.path = try file.text(OperationCheck.faultOfPath)
            case "summary": operation.summary = try file.operationSummary()
            case "id": operation.id = try file.text()
            case "access": operation.access = try file.word(Operation.Access.allCases)
            default:
                scopesOffset = file.json.valueOffset()
                operation.alternatives = try file.alternatives(&scopes)
            }
        }
        if operation.access != .token {
            if let scopesOffset {
                throw json.error(at: scopesOffset, "only operations with the access \"token\" can have scopes")
            }
            operation.alternatives = []
        }
        return operation
    }

    private mutating func operationSummary() throws(JSONError) -> String {
        let start = json.valueOffset()
        let summary = try json.string()
        guard summary.unicodeScalars.count <= ScopeCheck.maximumSummaryScalars else {
            throw json.error(at: start, "an operation's summary has at most 1,024 characters")
        }
        return summary
    }

    private mutating func alternatives(_ scopes: inout ReferredScopes) throws(JSONError) -> [[String]] {
        let start = json.valueOffset()
        var alternatives: [[String]] = []
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard alternatives.count < OperationCheck.maximumAlternatives else {
                throw json.error(at: start, "an operation may have at most 100 sets of scopes")
            }
            alternatives.append(try alternative(&scopes))
        }
        guard !alternatives.isEmpty else {
            throw json.error(at: start, "list at least one set of scopes; [[]] means any token")
        }
        return alternatives
    }

    private mutating func alternative(_ scopes: inout ReferredScopes) throws(JSONError) -> [String] {
        var names: [String] = []
        scopes.beginSet()
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard names.count < OperationCheck.maximumScopes else {
                throw json.error(at: start, "a set may have at most 1,000 scopes")
            }
            guard let name = scopes.add(try scopeName(), at: start) else {
                throw json.error(at: start, "this is listed twice; remove one")
            }
            names.append(name)
        }
        return names
    }

    /// Checks that the scopes of the operations are in the provider's list.
    func check(_ scopes: ReferredScopes, against list: ScopeList) throws(JSONError) {
        guard let unknown = scopes.names.first(where: { !list.contains($0.name) }) else { return }
        let message = "the scope \"\(unknown.name)\" is not among \"scopes\""
        guard let near = nearestName(to: unknown.name, among: list.indices.lazy.map(list.name(at:))) else {
            throw json.error(at: unknown.offset, message)
        }
        throw json.error(at: unknown.offset, "\(message); did you mean \"\(near)\"?")
    }
}
