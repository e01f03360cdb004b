import Testing
import Text

@testable import OAuth

@Suite struct StateRuleTests {
    @Test(arguments: [
        Expectation("-state", "warning state-missing state"),
        Expectation("state=", "warning param-empty state", "warning state-missing state"),
        Expectation("state=%zz", "error pct-malformed state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%7E"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%C3%A9", "error state-charset state"),
        Expectation("state=%C3%A9", "error state-charset state", "warning state-low-entropy state"),
        // 16 different characters are exactly 64 bits.
        Expectation("state=aQ1zW4xE7cR0vT8b"),
        Expectation("state=aQ1zW4xE7cR0vT8", "warning state-low-entropy state"),
        Expectation("state=aQ1zW4xE7cR0vT8a", "warning state-low-entropy state"),
        // Runs: abc…, and three quarters of one.
        Expectation("state=abcdefghijklmnopqrstuvwxyz", "warning state-low-entropy state"),
        Expectation("state=zyxwvutsrqponmlkjihgfedcba", "warning state-low-entropy state"),
        // Period of half the length, and one more.
        Expectation("state=aQ1zW4xE7cR0vT8baQ1zW4xE7cR0vT8b", "warning state-low-entropy state"),
        Expectation("state=aQ1zW4xE7cR0vT8b5aQ1zW4xE7cR0vT8b"),
        Expectation("state=me%40example.com-dObT5xOcWLK2VpxskBNECg", "warning state-sensitive state"),
        Expectation("state=me%40example-dObT5xOcWLK2VpxskBNECg"),
        Expectation("state=%40example.com-dObT5xOcWLK2VpxskBNECg"),
        Expectation("state=me%40example.c0-dObT5xOcWLK2VpxskBNECg"),
        Expectation("state=x%3A%2F%2FdObT5xOcWLK2VpxskBNECg", "warning state-sensitive state"),
        Expectation("state=x%3A%2FdObT5xOcWLK2VpxskBNECg"),
        Expectation(
            "state=%7BdObT5xOcWLK2VpxskBNECg%7D", "warning placeholder state", "warning state-sensitive state"),
        Expectation("state=%7B%22a%22%3A%22dObT5xOcWLK2VpxskBNECg%22%7D", "warning state-sensitive state"),
        Expectation("state=%7BdObT5xOcWLK2VpxskBNECg"),
    ])
    func checksTheState(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test func reportsValuesOfEarlierRuns() {
        let context = Sample.context {
            $0.used.states = ["x", "dObT5xOcWLK2VpxskBNECg"]
            $0.used.challenges = [Sample.challenge]
            $0.used.nonces = ["-VsVG2HNneS7MdLSkhmc7w"]
        }
        #expect(
            Sample.findings(in: Sample.url("nonce=-VsVG2HNneS7MdLSkhmc7w"), context) == [
                "info oidc-param-without-openid nonce", "warning value-reused code_challenge",
                "warning value-reused nonce", "warning value-reused state",
            ])
        #expect(
            Sample.findings(in: Sample.url("state=dobT5xOcWLK2VpxskBNECg"), context) == [
                "warning value-reused code_challenge"
            ])
    }

    @Test func saysHowManyBits() throws {
        let diagnostics = RequestLinter(context: Sample.context).lint(Sample.url("state=abab")).diagnostics
        #expect(diagnostics.first?.message == "state is easy to guess: about 4 bits of randomness.")
    }

    @Test(arguments: [(64, 16, 64.0), (128, 32, 128.0)])
    func accusesNoRandomValue(bits: Int, count: Int, least: Double) {
        var generator = SeededGenerator(seed: UInt64(bits))
        for _ in 0..<2_000 {
            let value = Array(Base64URL.encode(generator.octets(count)).utf8)
            #expect(!Guessability(value[...]).isWeak(below: least))
        }
    }

    @Test(arguments: ["", "a", "ab", "é", "aé"])
    func copesWithShortTexts(text: String) {
        #expect(Guessability(Array(text.utf8)[...]).isWeak(below: 64))
    }
}
