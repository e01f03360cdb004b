import JSON

/// Follows single references, such as that of a flow, within a document.
final class ReferenceFollower {
    /// How many octets may be read to find the targets of references, and of the targets themselves; enough for hundreds
    /// of references in a usual document.
    private var budget = 64 << 20
    private let document: JSONReader
    /// Where references lead that were followed before.
    private var offsets: [String: Int] = [:]

    init(_ document: JSONReader) {
        self.document = document
    }

    /// A reader at what the reference leads to.
    ///
    /// - Parameter depth: how many references have led here.
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

    /// Counts the octets of a target that was read.
    func charge(_ octets: Int) { budget -= octets }
}
