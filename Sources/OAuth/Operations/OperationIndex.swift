/// Which operations each scope of a provider unlocks.
///
/// Sets of scopes that hold all of another set of the same operation are left out: what more they hold unlocks nothing.
public struct OperationIndex: Sendable {
    /// What a scope has to do with an operation.
    public struct Use: Equatable, Sendable {
        /// The operation's row.
        public var operation: Int
        /// Without the scope the operation is not allowed: each of its sets holds it.
        public var isNeeded: Bool
        /// The scope allows the operation by itself.
        public var isEnough: Bool

        /// Creates a use of a scope.
        ///
        /// - Parameters:
        ///   - operation: The row of the operation.
        ///   - isNeeded: Whether the operation is not allowed without the scope.
        ///   - isEnough: Whether the scope alone allows the operation.
        public init(operation: Int, isNeeded: Bool, isEnough: Bool) {
            self.operation = operation
            self.isNeeded = isNeeded
            self.isEnough = isEnough
        }
    }

    /// How many operations a scope unlocks.
    public struct Counts: Equatable, Sendable {
        /// Those it takes part in.
        public var operations: Int
        /// Those of them that are not allowed without it.
        public var needed: Int
        /// Those of them that it allows by itself.
        public var enough: Int

        /// Creates the counts of a scope.
        ///
        /// - Parameters:
        ///   - operations: The number of operations that the scope takes part in.
        ///   - needed: The number of those that are not allowed without it.
        ///   - enough: The number of those that it allows alone.
        public init(operations: Int, needed: Int, enough: Int) {
            self.operations = operations
            self.needed = needed
            self.enough = enough
        }
    }

    public let operations: [Operation]
    /// The number of scopes in the provider's list.
    public let scopeCount: Int
    /// The scopes are rows of the provider's list.
    let requirements: Requirements
    /// For each scope its operations: a row times 4, plus 2 where it is needed, plus 1 where it is enough.
    private let uses: NumberLists

    /// Creates an index in a time that grows with the size of the provider.
    ///
    /// - Parameter provider: The provider whose operations are indexed.
    /// - Returns: Nil where no operation is known.
    public init?(_ provider: Provider) {
        guard !provider.operations.isEmpty else { return nil }
        operations = provider.operations
        scopeCount = provider.scopes.count
        var builder = OperationIndexBuilder(scopes: provider.scopes)
        for operation in provider.operations { builder.add(operation) }
        requirements = builder.requirements
        uses = NumberLists(count: provider.scopes.count, entries: builder.uses)
    }

    /// Returns the operations that a scope takes part in, in their order.
    ///
    /// - Parameter row: The row of the scope in the provider's list.
    /// - Returns: A use for each operation.
    public func uses(ofScope row: Int) -> some RandomAccessCollection<Use> {
        uses[row].lazy.map { Use(operation: Int($0 >> 2), isNeeded: $0 & 2 != 0, isEnough: $0 & 1 != 0) }
    }

    /// Returns how many operations a scope takes part in.
    ///
    /// - Parameter row: The row of the scope in the provider's list.
    /// - Returns: The counts, all 0 for a scope of no operation.
    public func counts(ofScope row: Int) -> Counts {
        var counts = Counts(operations: 0, needed: 0, enough: 0)
        for use in uses[row] {
            counts.operations += 1
            if use & 2 != 0 { counts.needed += 1 }
            if use & 1 != 0 { counts.enough += 1 }
        }
        return counts
    }

    /// Returns the sets of scopes that allow an operation.
    ///
    /// - Parameter operation: The row of the operation.
    /// - Returns: The sets, as rows of the provider's scope list; none where no scope helps.
    public func alternatives(of operation: Int) -> [[Int]] {
        requirements.setNumbers(of: operation).map { requirements.sets[$0].map(Int.init) }
    }

    /// Returns whether a token allows the operation.
    ///
    /// - Parameters:
    ///   - operation: The row of the operation.
    ///   - holds: Whether the token has the scope of this row.
    /// - Returns: Whether one of the operation's alternatives is granted as a whole.
    public func allows(_ operation: Int, with holds: (_ scope: Int) -> Bool) -> Bool {
        switch operations[operation].access {
        case .open: true
        case .other: false
        case .token:
            requirements.setNumbers(of: operation).contains { set in
                requirements.sets[set].allSatisfy { holds(Int($0)) }
            }
        }
    }
}

/// What `OperationIndex` is made of, while it is made.
private struct OperationIndexBuilder {
    private let scopes: ScopeList
    private var alternatives: Alternatives
    /// For each scope how many sets of the operation hold it, and whether one of them is this scope alone.
    private var holders: [(sets: Int32, isEnough: Bool)]
    var requirements = Requirements()
    var uses: [(key: Int32, value: Int32)] = []

    init(scopes: ScopeList) {
        self.scopes = scopes
        alternatives = Alternatives(scopes: scopes.count)
        holders = Array(repeating: (0, false), count: scopes.count)
    }

    mutating func add(_ operation: Operation) {
        let row = Int32(requirements.count)
        let minimal = alternatives.minimal(operation.alternatives.compactMap(rows(of:)))
        for set in minimal {
            for scope in set {
                holders[Int(scope)].sets += 1
                if set.count == 1 { holders[Int(scope)].isEnough = true }
            }
        }
        requirements.append(minimal)
        for scope in minimal.joined() where holders[Int(scope)].sets > 0 {
            let (count, isEnough) = holders[Int(scope)]
            uses.append((scope, row << 2 | (count == minimal.count ? 2 : 0) | (isEnough ? 1 : 0)))
            holders[Int(scope)] = (0, false)
        }
    }

    /// The scopes' rows, ascending; nil when one is not in the list, since then no token can have them all.
    private func rows(of names: [String]) -> [Int32]? {
        var rows: [Int32] = []
        for name in names {
            guard let row = scopes.index(of: name) else { return nil }
            rows.append(Int32(row))
        }
        if rows.count < 2 { return rows }
        rows.sort()
        return zip(rows, [-1] + rows).filter { $0 != $1 }.map(\.0)
    }
}
