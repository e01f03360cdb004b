/// Removes redundant sets: those that contain all scopes of another set.
struct Alternatives {
    /// The remaining budget for comparing, in scopes looked at. When it is used up, sets are kept as they are, which is
    /// also correct. Only a file made to be slow exceeds it.
    private var stepsLeft = 1 << 24
    /// For each scope, the number of the set that contains it, as far as it was looked at.
    private var marks: [Int32]
    private var mark: Int32 = 0

    /// - Parameter scopes: The number of scopes.
    init(scopes: Int) {
        marks = Array(repeating: 0, count: scopes)
    }

    /// Returns the sets that do not contain another one, without duplicates, in their order.
    mutating func minimal(_ sets: [[Int32]]) -> [[Int32]] {
        if sets.count < 2 { return sets }
        if sets.contains([]) { return [[]] }
        // A set can only contain sets that are not larger.
        let order = sets.indices.sorted { (sets[$0].count, $0) < (sets[$1].count, $1) }
        var kept: [Int] = []
        for index in order where !holdsOne(of: kept, in: sets, index) { kept.append(index) }
        return kept.sorted().map { sets[$0] }
    }

    private mutating func holdsOne(of kept: [Int], in sets: [[Int32]], _ index: Int) -> Bool {
        guard stepsLeft > 0 else { return false }
        mark += 1
        for scope in sets[index] { marks[Int(scope)] = mark }
        for other in kept {
            stepsLeft -= sets[other].count
            if sets[other].allSatisfy({ marks[Int($0)] == mark }) { return true }
        }
        return false
    }
}
