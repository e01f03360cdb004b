import CSpawn
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
    /// From the start to the end.
    let patience: Duration
    /// The largest answer in octets.
    let largestAnswer: Int

    /// Runs the program once, without arguments and environment, in a session of its own. It blocks the thread for as
    /// long as it takes, which is no longer than `patience`; then the program is ended. What it has started ends with
    /// it, in time or not.
    func run(_ input: [UInt8]) -> Outcome {
        let deadline = ContinuousClock.now + patience
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return .notStarted(errno) }
        defer { close(ends[0]) }
        let child: pid_t
        do {
            defer { close(ends[1]) }
            child = try start(talkingOver: ends[1])
        } catch {
            return .notStarted(error.code)
        }
        let talk = exchange(input, over: ends[0], until: deadline)
        let end = talk.isAnswer ? waitForEnd(of: child, until: deadline) : .late
        // Nobody else reaps it, so until then the number is still that of its process group, and of no other.
        if end != .unknown { kill(-child, SIGKILL) }
        let status = reap(child)
        switch talk {
        case .answer(let answer) where end != .late:
            return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF, answer: answer) : .signaled(status & 0x7F)
        case .tooMuch: return .answeredTooMuch
        case .answer, .tooLong: return .tookTooLong
        }
    }

    // MARK: - Starting

    private struct SpawnFailure: Error {
        let code: Int32
    }

    /// - Parameter descriptor: a socket, which becomes the program's standard input and output.
    private func start(talkingOver descriptor: Int32) throws(SpawnFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, descriptor, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let flags = spawn_in_new_session | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, flags)
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)

        var child: pid_t = 0
        let name = path.withCString { strdup($0) }
        defer { free(name) }
        let arguments = [name, nil]
        let environment: [UnsafeMutablePointer<CChar>?] = [nil]
        let code = path.withCString { posix_spawn(&child, $0, &actions, &attributes, arguments, environment) }
        guard code == 0 else { throw SpawnFailure(code: code) }
        return child
    }

    // MARK: - Talking

    private enum Talk {
        case answer([UInt8])
        case tooLong, tooMuch

        var isAnswer: Bool { if case .answer = self { true } else { false } }
    }

    /// Sends the input and takes in the answer at the same time, so that neither side waits for the other.
    private func exchange(_ input: [UInt8], over socket: Int32, until deadline: ContinuousClock.Instant) -> Talk {
        var sent = 0
        var isSending = true
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if isSending, sent == input.count {
                shutdown(socket, Int32(SHUT_WR))
                isSending = false
            }
            guard let patience = milliseconds(until: deadline) else { return .tooLong }
            var events = pollfd(fd: socket, events: Int16(POLLIN) | (isSending ? Int16(POLLOUT) : 0), revents: 0)
            guard poll(&events, 1, patience) > 0 else { continue }
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

    /// Its status, once it has ended; zero where nobody knows.
    private func reap(_ child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// At least one; nil when the time has come.
    private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32? {
        let left = deadline - .now
        return left > .zero ? Int32(clamping: left / .milliseconds(1) < 1 ? 1 : Int(left / .milliseconds(1))) : nil
    }
}
