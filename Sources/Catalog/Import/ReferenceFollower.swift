import JSON

/// Follows single references within a document, such as that of a flow.
final class ReferenceFollower {
    /// The number of octets that may still be read to find and read targets. It is enough for hundreds of references in
    /// a usual document.
    private var budget = 64 << 20
    private let document: JSONReader
    /// The offsets of targets that were found before.
    private var offsets: [String: Int] = [:]

    init(_ document: JSONReader) {
        self.document = document
    }

    /// Returns a reader at the target of a reference.
    ///
    /// - Parameter depth: The number of references followed so far.
    func reader(at reference: String, depth: Int) throws(ReferenceFailure) -> JSONReader {
        guard depth < ReferenceFailure.longestChain else { throw .tooLong }
        guard budget > 0 else { throw .tooMuch }
        if let offset = offsets[reference] { return document.reading(at: offset) }
        guard let pointer = JSONPointer(reference: reference) else { throw .outside }
        budget -= document.reading(at: 0).remainingCount
        guard budget > 0 else { throw .tooMuch }
        guard let offset = (try? PointerSearch.offsets(of: [pointer], in: document))?[pointer] else { throw .missing }
        offsets[reference] = offset
        return document.reading(at: offset)
    }

    /// Subtracts the octets of a target that was read from the budget.
    func charge(_ octets: Int) { budget -= octets }
}
