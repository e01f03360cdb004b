import OAuth
import TestSupport
import TestTraits
import Testing

/// The fewest scopes for a choice of operations.
@Suite(.onThreadsOfTheirOwn) struct SmallestScopeSetTests {
    static func smallest(
        _ provider: Provider, for operations: [Int]? = nil, steps: Int = SmallestScopeSet.standardSteps
    ) throws -> (set: SmallestScopeSet, index: OperationIndex) {
        let index = try #require(OperationIndex(provider))
        let operations = operations ?? Array(provider.operations.indices)
        return (SmallestScopeSet(for: operations, in: index, steps: steps), index)
    }

    /// Operations, and the sets that allow them all, the proposal first.
    static let cases: [(scopes: Int, operations: [[String]], sets: [String])] = [
        (3, [["a"], ["b"]], ["ab"]),
        (3, [["a", "b"], ["b", "c"]], ["b"]),
        (3, [["a", "b"]], ["a", "b"]),
        (3, [["ab", "c"]], ["c"]),
        (4, [["ab", "ac"]], ["ab", "ac"]),
        (4, [["ab", "c"], ["ab", "d"]], ["ab", "cd"]),
        (5, [["a"], ["ab", "c"], ["d", "e"]], ["abd", "abe", "acd", "ace"]),
        (2, [[""], ["", "a"]], [""]),
        (
            26, [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]],
            [
                "aceg", "aceh", "acfg", "acfh", "adeg", "adeh", "adfg", "adfh",
            ]
        ),
    ]

    @Test(arguments: cases)
    func isFound(scopes: Int, operations: [[String]], sets: [String]) throws {
        let (smallest, _) = try Self.smallest(APISample.provider(scopes: scopes, operations))
        #expect(smallest.sets.map(APISample.letters) == sets)
        #expect(smallest.isExact)
        #expect(smallest.lowerBound == sets[0].count)
        #expect(smallest.hasMore == (sets.count == 8))
    }

    @Test func proposesWhatUnlocksTheLeastElse() throws {
        // Both a and b will do, but a allows two more operations.
        let provider = APISample.provider(scopes: 3, [["a", "b"], ["a"], ["a"], ["b"]])
        let (smallest, _) = try Self.smallest(provider, for: [0])
        #expect(smallest.sets == [[1], [0]])
    }

    @Test func sortsTheOperationsByWhatTheyNeed() throws {
        var provider = APISample.provider(scopes: 3, [["a"], [""], ["b", "c"], ["z"]])
        provider.operations.append(Operation(method: "GET", path: "/open", access: .open))
        provider.operations.append(Operation(method: "GET", path: "/other", access: .other))
        let (smallest, index) = try Self.smallest(provider, for: [5, 4, 3, 2, 1, 0, 0])
        #expect(smallest.open == [4])
        #expect(smallest.anyToken == [1])
        #expect(smallest.impossible == [5, 3])
        #expect(smallest.scoped == [2, 0])
        #expect(smallest.sets == [[0, 1], [0, 2]])
        #expect(smallest.operationsNeeding([0, 1], in: index) == [[0], [2]])
    }

    @Test func needsNothingForNothing() throws {
        let (smallest, _) = try Self.smallest(APISample.provider(scopes: 2, [["a"]]), for: [])
        #expect(smallest.sets == [[]])
        #expect(smallest.isExact && !smallest.hasMore)
    }

    @Test func namesWhatNothingNeeds() throws {
        let (smallest, _) = try Self.smallest(APISample.provider(scopes: 5, [["a"], ["b", "c"], ["bd", "cd", "e"]]))
        // e is the shorter way, so d is needed by nothing; c serves as well as b.
        #expect(smallest.sets == [[0, 1, 3], [0, 1, 4], [0, 2, 3], [0, 2, 4]])
        #expect(smallest.nearest(to: [2, 3]) == [0, 2, 3])
        #expect(smallest.unneeded(ticked: [2, 3]) == [])
        #expect(smallest.unneeded(ticked: [4, 3, 2, 1]) == [2, 4])
        #expect(smallest.unneeded(ticked: []) == [])
    }

    // MARK: - Against all sets there are

    /// All sets of scopes that allow the operations and have the fewest scopes, in the order they are to be given.
    static func oracle(_ provider: Provider, _ operations: [Int], _ index: OperationIndex) -> [[Int]] {
        let sets = provider.operations.map { operation in
            operation.alternatives.map { $0.reduce(0) { $0 | 1 << (provider.scopes.index(of: $1) ?? 0) } }
        }
        var best: [(power: Int, set: [Int])] = []
        var fewest = Int.max
        for bits in 0..<(1 << provider.scopes.count) where bits.nonzeroBitCount <= fewest {
            let isAllowed = { (operation: Int) in sets[operation].contains { $0 & ~bits == 0 } }
            guard operations.allSatisfy({ isAllowed($0) || sets[$0].isEmpty }) else { continue }
            if bits.nonzeroBitCount < fewest { best = [] }
            fewest = bits.nonzeroBitCount
            best.append((sets.indices.count(where: isAllowed), provider.scopes.indices.filter { bits >> $0 & 1 == 1 }))
        }
        return best.sorted {
            $0.power != $1.power ? $0.power < $1.power : $0.set.lexicographicallyPrecedes($1.set)
        }.map(\.set)
    }

    struct Shape: Sendable {
        var scopes: Int
        var operations: Int
        var chosen: Int
        var alternatives: ClosedRange<Int>
        var size: ClosedRange<Int>
    }

    static let shapes = [
        Shape(scopes: 5, operations: 6, chosen: 4, alternatives: 0...3, size: 0...3),
        Shape(scopes: 8, operations: 10, chosen: 6, alternatives: 1...3, size: 1...2),
        Shape(scopes: 8, operations: 12, chosen: 9, alternatives: 2...4, size: 1...1),
        Shape(scopes: 9, operations: 8, chosen: 5, alternatives: 1...5, size: 1...4),
        Shape(scopes: 10, operations: 20, chosen: 12, alternatives: 2...3, size: 2...3),
    ]

    @Test(arguments: shapes)
    func isWhatTryingEverythingFinds(shape: Shape) throws {
        var random = SeededGenerator(seed: UInt64(shape.operations))
        for _ in 0..<600 {
            let provider = APISample.random(
                &random, scopes: shape.scopes, operations: shape.operations, alternatives: shape.alternatives,
                size: shape.size)
            let chosen = Array(provider.operations.indices.shuffled(using: &random).prefix(shape.chosen))
            let (smallest, index) = try Self.smallest(provider, for: chosen)
            let expected = Self.oracle(provider, chosen, index)
            #expect(smallest.isExact)
            #expect(smallest.lowerBound == expected[0].count)
            #expect(smallest.sets == Array(expected.prefix(8)))
            #expect(smallest.hasMore == (expected.count > 8))
            let needing = smallest.operationsNeeding(smallest.sets[0], in: index)
            #expect(needing.allSatisfy { !$0.isEmpty })
            let ticked = provider.scopes.indices.filter { _ in Bool.random(using: &random) }
            let most = expected.map { Set($0).intersection(ticked).count }.max()
            #expect(ticked.count - smallest.unneeded(ticked: ticked).count == most)
        }
    }

    /// A low limit of steps gives a true answer too: the set allows all operations, and the bound is not too high.
    @Test(arguments: [0, 1, 40, 300, 2_000, 20_000])
    func staysTrueWhenTheWorkMustEnd(steps: Int) throws {
        var random = SeededGenerator(seed: UInt64(steps))
        for _ in 0..<150 {
            let provider = APISample.random(
                &random, scopes: 10, operations: 20, alternatives: 2...3, size: 1...3)
            let all = Array(provider.operations.indices)
            let (smallest, index) = try Self.smallest(provider, steps: steps)
            let fewest = Self.oracle(provider, all, index)[0].count
            #expect(smallest.lowerBound <= fewest)
            #expect(Set(smallest.sets.map(\.count)).count == 1)
            for set in smallest.sets {
                #expect(set.count >= fewest)
                #expect(all.allSatisfy { index.allows($0, with: set.contains) })
                #expect(smallest.operationsNeeding(set, in: index).allSatisfy { !$0.isEmpty })
            }
            #expect(smallest.isExact == (smallest.lowerBound == smallest.sets[0].count))
        }
    }

    @Test func isTheSameEachTime() throws {
        var random = SeededGenerator(seed: 3)
        let provider = APISample.random(&random, scopes: 60, operations: 250, alternatives: 2...4, size: 1...2)
        let index = try #require(OperationIndex(provider))
        let all = Array(provider.operations.indices)
        let first = SmallestScopeSet(for: all, in: index, steps: 200_000)
        for _ in 0..<3 {
            #expect(SmallestScopeSet(for: all, in: index, steps: 200_000) == first)
            let shuffled = SmallestScopeSet(for: all.shuffled(), in: index)
            #expect(shuffled.sets[0].count >= first.lowerBound)
        }
    }

    static let hostile = [
        // As many operations as a file may have.
        Shape(scopes: 300, operations: 10_000, chosen: 10_000, alternatives: 3...3, size: 1...2),
        // Dense: all have something in common with all.
        Shape(scopes: 60, operations: 200, chosen: 200, alternatives: 50...100, size: 5...15),
        Shape(scopes: 2_000, operations: 50, chosen: 50, alternatives: 10...20, size: 100...200),
        Shape(scopes: 100, operations: 250, chosen: 250, alternatives: 2...2, size: 1...1),
        Shape(scopes: 50_000, operations: 2_000, chosen: 2_000, alternatives: 2...3, size: 3...5),
    ]

    @Test(.timeLimit(.minutes(2)), arguments: hostile)
    func endsSoonForHostileProviders(shape: Shape) throws {
        var random = SeededGenerator(seed: 5)
        let provider = APISample.random(
            &random, scopes: shape.scopes, operations: shape.operations, alternatives: shape.alternatives,
            size: shape.size)
        let (smallest, index) = try Self.smallest(provider, steps: 1 << 19)
        let set = Set(smallest.sets[0])
        #expect(provider.operations.indices.allSatisfy { index.allows($0, with: set.contains) })
        #expect(0...set.count ~= smallest.lowerBound)
    }

    /// Each part is easy, and together they have 2 to the power of 3,000 smallest sets.
    @Test(.timeLimit(.minutes(1))) func endsSoonForManyParts() throws {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/a")
        let count = 3_000
        provider.scopes = ScopeList((0..<2 * count).map { (name: "\($0)", summary: "") })
        provider.operations = (0..<count).map {
            Operation(method: "GET", path: "/\($0)", alternatives: [["\(2 * $0)"], ["\(2 * $0 + 1)"]])
        }
        let (smallest, _) = try Self.smallest(provider)
        #expect(smallest.isExact && smallest.hasMore)
        #expect(smallest.lowerBound == count)
        #expect(smallest.sets.count == 8)
        #expect(smallest.sets.allSatisfy { $0.count == count && $0 == $0.sorted() })
        #expect(smallest.nearest(to: [1, 5_999]).suffix(1) == [5_999])
    }
}
