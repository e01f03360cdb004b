/// Finds a set of scopes that allows all operations of a part. The set is small, but seldom proven to be the smallest.
struct GreedyScopeSet {
    private let requirements: Requirements
    private let operationOfSet: [Int32]
    private let setsOfScope: NumberLists
    /// For each set, the number of its scopes that are not chosen.
    private var missing: [Int32]
    /// For each operation, the number of its sets that are chosen completely.
    private var wholeSets: [Int32]
    private var isTaken: [Bool]
    private var taken: [Int32] = []

    /// Returns the numbers of the scopes, ascending. Each of them is needed by some operation.
    static func find(in part: ScopeSetProblem.Part, steps: inout Int) -> [Int32] {
        var greedy = GreedyScopeSet(part)
        greedy.addBest(steps: &steps)
        greedy.addRest()
        greedy.removeUnneeded()
        return greedy.taken.sorted()
    }

    private init(_ part: ScopeSetProblem.Part) {
        requirements = part.requirements
        var operations = [Int32](repeating: 0, count: requirements.sets.count)
        var entries: [(key: Int32, value: Int32)] = []
        for operation in 0..<requirements.count {
            for set in requirements.setNumbers(of: operation) {
                operations[set] = Int32(operation)
                for scope in requirements.sets[set] { entries.append((scope, Int32(set))) }
            }
        }
        operationOfSet = operations
        setsOfScope = NumberLists(count: part.scopes.count, entries: entries)
        missing = (0..<requirements.sets.count).map { [requirements] in Int32(requirements.sets.range($0).count) }
        wholeSets = Array(repeating: 0, count: requirements.count)
        isTaken = Array(repeating: false, count: part.scopes.count)
    }

    /// Adds sets one by one, each time the one whose scopes bring the most operations closest to being allowed.
    private mutating func addBest(steps: inout Int) {
        var values = [Int](repeating: 0, count: isTaken.count)
        while steps > 0 {
            steps -= 2 * requirements.sets.values.count
            for scope in values.indices { values[scope] = 0 }
            var open: [Int] = []
            for operation in 0..<requirements.count where wholeSets[operation] == 0 {
                for set in requirements.setNumbers(of: operation) {
                    open.append(set)
                    for scope in requirements.sets[set] { values[Int(scope)] += 1 << 16 / Int(missing[set]) }
                }
            }
            var best: (set: Int, value: Int)?
            for set in open {
                let value = requirements.sets[set].reduce(0) { $0 + (isTaken[Int($1)] ? 0 : values[Int($1)]) }
                let share = value / Int(missing[set])
                if share > best?.value ?? -1 { best = (set, share) }
            }
            guard let best else { return }
            choose(best.set)
        }
    }

    /// Adds the set with the fewest missing scopes for each operation that is still not allowed, when the steps are
    /// used up.
    private mutating func addRest() {
        for operation in 0..<requirements.count where wholeSets[operation] == 0 {
            let set = requirements.setNumbers(of: operation).min { missing[$0] < missing[$1] }
            if let set { choose(set) }
        }
    }

    private mutating func choose(_ set: Int) {
        for scope in requirements.sets[set] where !isTaken[Int(scope)] {
            isTaken[Int(scope)] = true
            taken.append(scope)
            for set in setsOfScope[Int(scope)] {
                missing[Int(set)] -= 1
                if missing[Int(set)] == 0 { wholeSets[Int(operationOfSet[Int(set)])] += 1 }
            }
        }
    }

    /// Removes scopes that are no longer needed, the last chosen first.
    private mutating func removeUnneeded() {
        for scope in taken.reversed() where !isNeeded(scope) {
            isTaken[Int(scope)] = false
            for set in setsOfScope[Int(scope)] {
                if missing[Int(set)] == 0 { wholeSets[Int(operationOfSet[Int(set)])] -= 1 }
                missing[Int(set)] += 1
            }
        }
        taken.removeAll { !isTaken[Int($0)] }
    }

    /// Whether an operation would have no complete set without the scope.
    private func isNeeded(_ scope: Int32) -> Bool {
        let sets = setsOfScope[Int(scope)]
        var index = sets.startIndex
        while index < sets.endIndex {
            // Sets are numbered by operation, so those of one operation are neighbours.
            let operation = operationOfSet[Int(sets[index])]
            var lost: Int32 = 0
            while index < sets.endIndex, operationOfSet[Int(sets[index])] == operation {
                if missing[Int(sets[index])] == 0 { lost += 1 }
                index += 1
            }
            if lost > 0, lost == wholeSets[Int(operation)] { return true }
        }
        return false
    }
}
