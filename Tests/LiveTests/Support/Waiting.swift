/// Waits until something holds; false when it does not in a minute.
func eventually(isolation: isolated (any Actor)? = #isolation, _ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while !condition() {
        guard ContinuousClock.now < deadline else { return false }
        // The processor is for those who bring it about.
        try? await Task.sleep(for: .milliseconds(2))
    }
    return true
}

/// How long what hangs may hang, from try to try: on a busy machine it comes to that point late.
let growingTimeouts: [Duration] = [.milliseconds(500), .seconds(2), .seconds(10), .seconds(60)]
