import Testing
import Text

struct CountingTests {
    @Test(arguments: [
        (0, "0 scopes"), (1, "1 scope"), (2, "2 scopes"), (999, "999 scopes"), (1_000, "1,000 scopes"),
        (1_234_567, "1,234,567 scopes"), (-1_000, "-1,000 scopes"),
    ])
    func counts(number: Int, text: String) {
        #expect(number.counted("scope") == text)
    }
}
