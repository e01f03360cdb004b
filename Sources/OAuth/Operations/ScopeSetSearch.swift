/// Branch and bound over the sets of scopes that allow all operations of a part.
///
/// Each branch selects a set S of an operation and splits the rest in two: solutions that contain S, and solutions that
/// do not. So no solution is found twice. The consequences of a decision are applied at once: if an operation has one
/// set left, the set is required; if an excluded set lacks only one scope, that scope is excluded.
struct ScopeSetSearch {
    /// The result of a search.
    struct Outcome {
        /// Sets of scopes, as numbers of the part, in the order in which they were found.
        var found: [[Int32]] = []
        /// Whether the search was complete.
        var isExhaustive = false
    }

    private enum State {
        case open, taken, barred
    }

    /// A branch: the state to return to, and its set.
    private struct Branching {
        var decided: Int
        var barredSets: Int
        /// The range in `pending` of the operations that are not allowed yet.
        var operations: Range<Int>
        var set: Int
        var isSecond = false
    }

    private enum Step {
        case allAllowed, deadEnd
        case branch(set: Int)
    }

    /// The remaining budget, in scopes looked at. Equal budgets give equal results on every machine.
    var stepsLeft = 0

    private let requirements: Requirements
    /// The operations, those with few scopes first, because they give a better bound.
    private let operations: [Int32]
    private var states: [State]
    private var takenCount = 0
    /// The scopes that are chosen or excluded, in the order of the decisions.
    private var decided: [Int32] = []
    private var isBarredSet: [Bool]
    private var barredSets: [Int32] = []
    /// The operations still to be allowed, for each branch on the way, end to end.
    private var pending: [Int32] = []
    private var branchings: [Branching] = []
    /// For each scope, the round in which it was last looked at.
    private var marks: [Int32]
    private var round: Int32 = 0
    /// For each scope, the number of sets that contain it, while a choice is made.
    private var wants: [Int32]

    init(_ part: ScopeSetProblem.Part) {
        let requirements = part.requirements
        self.requirements = requirements
        operations = (0..<Int32(requirements.count)).sorted {
            (requirements.scopes(of: Int($0)).count, $0) < (requirements.scopes(of: Int($1)).count, $1)
        }
        states = Array(repeating: .open, count: part.scopes.count)
        marks = Array(repeating: 0, count: part.scopes.count)
        wants = Array(repeating: 0, count: part.scopes.count)
        isBarredSet = Array(repeating: false, count: requirements.sets.count)
    }

    /// Returns a lower bound for the number of scopes.
    mutating func lowerBound() -> Int {
        bound(of: operations[...], limit: .max)
    }

    /// Searches for one set of at most `limit` scopes, then for smaller ones, down to `least`. The last one found is
    /// the best.
    mutating func improve(from limit: Int, downTo least: Int) -> Outcome {
        var limit = limit
        return run { search, outcome in
            outcome.found = [search.takenScopes]
            limit = search.takenCount - 1
            return limit < least
        } limit: {
            limit
        }
    }

    /// Searches for all sets of exactly `size` scopes, at most `most`. There must be no smaller set.
    mutating func all(ofSize size: Int, most: Int) -> Outcome {
        run { search, outcome in
            outcome.found.append(search.takenScopes)
            return outcome.found.count == most
        } limit: {
            size
        }
    }

    /// - Parameters:
    ///   - visit: Records a solution. Returns true to end the search.
    ///   - limit: Returns the largest number of scopes that is of interest now.
    private mutating func run(
        visit: (Self, inout Outcome) -> Bool, limit: () -> Int
    ) -> Outcome {
        var outcome = Outcome()
        pending = self.operations
        var operations = pending.indices
        defer {
            branchings = []
            goBack(to: Branching(decided: 0, barredSets: 0, operations: 0..<0, set: 0))
        }
        while stepsLeft > 0 {
            let rest = copy(operations)
            switch settle(from: rest.lowerBound, limit: limit()) {
            case .branch(let set):
                branchings.append(
                    Branching(
                        decided: decided.count, barredSets: barredSets.count,
                        operations: rest.lowerBound..<pending.count, set: set))
                choose(set)
                operations = rest.lowerBound..<pending.count
                continue
            case .allAllowed:
                if visit(self, &outcome) { return outcome }
            case .deadEnd: break
            }
            guard let next = nextBranch() else {
                outcome.isExhaustive = true
                return outcome
            }
            operations = next
        }
        return outcome
    }

    /// Goes to the other half of the last branch that has one. Returns its operations; nil if the search is complete.
    private mutating func nextBranch() -> Range<Int>? {
        while let last = branchings.popLast() {
            goBack(to: last)
            guard !last.isSecond else { continue }
            isBarredSet[last.set] = true
            var second = last
            second.isSecond = true
            branchings.append(second)
            barredSets.append(Int32(last.set))
            return last.operations
        }
        return nil
    }

    private mutating func goBack(to branching: Branching) {
        for scope in decided[branching.decided...] {
            if states[Int(scope)] == .taken { takenCount -= 1 }
            states[Int(scope)] = .open
        }
        decided.removeSubrange(branching.decided...)
        for set in barredSets[branching.barredSets...] { isBarredSet[Int(set)] = false }
        barredSets.removeSubrange(branching.barredSets...)
        pending.removeSubrange(branching.operations.upperBound...)
    }

