import Catalog
import Glibc

/// A program that takes octets on standard input and answers with octets, and that gets only so much time and room.
struct FilterProcess {
    /// How it went.
    enum Outcome: Equatable {
        /// It ended by itself with that exit code.
        case exited(Int32, answer: [UInt8])
        /// A signal ended it.
        case signaled(Int32)
        case tookTooLong
        case answeredTooMuch
        /// It could not be started, or not be talked to; the number is errno(3).
        case notStarted(Int32)
    }

    let path: OctetPath
    var arguments: [String] = []
    /// Whether it gets the environment of this program, or none.
    var inheritsEnvironment = false
    /// From the start to the end.
    let patience: Duration
    /// The largest answer in octets.
    let largestAnswer: Int

    /// Runs the program once, in a session of its own. It blocks the thread for as long as it takes, which is no longer
    /// than `patience`; then the program is ended. What it has started ends with it, in time or not.
    ///
    /// - Parameter isCancelled: Asked 20 times a second; where it says yes, the outcome is `tookTooLong`.
    func run(_ input: [UInt8], isCancelled: (() -> Bool)? = nil) -> Outcome {
        let deadline = ContinuousClock.now + patience
        let program: SpawnedProgram
        do {
            program = try SpawnedProgram(path: path, arguments: arguments, inheritsEnvironment: inheritsEnvironment)
        } catch {
            return .notStarted(error.code)
        }
        defer { close(program.socket) }
        let child = program.process
        let talk = exchange(input, over: program.socket, until: deadline, isCancelled)
        let end = talk.isAnswer ? waitForEnd(of: child, until: deadline) : .late
        // Nobody else reaps it, so until then the number is still that of its process group, and of no other.
        if end != .unknown { kill(-child, SIGKILL) }
        let status = program.reap()
        switch talk {
        case .answer(let answer) where end != .late:
            return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF, answer: answer) : .signaled(status & 0x7F)
        case .tooMuch: return .answeredTooMuch
        case .answer, .tooLong: return .tookTooLong
        }
    }

    // MARK: - Talking

    private enum Talk {
        case answer([UInt8])
        case tooLong, tooMuch

        var isAnswer: Bool { if case .answer = self { true } else { false } }
    }

    /// Sends the input and takes in the answer at the same time, so that neither side waits for the other.
    private func exchange(
        _ input: [UInt8], over socket: Int32, until deadline: ContinuousClock.Instant, _ isCancelled: (() -> Bool)?
    ) -> Talk {
        var sent = 0
        var isSending = true
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if isSending, sent == input.count {
                shutdown(socket, Int32(SHUT_WR))
                isSending = false
            }
            guard let patience = milliseconds(until: deadline), isCancelled?() != true else { return .tooLong }
            var events = pollfd(fd: socket, events: Int16(POLLIN) | (isSending ? Int16(POLLOUT) : 0), revents: 0)
            guard poll(&events, 1, isCancelled == nil ? patience : min(patience, 50)) > 0 else { continue }
            if isSending, events.revents & Int16(POLLOUT) != 0 {
                let count = input[sent...].withUnsafeBytes {
                    send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
                }
                if count >= 0 {
                    sent += count
                } else if errno != EAGAIN, errno != EINTR {
                    // It has stopped reading; its answer says why.
                    isSending = false
                }
            }
            if events.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 {
                let count = recv(socket, &chunk, chunk.count, Int32(MSG_DONTWAIT))
                if count < 0, errno == EAGAIN || errno == EINTR { continue }
                guard count > 0 else { return .answer(answer) }
                guard answer.count + count <= largestAnswer else { return .tooMuch }
                answer += chunk[..<count]
            }
        }
    }

    // MARK: - Ending

    private enum End {
        case inTime, late
        /// Somebody has asked the system to reap all children by itself; then only the answer can be judged.
        case unknown
    }

    /// Waits for its end, and leaves the status to `reap`.
    private func waitForEnd(of child: pid_t, until deadline: ContinuousClock.Instant) -> End {
        while true {
            var info = siginfo_t()
            let result = waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT)
            if result == 0, info.si_signo == SIGCHLD { return .inTime }
            if result < 0, errno == ECHILD { return .unknown }
            guard milliseconds(until: deadline) != nil else { return .late }
            // It has closed its end, and so is about to be gone.
            poll(nil, 0, 1)
        }
    }

    /// At least one; nil when the time has come.
    private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32? {
        let left = deadline - .now
        return left > .zero ? Int32(clamping: left / .milliseconds(1) < 1 ? 1 : Int(left / .milliseconds(1))) : nil
    }
}
