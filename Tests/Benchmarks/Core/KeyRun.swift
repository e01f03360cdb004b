import App
import Glibc
import OAuth
import Platform
import Screen
import Wire

/// Keys pressed again and again in a place of the screen, for a provider with 100,000 scopes and 10,000 operations.
struct KeyRun {
    var name: String
    /// The events that lead to the start of the run.
    var before: [Event] = []
    var keys: [Key]

    static let all = [
        KeyRun(name: "moving in the scopes", keys: ["j", "G", "k", "g"]),
        KeyRun(name: "turning a scope on and off", keys: [" "]),
        KeyRun(
            name: "the same with a scope of one's own", before: pressed("a", "x", .enter), keys: [" ", "k", " ", "j"]),
        KeyRun(name: "moving in the operations", before: pressed("O"), keys: ["j", "G", "k", "g", .pageDown]),
        KeyRun(name: "ticking operations", before: pressed("O"), keys: [" ", "j"]),
        // Moving the cursor does not compute the result of many ticks again.
        KeyRun(
            name: "moving with 10,000 ticks", before: pressed("O", "A"), keys: ["j", "G", "k", "g", .tab]),
        KeyRun(
            name: "filtering the operations", before: pressed("O", "/"),
            keys: ["d", "o", "e", "s", " ", "9"] + Array(repeating: .backspace, count: 6)),
        KeyRun(name: "opening a scope of 1,000 operations", keys: [.enter, .escape]),
        KeyRun(name: "moving in its page", before: pressed(.enter), keys: ["j", .pageDown, "k", "G", "g"]),
        KeyRun(
            name: "typing in a line of 65,000 characters",
            before: pressed("3", "G", "e") + [.pasted("q=" + String(repeating: "x", count: 65_000))],
            keys: ["y", .backspace]),
    ]

    private static func pressed(_ keys: Key...) -> [Event] { keys.map { .keyPressed($0) } }

    /// Milliseconds of the processor for a key with the frame that follows it: the median. Nil if no key does anything.
    func measure() throws -> Double? {
        var model = Model(
            provider: Self.provider, fresh: try SystemRandom.freshValues(), size: Size(width: 120, height: 36))
        for event in before { _ = model.update(event) }
        var frame = model.render()
        var hasChanged = false
        var times: [Double] = []
        for _ in 0..<15 {
            for key in keys {
                let start = Self.now
                _ = model.update(.keyPressed(key))
                let next = model.render()
                times.append((Self.now - start) * 1_000)
                if next != frame { hasChanged = true }
                frame = next
            }
        }
        return hasChanged ? times.sorted()[times.count / 2] : nil
    }

    /// Seconds that this thread has used.
    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static let provider: Provider = {
        var provider = Provider(id: "large", name: "Large", authorizationEndpoint: "https://large.example/authorize")
        provider.clients = [Client(name: "App", clientID: "app-1", redirectURIs: ["https://app.example/callback"])]
        provider.scopes = ScopeList(
            (0..<99_999).map { (name: "area\($0 / 2):\($0 % 2 == 0 ? "read" : "write")", summary: "Area \($0 / 2)") })
        provider.operations = (0..<10_000).map { number in
            let scope = provider.scopes.name(at: number * 7 % 99_999)
            return Operation(
                method: ["GET", "POST", "DELETE"][number % 3], path: "/areas/\(number)/things/{id}",
                summary: "Does thing \(number) in its area", id: "doThing\(number)",
                alternatives: number % 10 == 0 ? [["area0:read", scope], ["area1:read"]] : [[scope]])
        }
        return provider
    }()
}