    private mutating func copy(_ operations: Range<Int>) -> Range<Int> {
        let start = pending.count
        pending.append(contentsOf: pending[operations])
        return start..<pending.count
    }

    private var takenScopes: [Int32] {
        states.indices.filter { states[$0] == .taken }.map { Int32($0) }
    }
}

extension ScopeSetSearch {
    private mutating func choose(_ set: Int) {
        for scope in requirements.sets[set] where states[Int(scope)] == .open {
            states[Int(scope)] = .taken
            takenCount += 1
            decided.append(scope)
        }
    }

    private mutating func bar(_ scope: Int32) {
        states[Int(scope)] = .barred
        decided.append(scope)
    }

    /// Applies all consequences, keeps the operations still to be allowed, and decides how to continue.
    private mutating func settle(from start: Int, limit: Int) -> Step {
        while true {
            let before = decided.count
            guard keepPending(from: start), takenCount <= limit, settleBarredSets() else { return .deadEnd }
            if pending.count == start { return .allAllowed }
            if decided.count == before { break }
        }
        let operations = pending[start...]
        guard takenCount + bound(of: operations, limit: limit - takenCount) <= limit else { return .deadEnd }
        return .branch(set: choice(among: operations))
    }

    /// Removes the operations that are allowed, and adds sets that are the last of their operation. Returns false if an
    /// operation can no longer be allowed.
    private mutating func keepPending(from start: Int) -> Bool {
        var end = start
        for place in start..<pending.count {
            let operation = Int(pending[place])
            var sets = 0
            var last = 0
            var isAllowed = false
            for set in requirements.setNumbers(of: operation) {
                guard let missing = missing(in: set) else { continue }
                if missing == 0 {
                    isAllowed = true
                    break
                }
                sets += 1
                last = set
            }
            if isAllowed { continue }
            if sets == 0 { return false }
            if sets == 1 {
                choose(last)
                continue
            }
            pending[end] = Int32(operation)
            end += 1
        }
        pending.removeSubrange(end...)
        return true
    }

    /// Excludes the scope that would complete an excluded set. Returns false if such a set is complete.
    private mutating func settleBarredSets() -> Bool {
        for set in barredSets {
            var missing = 0
            var last: Int32 = 0
            var isHarmless = false
            let scopes = requirements.sets.range(Int(set))
            stepsLeft -= scopes.count
            for place in scopes {
                let scope = requirements.sets.values[place]
                switch states[Int(scope)] {
                case .taken: continue
                case .barred: isHarmless = true
                case .open:
                    missing += 1
                    last = scope
                }
            }
            if isHarmless || missing > 1 { continue }
            if missing == 0 { return false }
            bar(last)
        }
        return true
    }

    /// Returns how many scopes of a set are not chosen; nil if the set is excluded.
    private mutating func missing(in set: Int) -> Int? {
        guard !isBarredSet[set] else { return nil }
        var missing = 0
        let scopes = requirements.sets.range(set)
        stepsLeft -= scopes.count + 1
        for place in scopes {
            switch states[Int(requirements.sets.values[place])] {
            case .taken: continue
            case .open: missing += 1
            case .barred: return nil
            }
        }
        return missing
    }

    /// Returns a lower bound for the additional scopes that the operations need: operations that share no scope each
    /// need the scopes of their smallest set. Stops counting above the limit.
    private mutating func bound(of operations: ArraySlice<Int32>, limit: Int) -> Int {
        round += 1
        var bound = 0
        for operation in operations {
            let sets = requirements.setNumbers(of: Int(operation))
            var fewest = Int.max
            var isApart = true
            for set in sets {
                guard isApart, let missing = missing(in: set) else { continue }
                fewest = min(fewest, missing)
                isApart = requirements.sets[set].allSatisfy { marks[Int($0)] != round || states[Int($0)] == .taken }
            }
            guard isApart else { continue }
            bound += fewest
            if bound > limit { return bound }
            for set in sets where !isBarredSet[set] {
                for scope in requirements.sets[set] { marks[Int(scope)] = round }
            }
        }
        return bound
    }

    /// Returns the set to branch on: of the operation with the fewest sets, the one with the fewest missing scopes;
    /// among equal ones, the one whose scopes are in the most sets.
    private mutating func choice(among operations: ArraySlice<Int32>) -> Int {
        var fewest = Int.max
        var chosen = 0
        for operation in operations {
            var sets = 0
            for set in requirements.setNumbers(of: Int(operation)) where missing(in: set) != nil {
                sets += 1
                for scope in requirements.sets[set] { wants[Int(scope)] += 1 }
            }
            if sets < fewest {
                fewest = sets
                chosen = Int(operation)
            }
        }
        var best: (set: Int, missing: Int, wants: Int)?
        for set in requirements.setNumbers(of: chosen) {
            guard let missing = missing(in: set) else { continue }
            let wanted = requirements.sets[set].reduce(0) { $0 + (states[Int($1)] == .open ? Int(wants[Int($1)]) : 0) }
            if let best, (best.missing, -best.wants) <= (missing, -wanted) { continue }
            best = (set, missing, wanted)
        }
        for operation in operations {
            for scope in requirements.scopes(of: Int(operation)) { wants[Int(scope)] = 0 }
        }
        return best?.set ?? 0
    }
}
