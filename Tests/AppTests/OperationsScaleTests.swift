import App
import Glibc
import OAuth
import Screen
import Testing

/// 100,000 scopes and 10,000 operations: no key waits. Measured here in processor time; `make bench` measures the program.
@Suite(.serialized) struct OperationsScaleTests {
    private static let provider = Fixture.largeAPI(scopes: 100_000, operations: 10_000)

    /// Seconds of this thread, which other tests do not take part in.
    private var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The median of what a key takes, with the frame that follows it.
    private func milliseconds(_ keys: [Key], in model: inout Model) -> Double {
        var times: [Double] = []
        var frame = model.render()
        for key in keys {
            let start = now
            _ = model.update(.keyPressed(key))
            frame = model.render()
            times.append((now - start) * 1_000)
        }
        #expect(frame == model.render())
        return times.sorted()[times.count / 2]
    }

    private func repeated(_ keys: Key..., times: Int = 15) -> [Key] {
        Array(repeatElement(keys, count: times).joined())
    }

    @Test func movesInALongListOfScopesAtOnce() {
        var model = Fixture.model(Self.provider, width: 120, height: 36)
        #expect(milliseconds(repeated("j", "G", "k", "g"), in: &model) < 16)
        #expect(milliseconds(repeated(" "), in: &model) < 16)
        #expect(model.screen[34].contains("operations, "))
    }

    @Test func movesAndTicksInALongListOfOperationsAtOnce() {
        var model = Fixture.model(Self.provider, width: 120, height: 36)
        model.press("O")
        #expect(milliseconds(repeated("j", "G", "k", "g", .pageDown), in: &model) < 16)
        #expect(milliseconds(repeated(" ", "j"), in: &model) < 16 * debugFactor)
        model.press("A")
        #expect(model.choice.ticked.count == 10_000)
        // What many ticks come to is not computed again while the cursor moves.
        #expect(milliseconds(repeated("j", "G", "k", "g", .tab), in: &model) < 16)
    }

    @Test func filtersALongListOfOperationsWhileTyping() {
        var model = Fixture.model(Self.provider, width: 120, height: 36)
        model.press("O", "/")
        #expect(milliseconds(["d", "o", "e", "s", " ", "9"], in: &model) < 16 * debugFactor)
        let expected = Self.provider.operations.count { "\($0.path) \($0.alternatives)".contains("9") }
        #expect(model.operations?.rows.count == expected)
    }

    /// The first scope unlocks a thousand operations.
    @Test func scrollsALongPageAboutAScopeAtOnce() {
        var model = Fixture.model(Self.provider, width: 120, height: 36)
        #expect(milliseconds(repeated(.enter, .escape), in: &model) < 16 * debugFactor)
        model.press(.enter)
        #expect(milliseconds(repeated("j", .pageDown, "k", "G", "g"), in: &model) < 16)
    }

    /// How much slower than the program this build may be where strings and sets are made.
    private var debugFactor: Double {
        #if DEBUG
            8
        #else
            1
        #endif
    }
}
