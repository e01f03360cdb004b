/// The operations that each scope of a provider allows.
///
/// If an operation has a set of scopes that contains another of its sets, the larger one is omitted: its extra scopes
/// allow nothing more.
public struct OperationIndex: Sendable {
    /// The relation between a scope and an operation.
    public struct Use: Equatable, Sendable {
        /// The operation's row.
        public var operation: Int
        /// Whether the operation is not allowed without the scope: each of its sets contains it.
        public var isNeeded: Bool
        /// Whether the scope allows the operation by itself.
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

    /// The numbers of operations that a scope allows.
    public struct Counts: Equatable, Sendable {
        /// The number of operations that use the scope.
        public var operations: Int
        /// The number of those that are not allowed without it.
        public var needed: Int
        /// The number of those that it allows by itself.
        public var enough: Int

        /// Creates the counts of a scope.
        ///
        /// - Parameters:
        ///   - operations: The number of operations that use the scope.
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
    /// The requirements, with scopes as rows of the provider's list.
    let requirements: Requirements
    /// For each scope its operations: the row times 4, plus 2 if the scope is needed, plus 1 if it is enough.
    private let uses: NumberLists

    /// Creates an index. The time grows linearly with the size of the provider.
    ///
    /// - Parameter provider: The provider whose operations are indexed.
    /// - Returns: Nil if no operations are known.
    public init?(_ provider: Provider) {
        guard !provider.operations.isEmpty else { return nil }
        operations = provider.operations
        scopeCount = provider.scopes.count
        var builder = OperationIndexBuilder(scopes: provider.scopes)
        for operation in provider.operations { builder.add(operation) }
        requirements = builder.requirements
        uses = NumberLists(count: provider.scopes.count, entries: builder.uses)
    }

    /// Returns the operations that use a scope, in their order.
    ///
    /// - Parameter row: The row of the scope in the provider's list.
    /// - Returns: A use for each operation.
    public func uses(ofScope row: Int) -> some RandomAccessCollection<Use> {
        uses[row].lazy.map { Use(operation: Int($0 >> 2), isNeeded: $0 & 2 != 0, isEnough: $0 & 1 != 0) }
    }

    /// Returns how many operations use a scope.
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
    /// - Returns: The sets, as rows of the provider's scope list. None if no scope allows the operation.
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

/// Builds an `OperationIndex`.
private struct OperationIndexBuilder {
    private let scopes: ScopeList
    private var alternatives: Alternatives
    /// For each scope, the number of sets of the operation that contain it, and whether one of them is this scope
    /// alone.
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

    /// Returns the rows of the scopes, ascending; nil if one is not in the list, since then no token can have them all.
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
