import Flow
import Platform
import Synchronization

/// An attempt in an `authscope-net` of its own, which holds its sockets, its code and its tokens.
final class AttemptProcess: Sendable {
    private final class State: Sendable {
        let isEnded = Mutex(false)
    }

    private let process: LineProcess
    private let state: State

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - earlier: the attempt before, whose port may be wanted.
    ///   - tell: called with what happens, from other threads, until the attempt is ended. Where the program ends by
    ///     itself, the last event is `lost`.
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

    /// Hands the task over.
    func send(_ task: RoundTripTask) { process.send(task.line) }

    /// Ends the attempt. The program closes its sockets at once, and serves its last page to a browser that has just
    /// brought the answer.
    func end() {
        state.isEnded.withLock { $0 = true }
        process.close()
    }
}
