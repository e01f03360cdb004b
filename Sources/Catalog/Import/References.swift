import JSON

/// Something of a document that may be a reference to another part of it (`$ref`).
struct Referable<Value> {
    var value: Value
    /// What `$ref` says, and where.
    var reference: (text: String, offset: Int)?
}

/// Why a reference gives nothing.
enum ReferenceFailure: Error {
    case outside
    case missing
    case circle
    case tooLong
    /// The targets of the document's references have more text than is read.
    case tooMuch

    /// Longer chains are not followed.
    static let longestChain = 8

    /// The note on a reference that gives nothing.
    func message(_ reference: String) -> String {
        switch self {
        case .outside where reference.hasPrefix("#"): "\(quoted(reference)) is no reference that can be followed"
        case .outside: "\(quoted(reference)) is in another file, which is not read"
        case .missing: "\(quoted(reference)) leads to nothing in this document"
        case .circle: "\(quoted(reference)) leads in a circle"
        case .tooLong: "\(quoted(reference)) leads through too many other references"
        case .tooMuch: "\(quoted(reference)) is not followed: the references in this document lead to too much text"
        }
    }

    var sort: ImportNotes.Sort {
        if case .outside = self { .outsideReference } else { .brokenReference }
    }
}

/// Follows references within a document, from one to the next.
///
/// The document is walked once for each step of all chains together, and each target is read once, so the time does
/// not depend on how many references there are.
struct References<Value> {
    typealias Failure = ReferenceFailure

    private var targets: [JSONPointer: Referable<Value>] = [:]
    /// Targets beyond the limit.
    private var unread: Set<JSONPointer> = []

    /// Reads all targets of the references and of those in the targets.
    ///
    /// - Parameter read: reads a target; it may be called twice for overlapping places of the document.
    init(
        of references: some Sequence<String>, in document: JSONReader,
        read: (inout JSONReader) throws(JSONError) -> Referable<Value>
    ) throws(JSONError) {
        var pending = Set(references.compactMap { JSONPointer(reference: $0) })
        // Targets may lie within each other; so much is enough for each part of the document to be one by itself.
        var budget = 4 * document.remainingCount
        for _ in 0..<Failure.longestChain where !pending.isEmpty {
            var next: Set<JSONPointer> = []
            for (pointer, offset) in try PointerSearch.offsets(of: pending, in: document).sorted(by: { $0.1 < $1.1 }) {
                guard budget > 0 else {
                    unread.insert(pointer)
                    continue
                }
                var reader = document.reading(at: offset)
                let before = reader.remainingCount
                let target = try read(&reader)
                budget -= before - reader.remainingCount
                targets[pointer] = target
                if let pointer = target.reference.flatMap({ JSONPointer(reference: $0.text) }) { next.insert(pointer) }
            }
            pending = next.filter { targets[$0] == nil && !unread.contains($0) }
        }
    }

    /// The values that a reference leads to, the nearest first: one, or more where a target has a value and a reference.
    func values(of reference: String) throws(Failure) -> [Value] {
        var values: [Value] = []
        var seen: Set<JSONPointer> = []
        var reference: String? = reference
        while let text = reference {
            guard let pointer = JSONPointer(reference: text) else { throw .outside }
            guard seen.insert(pointer).inserted else { throw .circle }
            guard seen.count <= Failure.longestChain else { throw .tooLong }
            guard !unread.contains(pointer) else { throw .tooMuch }
            guard let target = targets[pointer] else { throw .missing }
            values.append(target.value)
            reference = target.reference?.text
        }
        return values
    }
}

extension JSONReader {
    /// Reads the text of `$ref` with its place; nil where it is no string.
    mutating func reference() throws(JSONError) -> (text: String, offset: Int)? {
        let offset = valueOffset()
        guard try nextKind() == .string else {
            try skip()
            return nil
        }
        return (try string(), offset)
    }
}
