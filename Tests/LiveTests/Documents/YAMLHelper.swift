import Catalog
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Platform

/// The `authscope-yaml` program of this build, and replacements for it.
enum YAMLHelper {
    static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "authscope-yaml").path

    /// Other tests may have the processors: what holds a document to its time is the limit of the processor's.
    static let converter = YAMLConverter(timeout: .seconds(60))

    /// The result of a conversion, and its memory use.
    struct Run {
        var exitCode: Int32
        /// The largest resident size in octets.
        var memory: Int
    }

    /// Runs the helper with a file as its input.
    ///
    /// Its output is a full pipe, so the program blocks with its answer while its memory is measured. The result of
    /// wait4(2) afterwards would include the size of the parent process.
    static func run(_ yaml: [UInt8], in folder: TemporaryFolder) throws -> Run {
        let input = folder.path + "/in"
        try Data(yaml).write(to: URL(fileURLWithPath: input))
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let flags = fcntl(ends[1], F_GETFL)
        _ = fcntl(ends[1], F_SETFL, flags | O_NONBLOCK)
        let filling = [UInt8](repeating: 0x20, count: 4_096)
        while write(ends[1], filling, filling.count) > 0 {}
        _ = fcntl(ends[1], F_SETFL, flags)
        let child = try spawn(path, [], environment: [:], opening: [0: input, 2: "/dev/null"], passing: [1: ends[1]])
        close(ends[1])
        let memory = try memoryOnceAsleep(child)

        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while read(ends[0], &chunk, chunk.count) > 0 {}
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return Run(exitCode: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F), memory: memory)
    }

    private struct NeverAsleep: Error {}

    /// Waits until the process sleeps or has ended, and answers with the most memory that it has had.
    private static func memoryOnceAsleep(_ child: pid_t) throws -> Int {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let status = String(decoding: try InputReader.file(OctetPath("/proc/\(child)/status")), as: UTF8.self)
            func field(_ name: String) -> Substring? {
                status.split(separator: "\n").first { $0.hasPrefix("\(name):") }?.dropFirst(name.count + 1)
                    .split(whereSeparator: \.isWhitespace).first
            }
            switch field("State") {
            case "S": return try #require(field("VmHWM").flatMap { Int($0) }) << 10
            case "Z": throw NeverAsleep()
            default: poll(nil, 0, 1)
            }
        }
        throw NeverAsleep()
    }

    /// A shell script in place of the helper.
    static func standIn(_ script: String, in folder: TemporaryFolder) throws -> String {
        let path = folder.path + "/authscope-yaml"
        try ExecutableFile.make(script: script, at: path)
        return path
    }
}
