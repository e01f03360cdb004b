import TestTraits
import Testing

@testable import OAuth

@Suite(.onThreadsOfTheirOwn) struct FreshValuesTests {
    private struct NoEntropy: Error {}

    @Test func drawsThreeTimes32Octets() {
        var asked: [Int] = []
        var next: UInt8 = 0
        let fresh = FreshValues { count in
            asked.append(count)
            next += 1
            return Array(repeating: next, count: count)
        }
        #expect(asked == [32, 32, 32])
        #expect(Set([fresh.state, fresh.verifier.text, fresh.nonce]).count == 3)
        #expect(fresh.state == "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE")
    }

    @Test(arguments: 0..<3)
    func makesNothingWhenTheGeneratorFails(draws: Int) {
        var left = draws
        #expect(throws: NoEntropy.self) {
            try FreshValues { count in
                guard left > 0 else { throw NoEntropy() }
                left -= 1
                return Array(repeating: 0, count: count)
            }
        }
    }

    /// With the system's generator, 10,000 runs of three values (S9.1).
    @Test func isSpreadEvenly() {
        var generator = SystemRandomNumberGenerator()
        var counts = [Int](repeating: 0, count: 128)
        var lastCounts = [Int](repeating: 0, count: 128)
        var seen: Set<String> = []
        for _ in 0..<10_000 {
            let fresh = FreshValues { count in (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) } }
            for value in [fresh.state, fresh.verifier.text, fresh.nonce] {
                #expect(seen.insert(value).inserted)
                let octets = Array(value.utf8)
                #expect(octets.count == 43)
                for octet in octets.dropLast() { counts[Int(octet)] += 1 }
                lastCounts[Int(octets[42])] += 1
            }
        }
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8.map { Int($0) }
        let last = "AEIMQUYcgkosw048".utf8.map { Int($0) }
        #expect(counts.indices.allSatisfy { counts[$0] == 0 || alphabet.contains($0) })
        #expect(lastCounts.indices.allSatisfy { lastCounts[$0] == 0 || last.contains($0) })
        #expect((28.0...114.0).contains(chiSquare(alphabet.map { counts[$0] })))
        #expect((2.0...45.0).contains(chiSquare(last.map { lastCounts[$0] })))
    }

    private func chiSquare(_ counts: [Int]) -> Double {
        let expected = Double(counts.reduce(0, +)) / Double(counts.count)
        return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }
}
