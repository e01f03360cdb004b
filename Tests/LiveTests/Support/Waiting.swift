/// Waits until something holds, at most ten seconds; false when it never does.
func eventually(_ condition: () -> Bool) async -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(10)
    while !condition() {
        guard clock.now < deadline else { return false }
        // The processor is for those who bring it about.
        try? await Task.sleep(for: .milliseconds(1))
    }
    return true
}
