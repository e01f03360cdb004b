/// The part of a selection of operations that remains when everything certain is decided.
///
/// No step loses a smallest set: each keeps all sets of scopes that allow the operations.
struct ScopeSetProblem {
    /// Operations that share no scope with those of other parts.
    struct Part: Equatable {
        /// The scopes as rows of the provider's list, ascending. `requirements` numbers them from 0.
        var scopes: [Int32]
        var requirements = Requirements()
    }

    /// The scopes without which one of the operations is not allowed, ascending.
    private(set) var certain: [Int32] = []
    private(set) var parts: [Part] = []
    private var isCertain: [Bool]
    private var stepsLeft: Int

    /// - Parameters:
    ///   - operations: Rows of operations that scopes can allow.
    ///   - steps: The number of scopes that may be looked at to find operations that are implied by others.
    init(_ operations: [Int], in index: OperationIndex, steps: Int) {
        isCertain = Array(repeating: false, count: index.scopeCount)
        stepsLeft = steps
        let open = decideCertain(operations, index.requirements)
        split(withoutImplied(reduced(open, index.requirements)), scopes: index.scopeCount)
    }

    /// Finds the scopes that are in all sets of some operation. Returns the operations that need more than those.
    private mutating func decideCertain(_ operations: [Int], _ requirements: Requirements) -> [Int] {
        var holders = [Int32](repeating: 0, count: isCertain.count)
        for operation in operations {
            let scopes = requirements.scopes(of: operation)
            let sets = requirements.setNumbers(of: operation).count
            for scope in scopes { holders[Int(scope)] += 1 }
            for scope in scopes {
                if holders[Int(scope)] == sets, !isCertain[Int(scope)] {
                    isCertain[Int(scope)] = true
                    certain.append(scope)
                }
                holders[Int(scope)] = 0
            }
        }
        certain.sort()
        return operations.filter { operation in
            !requirements.setNumbers(of: operation).contains { set in
                requirements.sets[set].allSatisfy { isCertain[Int($0)] }
            }
        }
    }

    /// Returns the operations without the certain scopes, and without duplicates.
    private func reduced(_ operations: [Int], _ requirements: Requirements) -> Requirements {
        var alternatives = Alternatives(scopes: isCertain.count)
        var seen: Set<[Int32]> = []
        var reduced = Requirements()
        for operation in operations {
            let sets = requirements.setNumbers(of: operation).map { set in
                requirements.sets[set].filter { !isCertain[Int($0)] }
            }
            let minimal = alternatives.minimal(sets).sorted { $0.lexicographicallyPrecedes($1) }
            // -1 is not a scope, so different sets never give the same sequence.
            if seen.insert(Array(minimal.joined(separator: [-1]))).inserted { reduced.append(minimal) }
        }
        return reduced
    }

    /// Removes the operations that are allowed whenever another one is: each set of that one contains one of their
    /// sets.
    private mutating func withoutImplied(_ requirements: Requirements) -> Requirements {
        let masks = (0..<requirements.sets.count).map { set in
            requirements.sets[set].reduce(UInt64(0)) { $0 | 1 << UInt64($1 & 63) }
        }
        var isLeftOut = [Bool](repeating: false, count: requirements.count)
        for operation in 0..<requirements.count where stepsLeft > 0 {
            isLeftOut[operation] = (0..<requirements.count).contains { other in
                guard other != operation, !isLeftOut[other], stepsLeft > 0 else { return false }
                return implies(other, operation, requirements, masks)
            }
        }
        guard isLeftOut.contains(true) else { return requirements }
        var rest = Requirements()
        for operation in 0..<requirements.count where !isLeftOut[operation] {
            rest.append(requirements.setNumbers(of: operation).map { Array(requirements.sets[$0]) })
        }
        return rest
    }

    /// Whether each set of the first operation contains a set of the second one.
    private mutating func implies(
        _ first: Int, _ second: Int, _ requirements: Requirements, _ masks: [UInt64]
    ) -> Bool {
        requirements.setNumbers(of: first).allSatisfy { large in
            requirements.setNumbers(of: second).contains { small in
                stepsLeft -= 1
                guard masks[small] & ~masks[large] == 0 else { return false }
                stepsLeft -= requirements.sets.range(large).count
                return isSorted(requirements.sets[small], within: requirements.sets[large])
            }
        }
    }

    /// Whether one ascending list contains all numbers of another.
    private func isSorted(_ small: ArraySlice<Int32>, within large: ArraySlice<Int32>) -> Bool {
        var rest = large
        for number in small {
            rest = rest.drop { $0 < number }
            guard rest.first == number else { return false }
        }
        return true
    }

    /// Puts operations that share a scope into the same part. Parts are in the order of their first operations.
    private mutating func split(_ requirements: Requirements, scopes count: Int) {
        var groups = DisjointSets(count: count)
        for operation in 0..<requirements.count {
            let scopes = requirements.scopes(of: operation)
            for scope in scopes.dropFirst() { groups.join(Int(scope), Int(scopes[scopes.startIndex])) }
        }
        var partOfGroup: [Int: Int] = [:]
        var operations: [[Int]] = []
        for operation in 0..<requirements.count {
            let group = requirements.scopes(of: operation).first.map { groups.group(of: Int($0)) } ?? 0
            let part = partOfGroup[group] ?? operations.count
            if part == operations.count {
                partOfGroup[group] = part
                operations.append([])
            }
            operations[part].append(operation)
        }
        var numbers = [Int32](repeating: -1, count: count)
        parts = operations.map { operations in
            var part = Part(scopes: [])
            for scope in operations.lazy.flatMap(requirements.scopes(of:)) where numbers[Int(scope)] < 0 {
                numbers[Int(scope)] = 0
                part.scopes.append(scope)
            }
            part.scopes.sort()
            for (number, scope) in part.scopes.enumerated() { numbers[Int(scope)] = Int32(number) }
            for operation in operations {
                part.requirements.append(
                    requirements.setNumbers(of: operation).map { requirements.sets[$0].map { numbers[Int($0)] } })
            }
            return part
        }
    }
}

/// Groups of numbers that can be merged.
private struct DisjointSets {
    private var parents: [Int32]

    init(count: Int) {
        parents = (0..<Int32(count)).map { $0 }
    }

    mutating func group(of number: Int) -> Int {
        var number = Int32(number)
        while parents[Int(number)] != number {
            parents[Int(number)] = parents[Int(parents[Int(number)])]
            number = parents[Int(number)]
        }
        return Int(number)
    }

    mutating func join(_ first: Int, _ second: Int) {
        let (first, second) = (group(of: first), group(of: second))
        // The smaller number represents the group, independent of the order of merging.
        if first != second { parents[max(first, second)] = Int32(min(first, second)) }
    }
}
