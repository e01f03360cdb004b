/// A set of scopes that allows all operations of a part: small, though seldom proven to be the smallest.
struct GreedyScopeSet {
    private let requirements: Requirements
    private let operationOfSet: [Int32]
    private let setsOfScope: NumberLists
    /// For each set how many of its scopes are not taken.
    private var missing: [Int32]
    /// For each operation how many of its sets are taken whole.
    private var wholeSets: [Int32]
    private var isTaken: [Bool]
    private var taken: [Int32] = []

    /// The numbers of the scopes, ascending. Without any one of them an operation is not allowed.
    static func find(in part: ScopeSetProblem.Part, steps: inout Int) -> [Int32] {
        var greedy = GreedyScopeSet(part)
        greedy.takeBest(steps: &steps)
        greedy.takeRest()
        greedy.giveBack()
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

    /// Takes set after set, each time the one whose scopes bring the most operations nearest to being allowed.
    private mutating func takeBest(steps: inout Int) {
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

    /// Where the steps did not suffice: for each operation the set that lacks the fewest scopes.
    private mutating func takeRest() {
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

    /// Gives back what is not needed any more, what was taken last first.
    private mutating func giveBack() {
        for scope in taken.reversed() where !isNeeded(scope) {
            isTaken[Int(scope)] = false
            for set in setsOfScope[Int(scope)] {
                if missing[Int(set)] == 0 { wholeSets[Int(operationOfSet[Int(set)])] -= 1 }
                missing[Int(set)] += 1
            }
        }
        taken.removeAll { !isTaken[Int($0)] }
    }

    /// Whether an operation would lose all its whole sets with the scope.
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
