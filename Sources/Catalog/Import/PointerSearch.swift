import JSON

/// A search for many places of a document in one pass.
struct PointerSearch {
    /// A node of the tree of names that lead to the places. The first one is the document itself.
    private struct Node {
        var children: [String: Int] = [:]
        var pointer: JSONPointer?
    }

    private var nodes = [Node()]
    private var found: [JSONPointer: Int] = [:]

    /// Returns the offsets of the values that exist. The document must have been read once before.
    static func offsets(
        of pointers: some Sequence<JSONPointer>, in document: JSONReader
    ) throws(JSONError) -> [JSONPointer: Int] {
        var search = PointerSearch()
        for pointer in pointers { search.add(pointer) }
        var reader = document.reading(at: 0)
        try search.walk(&reader, node: 0)
        return search.found
    }

    private mutating func add(_ pointer: JSONPointer) {
        var node = 0
        for token in pointer.tokens {
            if let child = nodes[node].children[token] {
                node = child
            } else {
                nodes.append(Node())
                nodes[node].children[token] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        nodes[node].pointer = pointer
    }

    // Recursion is safe here, because the reader limits the depth.
    private mutating func walk(_ json: inout JSONReader, node: Int) throws(JSONError) {
        if let pointer = nodes[node].pointer { found[pointer] = json.valueOffset() }
        let children = nodes[node].children
        guard !children.isEmpty else { return try json.skip() }
        switch try json.nextKind() {
        case .object:
            try json.beginObject()
            while let name = try json.nextMember() {
                if let child = children[name] { try walk(&json, node: child) } else { try json.skip() }
            }
        case .array:
            var index = 0
            try json.beginArray()
            while try json.nextElement() {
                if let child = children[String(index)] { try walk(&json, node: child) } else { try json.skip() }
                index += 1
            }
        default: try json.skip()
        }
    }
}
