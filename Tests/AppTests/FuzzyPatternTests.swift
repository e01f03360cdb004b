import TestSupport
import Testing

@testable import App

@Suite struct FuzzyPatternTests {
    @Test(arguments: [
        ("prv", "provider", [0, 1, 3]), ("PROV", "provider", [0, 1, 2, 3]), ("ct", "copy token", [0, 5]),
        ("copytok", "copy token", [0, 1, 2, 3, 5, 6, 7]), ("co to", "copy token", [0, 1, 5, 6]),
        ("é", "café", [3]), ("", "anything", []),
    ])
    func picksTheLettersThatAreMeant(pattern: String, text: String, places: [Int]) {
        #expect(FuzzyPattern(pattern).match(in: text)?.places == places)
    }

    @Test(arguments: [("vrp", "provider"), ("providers", "provider"), ("x", ""), ("z", "provider")])
    func findsNothingIfALetterIsMissingOrComesTooEarly(pattern: String, text: String) {
        #expect(FuzzyPattern(pattern).match(in: text) == nil)
    }

    /// The first of two names is the one that was meant.
    @Test(arguments: [
        ("url", "url", "curl"), ("copy", "copy", "copy token"), ("re", "redo", "provider"), ("ct", "copy token", "act"),
        ("new", "new", "renew"), ("val", "validation", "interval"), ("pro", "provider", "pane round"),
    ])
    func ranksWhatWasMeantFirst(pattern: String, meant: String, other: String) throws {
        let pattern = FuzzyPattern(pattern)
        let best = try #require(pattern.match(in: meant))
        #expect(best.score > pattern.match(in: other)?.score ?? .min)
    }

    @Test func staysWithStartsOfWordsInSentences() {
        let pattern = FuzzyPattern("stver")
        #expect(pattern.match(in: "new state and verifier", .wordStarts)?.places == [4, 5, 14, 15, 16])
        #expect(FuzzyPattern("tate").match(in: "new state", .wordStarts) == nil)
        #expect(FuzzyPattern("tate").match(in: "new state", .anywhere) != nil)
    }

    /// Whatever is found is there, in order, and nothing that is there is missed.
    @Test func agreesWithAPlainSearch() {
        var random = SeededGenerator(seed: 5)
        let letters = Array("ab c")
        for _ in 0..<5_000 {
            let text = String(
                (0..<Int.random(in: 0...9, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
            let wanted = String(
                (0..<Int.random(in: 1...4, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
            let pattern = wanted.filter { $0 != " " }
            var rest = Substring(pattern)
            for character in text where character == rest.first { rest = rest.dropFirst() }
            let match = FuzzyPattern(wanted).match(in: text)
            #expect((match != nil) == rest.isEmpty, "\(wanted) in \(text)")
            guard let match else { continue }
            #expect(match.places == match.places.sorted())
            #expect(String(match.places.map { Array(text)[$0] }) == pattern)
        }
    }

    @Test func givesUpOnWhatIsLongerThanAnyName() {
        let long = String(repeating: "a", count: 65)
        #expect(FuzzyPattern(long).match(in: long) == nil)
        let longest = String(repeating: "a", count: 64)
        #expect(FuzzyPattern(longest).match(in: String(repeating: "a", count: 100_000)) != nil)
    }
}
