/// Takes away the sets that are no help: those that hold all of another set.
struct Alternatives {
    /// What may still be spent on comparing, in scopes looked at. Beyond that, sets are kept as they are, which is
    /// right as well; only a file made to be slow comes so far.
    private var stepsLeft = 1 << 24
    /// For each scope the number of the set that holds it, as far as it was looked at.
    private var marks: [Int32]
    private var mark: Int32 = 0

    /// - Parameter scopes: the number of scopes there are.
    init(scopes: Int) {
        marks = Array(repeating: 0, count: scopes)
    }

    /// The sets that hold no other one, each once, in their order.
    mutating func minimal(_ sets: [[Int32]]) -> [[Int32]] {
        if sets.count < 2 { return sets }
        if sets.contains([]) { return [[]] }
        // A set can only hold one that is no larger.
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
