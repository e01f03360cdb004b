import Flow
import Foundation
import JSON
import OAuth
import Options
import Rehearsal
import TestSupport
import Testing

@testable import Wire

/// `authscope rehearse`, started as a user would.
@BlockingActor @Suite struct RehearseTests {
    /// A rehearsal that runs; its end is the test's business.
    struct Running {
        let process = Process()
        let stdout = Pipe()
        let stderr = Pipe()
        /// The first line of standard output.
        let description: JSONValue

        init(_ arguments: [String] = []) throws {
            let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            process.executableURL = products.appending(path: "authscope")
            process.arguments = ["rehearse"] + arguments
            process.environment = [:]
            process.standardOutput = stdout
            process.standardError = stderr
            try process.run()
            var line: [UInt8] = []
            while let octet = stdout.fileHandleForReading.readData(ofLength: 1).first, octet != 0x0a {
                line.append(octet)
            }
            description = try JSONValue(reading: line)
        }

        func text(_ member: String) -> String {
            if case .string(let text)? = description[member] { text } else { "" }
        }

        var port: Int { text("issuer").split(separator: ":").last.flatMap { Int($0) } ?? 0 }

        /// Ends the program, and returns its exit code and messages.
        func end(_ signal: Int32) -> (exitCode: Int32, stderr: [String]) {
            kill(process.processIdentifier, signal)
            let text = String(decoding: stderr.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, text.split(separator: "\n").map(String.init))
        }
    }

    @Test(arguments: [(SIGTERM, 0), (SIGINT, 130), (SIGHUP, 0)] as [(Int32, Int32)])
    func servesUntilASignalComes(signal: Int32, exitCode: Int32) throws {
        let running = try Running()
        let port = running.port
        #expect(running.text("issuer") == "http://127.0.0.1:\(port)")
        #expect(running.text("authorization_endpoint") == "http://127.0.0.1:\(port)/oauth/authorize")
        #expect(running.text("token_endpoint") == "http://127.0.0.1:\(port)/api/token")
        let path = try #require(running.text("metadata_url").firstRange(of: "/.well-known/")).lowerBound
        let target = running.text("metadata_url")[path...]
        let request = "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n"
        let metadata = try #require(RawClient(port: port)?.response(to: request))
        #expect(metadata.status == 200)
        #expect(try JSONValue(reading: Array(metadata.body.utf8))["issuer"] == .string(running.text("issuer")))
        let end = running.end(signal)
        #expect(end.exitCode == exitCode)
        #expect(
            end.stderr == [
                "REHEARSAL of Bakeronline at http://127.0.0.1:\(port). Nothing here is real. Ctrl-C ends it."
            ])
        #expect(RawClient(port: port) == nil)
    }

    @Test func saysWhatHappens() throws {
        let running = try Running(["--fault", "slow", "--ipv6"])
        let port = running.port
        #expect(running.text("issuer") == "http://[::1]:\(port)")
        let request = "GET /oauth/authorize?client_id=%1B%5B2J HTTP/1.1\r\nHost: [::1]:\(port)\r\n\r\n"
        #expect(RawClient(port: port, ipv6: true)?.response(to: request)?.status == 400)
        let end = running.end(SIGTERM)
        #expect(end.stderr.count == 3)
        #expect(end.stderr[1].hasPrefix("Fault: Answer slowly."))
        #expect(end.stderr[2].hasPrefix("Refused with a page, no redirect: client_id"))
        #expect(end.stderr.allSatisfy { !$0.contains("\u{1B}") })
    }

    @Test func saysThatThePortIsTaken() throws {
        let running = try Running()
        let port = running.port
        let second = try ProgramTests.run(["rehearse", "--port", String(port)])
        #expect(second.exitCode == 71)
        #expect(
            second.stderr == "Error: another program uses port \(port); choose another --port, or omit it\n")
        #expect(second.stdout.isEmpty)
        #expect(running.end(SIGTERM).exitCode == 0)
        let third = try Running(["--port", String(port)])
        #expect(third.port == port)
        #expect(third.end(SIGTERM).exitCode == 0)
    }

    @Test func saysThatStandardOutputIsFull() throws {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        #expect(try ProgramTests.run(["rehearse"], output: full).exitCode == 74)
    }

    @Test(arguments: Fault.allCases)
    func readsAFault(fault: Fault) throws {
        let command: RehearseCommand = try OptionTests.parse("rehearse", "--fault", fault.rawValue, "--port", "8400")
        #expect(command.fault == fault)
        #expect(command.port == 8_400)
        #expect(!command.usesIPv6)
    }

    @Test(arguments: [["--port", "0"], ["--port", "65536"], ["--port", "x"], ["--fault", "none"], ["x"]])
    func refusesWhatItDoesNotUnderstand(arguments: [String]) throws {
        let error = try #require(throws: (any Error).self) {
            try AuthscopeCommand.parseAsRoot(["rehearse"] + arguments)
        }
        #expect(AuthscopeCommand.exitCode(for: error).rawValue == 64)
    }

    @Test(arguments: [
        ListenerProblem.portInUse(1_025), .privilegedPort(80), .noIPv6, .noFreePort, .other(ENOMEM),
    ])
    func saysWhatToDo(problem: ListenerProblem) {
        #expect(!RehearsalSession.message(for: problem).contains("paste"))
    }
}
