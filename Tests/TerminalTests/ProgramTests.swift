import Foundation
import TestTraits
import Testing

/// The program itself, as a user meets it in a terminal.
@Suite(.onThreadsOfTheirOwn, .serialized)
final class ProgramTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    private func run(
        _ arguments: [String] = [], _ environment: [String: String] = [:], width: Int = 80, height: Int = 24,
        redirections: [Int32: String] = [:], hasTerminal: Bool = true
    ) throws -> Program {
        try Program(
            Products.authscope, arguments, environment: ["HOME": home.path].merging(environment) { $1 },
            width: width, height: height, redirections: redirections, hasTerminal: hasTerminal)
    }

    private func start(
        _ arguments: [String] = [], _ environment: [String: String] = [:], width: Int = 80, height: Int = 24,
        redirections: [Int32: String] = [:]
    ) throws -> Program {
        let program = try run(arguments, environment, width: width, height: height, redirections: redirections)
        try program.wait { $0.contains("Ready") && $0.contains("? help") }
        return program
    }

    private func expectShell(_ program: Program) {
        #expect(program.screen.modes.isDisjoint(with: [1, 1000, 1002, 1004, 1006, 1049, 2004]))
        #expect(program.screen.modes.isSuperset(of: [7, 25]))
        #expect(program.screen.title == "shell")
        #expect(program.screen.unknown == [])
        #expect(program.isLineRestored)
    }

    private func quit(_ program: Program) throws {
        program.type("q")
        #expect(try program.end() == .exited(0))
        expectShell(program)
    }

    /// The URL that the plain view prints.
    private func plainURL(_ program: Program) throws -> String {
        _ = program.takeOutput()
        program.type("p")
        // The restored screen may show an earlier text, so the test checks the bytes.
        try program.wait { _ in program.hasWritten("Enter goes back") }
        let output = String(decoding: program.takeOutput(), as: UTF8.self)
        program.type("\r")
        try program.wait { $0.isAlternate && $0.contains("? help") }
        let url = try #require(output.split { $0.isNewline }.first { $0.contains("https://") })
        // The hyperlink goes to what is shown.
        let parts = url.split(separator: "\u{7}", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else { return String(url.drop { $0 != "h" }) }
        let shown = String(parts[1].prefix { $0 != "\u{1B}" })
        #expect(parts[0].hasSuffix("\u{1B}]8;;\(shown)"))
        #expect(parts[1].hasSuffix("\u{1B}]8;;"))
        return shown
    }

    /// The text that OSC 52 has put on the clipboard, decoded.
    private func copied(_ program: Program) -> [String] {
        program.screen.commands.filter { $0.hasPrefix("52;c;") }
            .map { String(decoding: Data(base64Encoded: String($0.dropFirst(5))) ?? Data(), as: UTF8.self) }
    }

    // MARK: - Use

    @Test func startsReadyAndLeavesNoTrace() throws {
        let program = try start()
        #expect(program.screen.isAlternate)
        #expect(program.screen.title == "authscope: Example client - Bakeronline")
        #expect(program.screen.unknown == [])
        try quit(program)
        #expect(program.screen.text.allSatisfy { $0 == "\n" })
    }

    /// Two sessions at once: each keeps what the other adds, and shows it.
    @Test func sharesOwnScopesWithAnotherSession() throws {
        let first = try start(width: 120, height: 36)
        let second = try start(width: 120, height: 36)
        for (program, scope) in [(first, "first:read"), (second, "second:read")] {
            program.type("a\(scope)\r")
            try program.wait(for: scope)
        }
        try second.wait { $0.contains("first:read") && $0.contains("Saved, together with changes made elsewhere") }
        try quit(first)
        try quit(second)
        let own = home.appending(path: ".config/authscope/own")
        let text = try String(contentsOf: own.appending(path: "bakeronline.json"), encoding: .utf8)
        #expect(text.contains("first:read") && text.contains("second:read"))
        let names = try FileManager.default.contentsOfDirectory(atPath: own.path)
        #expect(names.sorted() == [".lock", "bakeronline.json"])
    }

    /// The next start removes the files of a session that was killed while it wrote.
    @Test func removesWhatAKilledSessionLeft() throws {
        let own = home.appending(path: ".config/authscope/own")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        let killed = try start()
        kill(killed.identifier, SIGKILL)
        #expect(try killed.end() == .signaled(SIGKILL))
        let left = own.appending(path: "bakeronline.json.\(killed.identifier)")
        try Data("{".utf8).write(to: left)
        let program = try start()
        try quit(program)
        #expect(try FileManager.default.contentsOfDirectory(atPath: own.path) == [".lock"])
    }

    @Test func changesTheURLWithTheScope() throws {
        let program = try start()
        let before = try plainURL(program)
        #expect(before.contains("scope=user%3Aread&"))
        program.type(" ")
        try program.wait(for: "0 of 5 on")
        #expect(try !plainURL(program).contains("scope="))
        program.type("u")
        try program.wait(for: "1 of 5 on")
        #expect(try plainURL(program) == before)
        try quit(program)
    }

    /// Elsewhere a terminal would show the sequence, or do something else.
    @Test(arguments: [("xterm-256color", true), ("tmux-256color", true), ("linux", false), ("vt220", false)])
    func linksThePlainURLIfTheTerminalFollowsXterm(name: String, links: Bool) throws {
        let program = try start([], ["TERM": name])
        _ = program.takeOutput()
        program.type("p")
        try program.wait { _ in program.hasWritten("Enter goes back") }
        let output = String(decoding: program.takeOutput(), as: UTF8.self)
        #expect(output.contains("\u{1B}]8;;https://accounts.bakeronline.be/") == links)
        if links { #expect(output.contains("\u{1B}[H\u{1B}[J\r")) }
        #expect(output.contains("\rhttps://") == !links)
        program.type("\r")
        try program.wait { _ in program.hasWritten("help") }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    @Test func copiesTheURLOctetByOctetOverSSH() throws {
        let program = try start([], ["SSH_TTY": "/dev/pts/9", "SSH_CONNECTION": "192.0.2.1 22 192.0.2.2 22"])
        let url = try plainURL(program)
        #expect(copied(program).isEmpty)
        program.type("y")
        try program.wait { $0.contains("Copied via the terminal") }
        #expect(copied(program) == [url])
        try quit(program)
    }

    @Test func keepsItsChoicesForTheNextTime() throws {
        let program = try start()
        program.type(" k ")
        try program.wait { $0.contains("1 of 5 on") && !$0.contains("✗") }
        let scope = try #require(try plainURL(program).split(separator: "&").first { $0.hasPrefix("scope=") })
        #expect(scope != "scope=user%3Aread")
        try quit(program)
        let again = try start()
        #expect(try plainURL(again).contains("&\(scope)&"))
        try quit(again)
    }

    @Test func writesOnlyTheURLToStandardOutput() throws {
        let file = home.appending(path: "output").path
        let program = try start(["--print"], redirections: [0: "/dev/null", 1: file])
        let url = try plainURL(program)
        try quit(program)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == url + "\n")
    }

    // MARK: - Input

    @Test func takesAPasteForNoKeys() throws {
        let program = try start()
        let before = try plainURL(program)
        for text in ["q", "\u{3}", " nmj\rq", "\u{1B}[200~q", String(repeating: "q\r", count: 100_000)] {
            program.paste(text)
        }
        // Lines of text are a list of scopes, which is shown and not taken.
        try program.wait(for: "nothing is added yet")
        program.type("\u{1B}")
        try program.wait { $0.contains("? help") && !$0.contains("nothing is added yet") }
        #expect(try plainURL(program) == before)
        try quit(program)
    }

    @Test(arguments: ["\u{1B}q", "\u{1B}[<0;10;5M", "\u{1B}[25~", "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}[1;3C"])
    func doesNothingOnKeysItDoesNotKnow(bytes: String) throws {
        let program = try start()
        let before = try plainURL(program)
        program.type(bytes)
        #expect(try plainURL(program) == before)
        try quit(program)
    }

    @Test func quitsByTheKeysOfTheKittyProtocol() throws {
        for (bytes, status) in [("\u{1B}[113u", Int32(0)), ("\u{1B}[99;5u", 130), ("\u{1B}[27;5;99~", 130)] {
            let program = try start()
            program.type(bytes)
            #expect(try program.end() == .exited(status))
            expectShell(program)
        }
    }

    @Test func survivesAStormOfSizes() throws {
        let program = try start()
        for step in 0..<60 { program.resize(width: 1 + step * 4 % 170, height: 1 + step * 7 % 60) }
        program.resize(width: 1, height: 1)
        program.resize(width: 38, height: 9)
        try program.wait(for: "Too small")
        program.resize(width: 120, height: 36)
        try program.wait { $0.contains("Ready") && $0.contains("? help") && $0.contains("response_type ") }
        try quit(program)
    }

    @Test func givesUpWhenTheTerminalIsGone() throws {
        let program = try start()
        program.hangUp()
        #expect(try program.end() == .signaled(SIGHUP))
    }

    // MARK: - Signals

    // The last ones: SIGSTKFLT, SIGIO, SIGPWR, real-time signals.
    @Test(arguments: [
        SIGTERM, SIGINT, SIGHUP, SIGABRT, SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGALRM, 16, 29, 30, 34, 64,
    ])
    func givesTheScreenBackOn(signal: Int32) throws {
        let program = try start()
        program.signal(signal)
        #expect(try program.end() == .signaled(signal))
        expectShell(program)
        #expect(!program.screen.contains("Backtrace"))
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func savesBeforeItEndsOn(signal: Int32) throws {
        let program = try start()
        program.type(" k ")
        let url = try plainURL(program)
        program.signal(signal)
        #expect(try program.end() == .signaled(signal))
        let again = try start()
        let scope = try #require(url.split(separator: "&").first { $0.hasPrefix("scope=") })
        #expect(try plainURL(again).contains("&\(scope)&"))
    }

    // MARK: - Terminals

    @Test(arguments: [
        "xterm-256color", "tmux-256color", "screen", "linux", "vt220", "vt100", "xterm-kitty", "nonesuch",
    ])
    func worksOn(term: String) throws {
        let program = try start([], ["TERM": term])
        program.type("\u{1B}OA \u{1B}[B ")
        try program.wait(for: "1 of 5 on")
        program.type("q")
        #expect(try program.end() == .exited(0))
        #expect(program.screen.scrolls == 0)
        #expect(program.screen.unknown == [])
        #expect(program.isLineRestored)
    }

    @Test func drawsInASCIIIfTheLocaleHasNoUTF8() throws {
        let program = try start([], ["LC_ALL": "C"])
        #expect(program.output.allSatisfy { $0 < 0x80 })
        try quit(program)
    }

    @Test(arguments: [(["NO_COLOR": "1"], []), ([:], ["--color", "never"])] as [([String: String], [String])])
    func needsNoColour(environment: [String: String], arguments: [String]) throws {
        let program = try start(arguments, environment)
        #expect(program.screen.cells.joined().allSatisfy { $0.attributes.isDisjoint(with: 30...38) })
        try quit(program)
    }

    @Test func neverPaintsTheBackground() throws {
        let program = try start()
        #expect(program.screen.cells.joined().allSatisfy { $0.attributes.isDisjoint(with: 40...49) })
        try quit(program)
    }

    @Test(arguments: ["dumb", nil] as [String?])
    func saysWhatWorksWithoutAScreen(term: String?) throws {
        let file = home.appending(path: "errors").path
        let program = try run(
            [], ["TERM": term ?? "xterm"], redirections: [2: file], hasTerminal: term != nil)
        #expect(try program.end() == .exited(3))
        let message = try String(contentsOfFile: file, encoding: .utf8)
        #expect(message.contains("authscope url"))
        #expect(program.output.isEmpty)
    }
}
