/// What operations need: for each the sets of scopes of which one is enough.
struct Requirements: Equatable, Sendable {
    /// The sets of all operations, one after the other; scopes are numbers, ascending.
    private(set) var sets = NumberLists()
    /// Where each operation's sets end, after a zero.
    private var ends: [Int32] = [0]

    /// The number of operations.
    var count: Int { ends.count - 1 }

    /// An operation's sets, as numbers of `sets`.
    func setNumbers(of operation: Int) -> Range<Int> { Int(ends[operation])..<Int(ends[operation + 1]) }

    /// The scopes of all sets of an operation, each as often as it occurs.
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
