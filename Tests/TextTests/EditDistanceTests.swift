import TestSupport
import Testing
import Text

struct EditDistanceTests {
    /// The textbook algorithm, to compare with.
    private func slowDistance(_ a: [UInt32], _ b: [UInt32]) -> Int {
        var d = (0...a.count).map { i in (0...b.count).map { i == 0 ? $0 : $0 == 0 ? i : 0 } }
        for i in a.indices {
            for j in b.indices {
                d[i + 1][j + 1] = min(d[i][j] + (a[i] == b[j] ? 0 : 1), d[i][j + 1] + 1, d[i + 1][j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    d[i + 1][j + 1] = min(d[i + 1][j + 1], d[i - 1][j - 1] + 1)
                }
            }
        }
        return d[a.count][b.count]
    }

    @Test func measuresEditDistancesUpToALimit() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<5_000 {
            let make = { (generator: inout SeededGenerator) in
                (0..<Int.random(in: 0...9, using: &generator)).map { _ in UInt32.random(in: 97...100, using: &generator)
                }
            }
            let (a, b) = (make(&generator), make(&generator))
            let expected = slowDistance(a, b)
            for limit in 0...3 {
                #expect(EditDistance.distance(a, b, limit: limit) == (expected <= limit ? expected : nil))
                if expected <= limit {
                    #expect(EditDistance.canBeNear(EditDistance.mask(a), EditDistance.mask(b), limit: limit))
                }
            }
        }
    }
}
