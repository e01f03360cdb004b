import JSON

/// A part of a document that may be a reference to another part (`$ref`).
struct Referable<Value> {
    var value: Value
    /// The text of `$ref`, and its place.
    var reference: (text: String, offset: Int)?
}

/// The reason why a reference cannot be followed.
enum ReferenceFailure: Error {
    case outside
    case missing
    case circle
    case tooLong
    /// The targets of all references together are longer than the limit.
    case tooMuch

    /// The most references in a chain.
    static let longestChain = 8

    /// Returns the message about a reference.
    func message(_ reference: String) -> String {
        switch self {
        case .outside where reference.hasPrefix("#"): "\(quoted(reference)) is not a reference that can be followed"
        case .outside: "\(quoted(reference)) is in another file, which is not read"
        case .missing: "\(quoted(reference)) does not exist in this document"
        case .circle: "\(quoted(reference)) refers to itself"
        case .tooLong: "\(quoted(reference)) leads through too many references"
        case .tooMuch: "\(quoted(reference)) is not followed: the references in this document refer to too much text"
        }
    }

    var sort: ImportNotes.Sort {
        if case .outside = self { .outsideReference } else { .brokenReference }
    }
}

/// The targets of references within a document, and the targets of those.
///
/// All chains are followed together, with one pass through the document for each step, and each target is read once.
/// So the time does not depend on the number of references.
struct References<Value> {
    typealias Failure = ReferenceFailure

    private var targets: [JSONPointer: Referable<Value>] = [:]
    /// The targets beyond the limit.
    private var unread: Set<JSONPointer> = []

    /// Reads the targets of all references, and of the references in the targets.
    ///
    /// - Parameter read: Reads a target. It may read the same text twice when targets overlap.
    init(
        of references: some Sequence<String>, in document: JSONReader,
        read: (inout JSONReader) throws(JSONError) -> Referable<Value>
    ) throws(JSONError) {
        var pending = Set(references.compactMap { JSONPointer(reference: $0) })
        // Targets may contain each other. This budget is enough to read every part of the document several times.
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

    /// Returns the values that a reference leads to, the nearest first. A target with a value and a reference leads on.
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
    /// Reads the text of `$ref` and its place. Returns nil when it is not a string.
    mutating func reference() throws(JSONError) -> (text: String, offset: Int)? {
        let offset = valueOffset()
        guard try nextKind() == .string else {
            try skip()
            return nil
        }
        return (try string(), offset)
    }
}
