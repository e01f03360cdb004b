import Foundation
import TestTraits
import Testing

/// The whole flow in the program itself, on a terminal, against its own provider.
@Suite(.onThreadsOfTheirOwn, .serialized)
final class RoundTripTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    /// A provider with one client and these redirect URIs.
    private func provider(redirectURIs: [String], scopes: [String] = ["profile", "orders"]) throws -> String {
        let quoted = { (texts: [String]) in texts.map { "\"\($0)\"" }.joined(separator: ", ") }
        let text = """
            { "authscope": 1, "id": "example", "name": "Example",
              "authorization_endpoint": "https://accounts.example/authorize",
              "scopes": [\(quoted(scopes))], "suggested_scopes": [\(quoted(scopes))],
              "clients": [{ "name": "App", "client_id": "app-1", "redirect_uris": [\(quoted(redirectURIs))] }] }
            """
        let file = home.appending(path: "provider.json")
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    private func start(
        _ redirectURIs: [String]? = nil, width: Int = 80, height: Int = 24
    ) throws -> Program {
        let own = try ["http://127.0.0.1:\(Sockets.freePort())/callback"]
        let program = try Program(
            Products.authscope, ["--provider", provider(redirectURIs: redirectURIs ?? own)],
            environment: ["HOME": home.path], width: width, height: height)
        try program.wait { $0.contains("? help") }
        return program
    }

    private func quit(_ program: Program) throws {
        program.type("\u{1B}")
        try program.wait { $0.contains("t rehearse") }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    /// The port that the screen names.
    private func port(on program: Program) throws -> Int {
        let match = try #require(program.screen.text.firstMatch(of: /Wait on [^ ]*:(\d+)/))
        return try #require(Int(match.output.1))
    }

    @Test(arguments: ["127.0.0.1", "[::1]", "localhost"])
    func exchangesACodeOnLoopback(host: String) throws {
        let program = try start(["http://\(host):\(Sockets.freePort())/callback"], height: 30)
        program.type("t")
        try program.wait { $0.contains("a allow   d deny") && $0.contains("Wait on ") }
        let port = try port(on: program)
        #expect(Sockets.areListening(2, on: port))
        program.type("a")
        try program.wait { $0.contains("state matches") && $0.contains("Enter send the token request") }
        let shown = program.screen.rightHalf
        #expect(shown.contains("&code=‹redacted:64›"))
        #expect(shown.contains("&code_verifier=‹redacted:43›"))
        let isClosed = Sockets.listening(on: port) == 0
        #expect(isClosed)
        program.type("\r")
        try program.wait { $0.contains("✓ Exchanged") && $0.contains("exactly as requested") }
        try quit(program)
    }

    /// The faults, what has to be pressed, and what the screen says in the end.
    static let faults: [(row: Int, exchanges: Bool, says: String)] = [
        (1, false, "access_denied"), (2, false, "an answer without state"), (3, false, "another state"),
        (4, false, "another issuer"),
        (5, true, "invalid_grant"), (6, true, "✓ Exchanged"), (7, true, "not granted: orders"),
        (8, true, "✓ Exchanged"), (9, true, "The server failed (500)"), (10, false, "with nothing in it"),
        (11, true, "cannot use the stolen code"),
    ]

    @Test(arguments: faults)
    func saysWhatBecomesOfAFault(row: Int, exchanges: Bool, says: String) throws {
        let program = try start(height: 30)
        program.type("t")
        try program.wait { $0.contains("Wait on ") }
        program.type("f")
        try program.wait { $0.contains("(∙) none") }
        program.type(String(repeating: "\u{1B}[B", count: row) + "\r")
        try program.wait { $0.contains("fault: ") && $0.contains("Wait on ") }
        program.type("a")
        if exchanges {
            try program.wait { $0.contains("Enter send the token request") }
            program.type("\r")
        }
        try program.wait { $0.contains(says) || $0.rightHalf.contains(says.filter { $0 != " " }) }
        try quit(program)
    }

    @Test(arguments: ["m", "mm"])
    func losesAStolenCodeWithoutAHash(keys: String) throws {
        let program = try start(height: 30)
        program.type(keys + "t")
        try program.wait { $0.contains("Wait on ") }
        program.type("f")
        try program.wait { $0.contains("(∙) none") }
        program.type("attack\r")
        try program.wait { $0.contains("fault: attack") && $0.contains("Wait on ") }
        program.type("a")
        try program.wait { $0.contains("Enter send the token request") }
        program.type("\r")
        try program.wait {
            $0.contains("invalid_grant") && $0.rightHalf.contains("redeemsthestolencodeandhasthetoken")
        }
        try quit(program)
    }

    @Test func takesARedirectThatItCannotCatchFromThePaste() throws {
        let program = try start(["com.example.app:/callback"])
        program.type("t")
        try program.wait { $0.contains("Wait for the pasted redirect") }
        program.paste("com.example.app:/callback?code=abc&state=forged")
        try program.wait { $0.contains("code=•••&state=forged") }
        program.type("\r")
        try program.wait { $0.contains("state differs: not accepted") && $0.contains("came: forged") }
        // The rehearsal hands its answer over as if it had been pasted.
        program.type("a")
        try program.wait { $0.contains("Enter send the token request") }
        program.type("\r")
        try program.wait(for: "✓ Exchanged")
        try quit(program)
    }

    @Test func takesAnotherPortIfOneIsTaken() throws {
        let taken = try #require(Sockets.Listener())
        let program = try start(["http://127.0.0.1:\(taken.port)/callback"])
        program.type("t")
        try program.wait { $0.contains("Another program uses port") && $0.contains("Enter use a free port") }
        program.type("\r")
        try program.wait { $0.contains("Wait on ") }
        let other = try port(on: program)
        #expect(other != taken.port)
        #expect(
            program.screen.contains("3A\(other)%2Fcallback") || program.screen.contains("Wait on 127.0.0.1:\(other)"))
        try quit(program)
    }

    @Test func takesAFreePortIfTheRedirectURINamesNone() throws {
        let program = try start(["http://127.0.0.1/callback"])
        program.type("t")
        try program.wait { $0.contains("The redirect URI now has the free port") && $0.contains("Wait on ") }
        let port = try port(on: program)
        #expect(port > 1_023)
        program.type("a")
        try program.wait { $0.contains("127.0.0.1%3A\(port)") || $0.contains("state matches") }
        try quit(program)
    }

    @Test func leavesNoSocketAtAnyStep() throws {
        let program = try start()
        for keys in ["", "a", "a\r"] {
            program.type("t")
            try program.wait { $0.contains("Wait on ") }
            let port = try port(on: program)
            let net = try #require(NetProcess.of(program.identifier))
            if !keys.isEmpty { program.type("a") }
            if keys == "a" { try program.wait { $0.contains("Enter send the token request") } }
            if keys == "a\r" {
                try program.wait { $0.contains("Enter send the token request") }
                program.type("\r")
                try program.wait(for: "✓ Exchanged")
            }
            program.type("\u{1B}")
            try program.wait { $0.contains("t rehearse") }
            #expect(NetProcess.isGone(net), "after \"\(keys)\"")
            let isClosed = Sockets.listening(on: port) == 0
            #expect(isClosed)
        }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    @Test func showsATokenOnlyAfterAQuestionAndWritesNone() throws {
        let program = try start(width: 120, height: 36)
        program.type("t")
        try program.wait { $0.contains("Wait on ") }
        program.type("a")
        try program.wait { $0.contains("Enter send the token request") }
        program.type("\r")
        try program.wait(for: "✓ Exchanged")
        let before = String(decoding: program.output, as: UTF8.self)
        program.type("s")
        try program.wait(for: "Show both tokens")
        program.type("y")
        try program.wait { $0.rightHalf.contains(/Access[0-9a-f]{64}Refresh/) }
        let token = try #require(program.screen.rightHalf.firstMatch(of: /Access([0-9a-f]{64})/)).output.1
        #expect(!before.contains(token))
        program.type("s")
        try program.wait { !$0.rightHalf.contains(token) }
        try quit(program)
        let files = FileManager.default.enumerator(at: home, includingPropertiesForKeys: nil)
        for case let file as URL in try #require(files) {
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            #expect(!text.contains(token), "\(file.path)")
        }
    }

    @Test func asksBeforeItQuitsInTheMiddle() throws {
        let program = try start()
        program.type("t")
        try program.wait { $0.contains("Wait on ") }
        program.type("q")
        try program.wait(for: "An attempt is running")
        program.type("y")
        #expect(try program.end() == .exited(0))
    }
}

extension VirtualScreen {
    /// The text of the right half without blanks and line ends, because values and sentences are wrapped anywhere.
    fileprivate var rightHalf: String {
        text.split(separator: "\n").map { row in
            (row.firstIndex(of: "│").map { row[row.index(after: $0)...] } ?? "").filter { $0 != " " }
        }.joined()
    }
}
