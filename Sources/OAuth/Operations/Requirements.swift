/// The sets of scopes of each operation. One of its sets is sufficient.
struct Requirements: Equatable, Sendable {
    /// The sets of all operations in sequence. Scopes are numbers, ascending.
    private(set) var sets = NumberLists()
    /// The end of each operation's sets, after a zero.
    private var ends: [Int32] = [0]

    /// The number of operations.
    var count: Int { ends.count - 1 }

    /// Returns the range of an operation's sets in `sets`.
    func setNumbers(of operation: Int) -> Range<Int> { Int(ends[operation])..<Int(ends[operation + 1]) }

    /// Returns the scopes of all sets of an operation, including duplicates.
    func scopes(of operation: Int) -> ArraySlice<Int32> {
        let numbers = setNumbers(of: operation)
        guard let last = numbers.last else { return [] }
        return sets.values[sets.range(numbers.lowerBound).lowerBound..<sets.range(last).upperBound]
    }

    /// Adds an operation.
    mutating func append(_ alternatives: [[Int32]]) {
        for set in alternatives { sets.append(list: set) }
        ends.append(Int32(sets.count))
    }
}
