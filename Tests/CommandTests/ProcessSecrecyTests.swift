import Foundation
import Testing

/// Protection of the program's memory while it runs, and when it crashes.
struct ProcessSecrecyTests {
    /// The program while it waits for more lines, with a secret in its memory and all set that is set at the start.
    private static func waiting(
        shell: String = #"exec "$0" "$@""#, environment: [String: String] = [:]
    ) throws -> RunningProgram {
        let program = try RunningProgram(["lint", "--lines", "-"], shell: shell, environment: environment)
        try program.type("https://x.example/?code_verifier=canary\n")
        try program.wait { !program.output.isEmpty }
        return program
    }

    @Test func leavesNoCoreDump() throws {
        let program = try Self.waiting(shell: #"ulimit -S -c unlimited; exec "$0" "$@""#)
        #expect(try program.procFile("limits").contains(#/Max core file size +0 +0 /#))
    }

    /// Root may read everything, and files of processes that hide their memory belong to it.
    @Test func hidesItsMemoryFromOtherProcesses() throws {
        let somebody = #"exec 9<"$0"; exec setpriv --reuid 65534 --clear-groups /proc/self/fd/9 "$@""#
        let program = try geteuid() == 0 ? Self.waiting(shell: somebody) : Self.waiting()
        let attributes = try FileManager.default.attributesOfItem(atPath: "/proc/\(program.identifier)/environ")
        #expect(attributes[.ownerAccountID] as? Int == 0)
        let uid = try #require(try program.procFile("status").firstMatch(of: #/Uid:\t(\d+)/#)?.1)
        #expect(uid != "0")
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT])
    func printsNothingWhenItCrashes(signal: Int32) throws {
        // Swift's own backtrace shows registers and memory, here whether or not there is a terminal.
        let program = try Self.waiting(environment: ["SWIFT_BACKTRACE": "enable=yes"])
        kill(program.identifier, signal)
        #expect(program.end() == .signaled(signal))
        #expect(program.errors == "")
    }
}
