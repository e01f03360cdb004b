import Flow
import Platform
import Synchronization

/// An attempt in a separate `authscope-net` process, which holds its sockets, its code and its tokens.
final class AttemptProcess: Sendable {
    private final class State: Sendable {
        let isEnded = Mutex(false)
    }

    private let process: LineProcess
    private let state: State

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - earlier: The previous attempt, which may still use the port.
    ///   - tell: Called with each event, on other threads, until the attempt is ended. If the program ends
    ///     unexpectedly, the last event is `lost`.
    init(
        after earlier: AttemptProcess?, tell: @escaping @Sendable (RoundTripEvent) -> Void
    ) throws(LineProcess.StartFailure) {
        let state = State()
        @Sendable func tellUnlessEnded(_ event: RoundTripEvent) {
            if !state.isEnded.withLock({ $0 }) { tell(event) }
        }
        self.state = state
        process = try LineProcess(
            path: HelperProgram.net.path, arguments: [MessageFormat.fingerprint, "attempt"],
            after: earlier?.process, longestLine: RoundTripEvent.longestLine
        ) { line in
            guard let event = try? RoundTripEvent(line: line) else { return false }
            tellUnlessEnded(event)
            return true
        } end: { ending in
            tellUnlessEnded(.lost(NetProgram.reason(ending)))
        }
    }

    /// Sends the task to the program.
    func send(_ task: RoundTripTask) { process.send(task.line) }

    /// Ends the attempt. The program closes its sockets at once. A browser that has just brought the answer still gets
    /// its page.
    func end() {
        state.isEnded.withLock { $0 = true }
        process.close()
    }
}
