/// The fewest scopes that allow a selection of operations (`docs/decisions/0014-smallest-scope-set.md`).
///
/// Scopes and operations are rows of the provider's lists. The same selection gives the same result on every machine.
public struct SmallestScopeSet: Equatable, Sendable {
    /// The maximum number of sets in a result.
    public static let mostSets = 8
    /// The budget for one result, in scopes looked at: about 10 ms.
    public static let standardSteps = 1 << 22

    /// Sets of scopes, each of which allows all operations except the `impossible` ones. All have the same size, and no
    /// scope can be left out.
    ///
    /// The first one is the suggestion: it allows the fewest other operations. There is always one; it is empty if no
    /// scope is needed.
    public private(set) var sets: [[Int]]
    /// Whether there are more sets of this size, or may be.
    public private(set) var hasMore: Bool
    /// The lower bound: no set with fewer scopes allows the operations.
    public private(set) var lowerBound: Int
    /// All the operations, without duplicates, in their original order.
    public private(set) var operations: [Int] = []
    /// The operations that need no token.
    public private(set) var open: [Int] = []
    /// The operations that any token of the provider allows.
    public private(set) var anyToken: [Int] = []
    /// The operations that no scope allows, because they need something else.
    public private(set) var impossible: [Int] = []
    /// The operations that need scopes.
    public private(set) var scoped: [Int] = []
    /// The scopes that all sets have. Each set adds one choice of each part.
    private let certain: [Int]
    private let parts: [[[Int]]]

    /// Whether there is no smaller set.
    public var isExact: Bool { sets.first?.count == lowerBound }

    /// - Parameters:
    ///   - operations: Rows of operations. Each counts once.
    ///   - steps: The budget. If it is used up, the best set so far is the result, with a lower bound.
    public init(for operations: [Int], in index: OperationIndex, steps: Int = Self.standardSteps) {
        var seen: Set<Int> = []
        for operation in operations where seen.insert(operation).inserted {
            self.operations.append(operation)
            switch index.operations[operation].access {
            case .open: open.append(operation)
            case .other: impossible.append(operation)
            case .token:
                if index.allows(operation, with: { _ in false }) {
                    anyToken.append(operation)
                } else if index.requirements.setNumbers(of: operation).isEmpty {
                    impossible.append(operation)
                } else {
                    scoped.append(operation)
                }
            }
        }
        let problem = ScopeSetProblem(scoped, in: index, steps: steps / 4)
        certain = problem.certain.map(Int.init)
        lowerBound = certain.count
        var solutions: [PartSolution] = []
        var stepsLeft = steps / 2
        // Small parts come first. Steps that they leave are used for the others.
        let order = problem.parts.indices.sorted {
            (problem.parts[$0].requirements.count, $0) < (problem.parts[$1].requirements.count, $1)
        }
        for (place, number) in order.enumerated() {
            let solution = PartSolution(problem.parts[number], steps: stepsLeft / (order.count - place))
            stepsLeft -= solution.steps
            lowerBound += solution.lowerBound
            solutions.append(solution)
        }
        parts = solutions.map(\.sets)
        var ranking = ScopeSetRanking(index, chosen: seen, steps: steps / 4)
        let ranked = ranking.rank(certain: certain, parts: parts)
        sets = Array(ranked.prefix(Self.mostSets))
        let count = parts.reduce(1) { min($0 * $1.count, Self.mostSets + 1) }
        hasMore = count > sets.count || !solutions.allSatisfy(\.isComplete)
    }

    /// Returns the reason for each scope of one of the sets.
    ///
    /// - Parameters:
    ///   - set: One of the smallest sets, as rows of the provider's scope list.
    ///   - index: The index that the sets were found in.
    /// - Returns: For each scope of the set, the operations that are not allowed without it.
    public func operationsNeeding(_ set: [Int], in index: OperationIndex) -> [[Int]] {
        let held = Set(set)
        var places: [Int: Int] = [:]
        for (place, scope) in set.enumerated() { places[scope] = place }
        var needing = [[Int]](repeating: [], count: set.count)
        for operation in scoped {
            let whole = index.alternatives(of: operation).filter { $0.allSatisfy(held.contains) }
            guard var common = whole.first.map(Set.init) else { continue }
            for other in whole.dropFirst() { common.formIntersection(other) }
            for scope in common { places[scope].map { needing[$0].append(operation) } }
        }
        return needing
    }

    /// Returns the set that shares the most scopes with the selected ones.
    ///
    /// - Parameter ticked: Rows of the provider's scope list.
    /// - Returns: One of the smallest sets.
    public func nearest(to ticked: some Sequence<Int>) -> [Int] {
        let ticked = Set(ticked)
        var set = certain
        for choices in parts {
            var best: (choice: [Int], common: Int)?
            for choice in choices {
                let common = choice.count(where: ticked.contains)
                if common > best?.common ?? -1 { best = (choice, common) }
            }
            set += best?.choice ?? []
        }
        return set.sorted()
    }

    /// Returns the selected scopes that none of the operations needs, if as many as possible of the others are used.
    ///
    /// - Parameter ticked: Rows of the provider's scope list.
    /// - Returns: The rows that can go, in order.
    public func unneeded(ticked: some Sequence<Int>) -> [Int] {
        let ticked = Set(ticked)
        return ticked.subtracting(nearest(to: ticked)).sorted()
    }
}

/// Solves one part of a problem.
private struct PartSolution {
    /// The maximum number of sets to find.
    private static let mostSets = 256

    /// Rows of the provider's list, ascending. The sets are of one size and in the order of the list.
    let sets: [[Int]]
    let lowerBound: Int
    /// Whether all sets of this size were found.
    let isComplete: Bool
    /// The number of steps used.
    let steps: Int

    init(_ part: ScopeSetProblem.Part, steps: Int) {
        var stepsLeft = steps / 4
        var best = GreedyScopeSet.find(in: part, steps: &stepsLeft)
        stepsLeft += steps - steps / 4
        var search = ScopeSetSearch(part)
        var bound = search.lowerBound()
        if bound < best.count {
            search.stepsLeft = stepsLeft / 2
            stepsLeft -= search.stepsLeft
            let better = search.improve(from: best.count - 1, downTo: bound)
            best = better.found.last ?? best
            if better.isExhaustive { bound = best.count }
        }
        search.stepsLeft += max(0, stepsLeft)
        var found: [[Int32]] = []
        var isComplete = false
        // If nothing of a size is found, one more scope is needed, up to the size of the best set.
        while found.isEmpty, bound <= best.count {
            let all = search.all(ofSize: bound, most: Self.mostSets)
            found = all.found
            isComplete = all.isExhaustive
            if !found.isEmpty || !all.isExhaustive { break }
            bound += 1
        }
        if found.isEmpty || best.count == bound && !found.contains(best) { found.insert(best, at: 0) }
        sets = found.map { $0.map { Int(part.scopes[Int($0)]) } }.sorted { $0.lexicographicallyPrecedes($1) }
        lowerBound = bound
        self.isComplete = isComplete
        self.steps = steps - max(0, search.stepsLeft)
    }
}
