import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// The screen and the process that does its network work: each can end at any moment.
@Suite(.onThreadsOfTheirOwn, .serialized)
final class NetProcessTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    private func start(
        _ path: String = Products.authscope, tokenEndpoint: String? = nil, width: Int = 100
    ) throws -> Program {
        let token = tokenEndpoint.map { "\"token_endpoint\": \"\($0)\"," } ?? ""
        let text = """
            { "authscope": 1, "id": "example", "name": "Example",
              "authorization_endpoint": "https://accounts.example/authorize", \(token)
              "scopes": ["profile"], "suggested_scopes": ["profile"],
              "clients": [{ "name": "App", "client_id": "app-1",
                            "redirect_uris": ["http://127.0.0.1:\(try Sockets.freePort())/callback"] }] }
            """
        let file = home.appending(path: "provider.json")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let program = try Program(
            path, ["--provider", file.path], environment: ["HOME": home.path], width: width, height: 30)
        try program.wait { $0.contains("? help") }
        return program
    }

    /// The port that the screen names, once the attempt listens on it.
    private func port(on program: Program) throws -> Int {
        let match = try #require(program.screen.text.firstMatch(of: /Wait on [^ ]*:(\d+)/))
        let port = try #require(Int(match.output.1))
        try #require(Sockets.areListening(2, on: port))
        return port
    }

    /// Leaves the attempt and the program.
    private func quit(_ program: Program) throws {
        program.type("\u{1B}")
        try program.wait(for: "t rehearse")
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    /// Goes to a step of an attempt.
    private func go(to text: String, in program: Program) throws {
        program.type("t")
        try program.wait(for: "Wait on ")
        guard text != "Wait on " else { return }
        program.type("a")
        try program.wait { $0.contains("Enter send the token request") }
        guard text != "Enter send the token request" else { return }
        program.type("\r")
        try program.wait(for: text)
    }

    /// A session without an attempt has no such process, and no network socket.
    @Test func existsOnlyDuringAnAttempt() throws {
        let program = try start()
        program.type("jj m")
        try program.wait(for: "plain")
        #expect(NetProcess.of(program.identifier) == nil)
        try go(to: "Wait on ", in: program)
        let net = try #require(NetProcess.of(program.identifier))
        let status = try String(contentsOfFile: "/proc/\(net)/status", encoding: .utf8)
        #expect(status.contains("NoNewPrivs:\t1"))
        program.type("\u{1B}")
        #expect(NetProcess.isGone(net))
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    @Test(arguments: ["Wait on ", "Enter send the token request"])
    func failsTheAttemptWhenItIsKilled(step: String) throws {
        let program = try start()
        try go(to: step, in: program)
        kill(try #require(NetProcess.of(program.identifier)), SIGKILL)
        try program.wait(for: "ended by signal 9")
        // The screen lives, and another attempt works.
        program.type("t")
        try program.wait { $0.contains("Wait on ") && !$0.contains("signal 9") }
        try quit(program)
    }

    @Test func losesItsTokensWhenItIsKilled() throws {
        let program = try start()
        try go(to: "✓ Exchanged", in: program)
        kill(try #require(NetProcess.of(program.identifier)), SIGKILL)
        try program.wait(for: "ended by signal 9")
        #expect(program.screen.contains("✓ Exchanged"))
        // A key that needs the tokens says why it does nothing.
        for key in ["s", "c", "R"] {
            program.type("j")
            try program.wait { !$0.contains("ended by signal 9") }
            program.type(key)
            try program.wait(for: "ended by signal 9")
        }
        try quit(program)
    }

    @Test(arguments: [SIGKILL, SIGTERM])
    func endsWithTheScreen(signal: Int32) throws {
        let program = try start()
        try go(to: "Wait on ", in: program)
        let port = try port(on: program)
        let net = try #require(NetProcess.of(program.identifier))
        program.signal(signal)
        _ = try program.end()
        #expect(Sockets.areListening(0, on: port))
        #expect(NetProcess.isGone(net))
    }

    @Test func listensWhileTheScreenIsStopped() throws {
        let program = try start()
        try go(to: "Wait on ", in: program)
        let port = try port(on: program)
        program.signal(SIGSTOP)
        let reply = RawClient(port: port)?.response(
            to: "GET /callback?code=c&state=s HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
        #expect(reply?.status == 400)
        program.signal(SIGCONT)
        try program.wait { $0.contains("1 redirect refused") || $0.contains("Refused") || $0.contains("refused") }
        try quit(program)
    }

    // MARK: Secrets

    /// Returns how often the text occurs in the writable memory of a process.
    private func count(of text: String, in process: pid_t) throws -> Int {
        let needle = Array(text.utf8)
        let memory = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
        try #require(memory >= 0)
        defer { close(memory) }
        var count = 0
        for line in try String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ")
            let ends = words[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            guard words[1].hasPrefix("rw"), ends.count == 2 else { continue }
            var octets = [UInt8](repeating: 0, count: ends[1] - ends[0])
            let read = pread(memory, &octets, octets.count, off_t(ends[0]))
            guard read > 0 else { continue }
            var rest = octets[..<read]
            while let found = rest.firstRange(of: needle) {
                count += 1
                rest = rest[found.upperBound...]
            }
        }
        return count
    }

    /// `docs/security.md` S6.6. The memory of a process that hides it can be read by root alone.
    @Test(.enabled(if: geteuid() == 0))
    func keepsCodeAndTokensOutOfTheScreensProcess() throws {
        let token = "token-canary-\(UUID().uuidString)"
        let refresh = "refresh-canary-\(UUID().uuidString)"
        let code = "code-canary-\(UUID().uuidString)"
        let reply = #"{"access_token":"\#(token)","refresh_token":"\#(refresh)","token_type":"Bearer"}"#
        let endpoint = try #require(TokenEndpoint(replying: reply))
        let program = try start(tokenEndpoint: "http://127.0.0.1:\(endpoint.port)/token", width: 600)
        program.type("t")
        try program.wait(for: "Wait on ")
        let port = try port(on: program)
        let state = try #require(program.screen.text.firstMatch(of: /&state=([A-Za-z0-9_-]{43})/)).output.1
        let target = "/callback?code=\(code)&state=\(state)"
        let answer = RawClient(port: port)?.response(to: "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
        #expect(answer?.status == 303)
        try program.wait(for: "Enter send the token request")
        let net = try #require(NetProcess.of(program.identifier))
        #expect(try count(of: code, in: net) > 0)
        #expect(try count(of: code, in: program.identifier) == 0)
        program.type("\r")
        endpoint.answer()
        try program.wait(for: "✓ Exchanged")
        #expect(try count(of: token, in: net) > 0)
        for secret in [code, token, refresh] { #expect(try count(of: secret, in: program.identifier) == 0) }
        program.type("\u{1B}")
        try program.wait(for: "will be lost")
        program.type("y")
        #expect(NetProcess.isGone(net))
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    // MARK: Missing, and of another build

    /// A copy of the program in a folder of its own.
    private func copy() throws -> String {
        let folder = home.appending(path: "bin")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "authscope").path
        try ExecutableFile.copy(Products.authscope, to: path)
        return path
    }

    private func standIn(_ script: String, at folder: String) throws {
        let directory = home.appending(path: folder)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try ExecutableFile.make(script: script, at: directory.appending(path: "authscope-net").path)
    }

    @Test func saysThatItIsMissing() throws {
        let program = try start(try copy(), width: 220)
        program.type("t")
        try program.wait { $0.contains("authscope-net is missing") && $0.contains("reinstall authscope") }
        try quit(program)
    }

    @Test(arguments: [
        ("exit 69", "another build"), ("exit 3", "exit code 3"), ("echo nonsense; sleep 60", "invalid message"),
        ("head -c 2000000 /dev/zero; sleep 60", "invalid message"), ("kill -ILL $$", "signal 4"),
    ])
    func saysThatItCannotBeUsed(script: String, says: String) throws {
        let path = try copy()
        try standIn(script, at: "libexec/authscope")
        let program = try start(path, width: 220)
        program.type("t")
        try program.wait(for: says)
        try quit(program)
    }
}
