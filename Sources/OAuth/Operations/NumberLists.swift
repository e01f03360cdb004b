/// Lists of numbers, stored end to end: a million lists need two allocations.
struct NumberLists: Equatable, Sendable {
    private(set) var values: [Int32] = []
    /// The end of each list in `values`, after a zero.
    private var ends: [Int32] = [0]

    /// The number of lists.
    var count: Int { ends.count - 1 }

    /// Returns the range of a list in `values`.
    func range(_ list: Int) -> Range<Int> { Int(ends[list])..<Int(ends[list + 1]) }

    /// Returns the numbers of a list.
    subscript(list: Int) -> ArraySlice<Int32> { values[range(list)] }

    mutating func append(list: some Sequence<Int32>) {
        values.append(contentsOf: list)
        ends.append(Int32(values.count))
    }

    init() {}

    /// Sorts entries into lists by their keys, which must be below `count`. Within a list they keep their order.
    init(count: Int, entries: [(key: Int32, value: Int32)]) {
        ends = Array(repeating: 0, count: count + 1)
        for entry in entries { ends[Int(entry.key) + 1] += 1 }
        for list in 0..<count { ends[list + 1] += ends[list] }
        var next = ends
        values = Array(repeating: 0, count: entries.count)
        for entry in entries {
            values[Int(next[Int(entry.key)])] = entry.value
            next[Int(entry.key)] += 1
        }
    }
}
