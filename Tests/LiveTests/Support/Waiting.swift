/// Waits until something holds; false when it does not in a minute.
func eventually(isolation: isolated (any Actor)? = #isolation, _ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while !condition() {
        guard ContinuousClock.now < deadline else { return false }
        // Leaves the processor to the code that is waited for.
        try? await Task.sleep(for: .milliseconds(2))
    }
    return true
}

/// The timeouts for programs that hang, from attempt to attempt. On a busy machine the program needs longer to get
/// there.
let growingTimeouts: [Duration] = [.milliseconds(500), .seconds(2), .seconds(10), .seconds(60)]
