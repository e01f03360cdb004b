/// Sorts sets of scopes: those that allow the fewest other operations first, then in the order of the list.
struct ScopeSetRanking {
    /// The number of sets that are compared at a time while they are combined.
    private static let mostCompared = 1_024

    private let index: OperationIndex
    private let chosen: Set<Int>
    private var stepsLeft: Int
    /// For each scope, the number of the set that contains it; for each operation, that of the set that visited it.
    private var scopeMarks: [Int32]
    private var operationMarks: [Int32]
    private var mark: Int32 = 0

    init(_ index: OperationIndex, chosen: Set<Int>, steps: Int) {
        self.index = index
        self.chosen = chosen
        stepsLeft = steps
        scopeMarks = Array(repeating: 0, count: index.scopeCount)
        operationMarks = Array(repeating: 0, count: index.operations.count)
    }

    /// Returns the first sets that combine the certain scopes with one choice of each part; all of them, if there are
    /// not too many.
    mutating func rank(certain: [Int], parts: [[[Int]]]) -> [[Int]] {
        // Parts with only one choice come first, so that all compared sets contain it.
        var sets = [parts.filter { $0.count == 1 }.reduce(into: certain) { $0 += $1[0] }.sorted()]
        for choices in parts where choices.count > 1 {
            sets.removeSubrange(min(sets.count, max(1, Self.mostCompared / choices.count))...)
            // Creating and sorting the sets is also counted.
            stepsLeft -= 8 * sets.count * choices.count * (sets[0].count + choices[0].count)
            guard stepsLeft > 0 else {
                sets = sets.prefix(SmallestScopeSet.mostSets).map { $0 + choices[0] }
                continue
            }
            sets = ranked(choices.flatMap { choice in sets.map { ($0 + choice).sorted() } })
        }
        return sets.map { $0.sorted() }
    }

    /// Returns the sets in order. Either all or none are compared by the operations that they allow, so that no set is first only
    /// because it was not compared.
    private mutating func ranked(_ sets: [[Int]]) -> [[Int]] {
        var powers: [Int] = []
        for set in sets {
            guard stepsLeft > 0 else { return sets.sorted { $0.lexicographicallyPrecedes($1) } }
            powers.append(power(of: set))
        }
        let order = sets.indices.sorted { left, right in
            powers[left] != powers[right]
                ? powers[left] < powers[right] : sets[left].lexicographicallyPrecedes(sets[right])
        }
        return order.map { sets[$0] }
    }

    /// Returns how many operations a set allows besides the selected ones and those that need no scope.
    private mutating func power(of set: [Int]) -> Int {
        mark += 1
        for scope in set { scopeMarks[scope] = mark }
        var power = 0
        for scope in set {
            for use in index.uses(ofScope: scope) where operationMarks[use.operation] != mark {
                operationMarks[use.operation] = mark
                stepsLeft -= index.requirements.scopes(of: use.operation).count
                if !chosen.contains(use.operation), index.allows(use.operation, with: { scopeMarks[$0] == mark }) {
                    power += 1
                }
            }
        }
        return power
    }
}
