import Catalog
import Dispatch
import Glibc
import Synchronization

/// A program that exchanges lines with this one while it runs.
///
/// It ends when its standard input ends, so it also ends if this process is killed.
package final class LineProcess: Sendable {
    /// The way in which the exchange ended.
    package enum Ending: Equatable, Sendable {
        /// The program exited with this code.
        case exited(Int32)
        case signaled(Int32)
        /// The program sent a line that was too long or not understood, and was ended.
        case unreadable
    }

    /// The system's reason for not starting the program, as an errno(3).
    package struct StartFailure: Error, Equatable {
        package let code: Int32
    }

    private let socket: Int32
    /// Sends lines in order, on another thread than the caller's.
    private let sending = DispatchQueue(label: "authscope.lines")
    private let isClosed = Mutex(false)
    private let silence = DispatchGroup()

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - earlier: A program whose sockets may be in the way. Nothing is sent until it has closed its side, or for at
    ///     most two seconds.
    ///   - longestLine: The length of the longest line, in octets.
    ///   - receive: Called with each line, without its end, on another thread. Returns false to end the program.
    ///   - end: Called once, after the last line.
    package init(
        path: OctetPath, arguments: [String], after earlier: LineProcess? = nil, longestLine: Int,
        receive: @escaping @Sendable ([UInt8]) -> Bool, end: @escaping @Sendable (Ending) -> Void
    ) throws(StartFailure) {
        let program: SpawnedProgram
        do {
            program = try SpawnedProgram(path: path, arguments: arguments, inheritsEnvironment: true)
        } catch {
            throw StartFailure(code: error.code)
        }
        socket = program.socket
        silence.enter()
        if let earlier { sending.async { earlier.waitForSilence() } }
        DispatchQueue.global().async { [self] in
            let isUnderstood = receiveLines(upTo: longestLine, receive)
            if !isUnderstood { kill(program.process, SIGKILL) }
            // The system may reuse the descriptor, so it is not used after this.
            isClosed.withLock { isClosed in
                isClosed = true
                Glibc.close(program.socket)
            }
            silence.leave()
            let status = program.reap()
            let signal = status & 0x7F
            end(!isUnderstood ? .unreadable : signal == 0 ? .exited(status >> 8 & 0xFF) : .signaled(signal))
        }
    }

    /// Sends a line. A line that the program no longer accepts is dropped.
    package func send(_ line: String) {
        sending.async { [self] in
            var rest = Array(line.utf8)[...]
            rest.append(UInt8(ascii: "\n"))
            while !rest.isEmpty {
                let count = isClosed.withLock { isClosed in
                    isClosed ? -1 : rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Self.flags) }
                }
                if count > 0 {
                    rest = rest[(rest.startIndex + count)...]
                } else if count < 0, errno == EAGAIN || errno == EINTR {
                    var events = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
                    poll(&events, 1, 100)
                } else {
                    return
                }
            }
        }
    }

    /// Closes the program's standard input after the lines that were sent.
    package func close() {
        sending.async { [self] in
            isClosed.withLock { if !$0 { _ = shutdown(socket, Int32(SHUT_WR)) } }
        }
    }

    /// Waits until the program has closed its side, for at most two seconds.
    package func waitForSilence() {
        _ = silence.wait(timeout: .now() + .seconds(2))
    }

    private static let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)

    /// Receives lines until the other side is closed. Returns false if a line was too long or not understood.
    private func receiveLines(upTo longestLine: Int, _ receive: ([UInt8]) -> Bool) -> Bool {
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket, &chunk, chunk.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return true }
            for piece in chunk[..<count].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                if piece.startIndex > 0 {
                    guard receive(line) else { return false }
                    line = []
                }
                line += piece
                guard line.count <= longestLine else { return false }
            }
        }
    }
}
