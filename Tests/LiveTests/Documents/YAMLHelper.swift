import Foundation
import Glibc
import TestSupport

@testable import Live

/// `authscope-yaml` as it was built beside the tests, and programs that stand in for it.
enum YAMLHelper {
    static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "authscope-yaml").path

    static let converter = YAMLConverter()

    /// What the helper did with a document, and what that took.
    struct Run {
        var exitCode: Int32
        var answer: [UInt8]
        /// The largest resident size in octets.
        var memory: Int
        /// Of the processor, in seconds.
        var time: Double
    }

    /// Runs the helper with a file as its input.
    static func run(_ yaml: [UInt8], in folder: TemporaryFolder) throws -> Run {
        let (input, output) = (folder.path + "/in", folder.path + "/out")
        try Data(yaml).write(to: URL(fileURLWithPath: input))
        let child = try spawn(path, [], environment: [:], opening: [0: input, 1: output, 2: "/dev/null"])
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
        let time = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1e6 }
        return Run(
            exitCode: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F),
            answer: Array(try Data(contentsOf: URL(fileURLWithPath: output))), memory: usage.ru_maxrss << 10,
            time: time[0] + time[1])
    }

    /// A shell script in place of the helper.
    static func standIn(_ script: String, in folder: TemporaryFolder) throws -> String {
        let path = folder.path + "/authscope-yaml"
        try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }
}
