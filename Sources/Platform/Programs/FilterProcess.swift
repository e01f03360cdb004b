import Catalog
import Glibc

/// A program that converts standard input to standard output, with limits on time and memory.
struct FilterProcess {
    /// The result of a run.
    enum Outcome: Equatable {
        /// The program exited with this code.
        case exited(Int32, answer: [UInt8])
        /// A signal ended it.
        case signaled(Int32)
        case tookTooLong
        /// `isCancelled` returned true.
        case cancelled
        case answeredTooMuch
        /// The program could not be started, or communication failed. The number is an errno(3).
        case notStarted(Int32)
    }

    let path: OctetPath
    var arguments: [String] = []
    /// Whether the program gets the environment of this process, or none.
    var inheritsEnvironment = false
    /// The longest time from start to end.
    let timeout: Duration
    /// The size of the largest answer, in octets.
    let largestAnswer: Int

    /// Runs the program once, in a session of its own. Blocks the thread until the program ends, at most for `timeout`;
    /// then the program is ended. Its children always end with it.
    ///
    /// - Parameter isCancelled: Called 20 times a second until the answer is complete. If it returns true, the outcome is
    ///   `cancelled`.
    func run(_ input: [UInt8], isCancelled: (() -> Bool)? = nil) -> Outcome {
        let deadline = ContinuousClock.now + timeout
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
        // The process is not reaped yet, so its number still identifies its process group and no other.
        if end != .unknown { kill(-child, SIGKILL) }
        let status = program.reap()
        switch talk {
        case .answer(let answer) where end != .late:
            return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF, answer: answer) : .signaled(status & 0x7F)
        case .tooMuch: return .answeredTooMuch
        case .cancelled: return .cancelled
        case .answer, .tooLong: return .tookTooLong
        }
    }

    // MARK: - Talking

    private enum Talk {
        case answer([UInt8])
        case tooLong, tooMuch, cancelled

        var isAnswer: Bool { if case .answer = self { true } else { false } }
    }

    /// Sends the input and receives the answer at the same time, so that neither side blocks the other.
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
            if isCancelled?() == true { return .cancelled }
            guard let left = milliseconds(until: deadline) else { return .tooLong }
            var events = pollfd(fd: socket, events: Int16(POLLIN) | (isSending ? Int16(POLLOUT) : 0), revents: 0)
            guard poll(&events, 1, isCancelled == nil ? left : min(left, 50)) > 0 else { continue }
            if isSending, events.revents & Int16(POLLOUT) != 0 {
                let count = input[sent...].withUnsafeBytes {
                    send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
                }
                if count >= 0 {
                    sent += count
                } else if errno != EAGAIN, errno != EINTR {
                    // The program has stopped reading. Its answer says why.
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
        /// The parent asked the system to reap children automatically. Then only the answer can be checked.
        case unknown
    }

    /// Waits until the program ends. Its status is left for `reap`.
    private func waitForEnd(of child: pid_t, until deadline: ContinuousClock.Instant) -> End {
        while true {
            var info = siginfo_t()
            let result = waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT)
            if result == 0, info.si_signo == SIGCHLD { return .inTime }
            if result < 0, errno == ECHILD { return .unknown }
            guard milliseconds(until: deadline) != nil else { return .late }
            // The program has closed its end, so it is about to exit.
            poll(nil, 0, 1)
        }
    }

    /// Returns the remaining time, at least 1; nil if it is over.
    private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32? {
        let left = deadline - .now
        return left > .zero ? Int32(clamping: left / .milliseconds(1) < 1 ? 1 : Int(left / .milliseconds(1))) : nil
    }
}
