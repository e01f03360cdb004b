import Foundation
import Screen
import TestTraits
import Testing

@testable import Terminal

/// Terminal on a real terminal line, seen through what the probe writes to it.
@Suite(.onThreadsOfTheirOwn, .serialized)
struct TerminalTests {
    private func start(
        _ environment: [String: String] = [:], width: Int = 80, height: Int = 24
    ) throws -> Program {
        let program = try Program(Products.probe, environment: environment, width: width, height: height)
        try program.wait(for: "line 7")
        return program
    }

    // MARK: - Coming and going

    @Test func takesTheScreenAndGivesItBack() throws {
        let program = try start()
        #expect(program.screen.isAlternate)
        #expect(program.screen.modes.isSuperset(of: [1000, 1002, 1004, 1006, 2004]))
        #expect(!program.screen.modes.contains(25))
        #expect(program.screen.title == "probe")
        #expect(!program.isLineRestored)
        program.type("q")
        #expect(try program.end() == .exited(0))
        expectShell(program)
    }

    private func expectShell(_ program: Program) {
        #expect(program.screen.modes.isDisjoint(with: [1, 1000, 1002, 1004, 1006, 1049, 2004]))
        #expect(program.screen.modes.isSuperset(of: [7, 25]))
        #expect(program.screen.title == "shell")
        #expect(program.screen.unknown == [])
        #expect(program.isLineRestored)
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func letsTheProgramEndInOrder(signal: Int32) throws {
        let program = try start()
        program.signal(signal)
        #expect(try program.end() == .signaled(signal))
        expectShell(program)
        #expect(program.screen.contains("ended in order"))
    }

    /// All signals but those that do not end a program by default, SIGKILL, and the two that the C library keeps for
    /// itself: posix_spawn(3) has these ignored in what it starts, and what is ignored stays so.
    private static let deadly = Set<Int32>(1...64).subtracting([
        SIGCHLD, SIGURG, SIGWINCH, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU, SIGSTOP, SIGKILL, 32, 33,
    ]).sorted()

    @Test(arguments: deadly)
    func givesTheScreenBackOnEverySignal(signal: Int32) throws {
        let program = try start()
        program.signal(signal)
        #expect(try program.end() == .signaled(signal))
        expectShell(program)
    }

    @Test(arguments: [SIGCHLD, SIGURG, SIGWINCH, SIGCONT, 32, 33])
    func goesOnAfterASignalThatMeansNoHarm(signal: Int32) throws {
        let program = try start()
        program.signal(signal)
        program.type("j")
        try program.wait(for: "character(\"j\")")
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    @Test func ignoresWhatItsParentIgnores() throws {
        let program = try Program("/bin/sh", ["-c", "trap '' USR1 ALRM; exec \(Products.probe)"])
        try program.wait(for: "line 7")
        for signal in [SIGUSR1, SIGALRM] { program.signal(signal) }
        program.type("j")
        try program.wait(for: "character(\"j\")")
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    @Test func showsTheMessageOfATrapOnce() throws {
        let program = try start()
        program.type("t")
        #expect(try program.end() == .signaled(SIGILL))
        expectShell(program)
        #expect(program.screen.rows.count { $0.contains("Fatal error: Index out of range") } == 1)
        #expect(!program.screen.contains("Backtrace"))
    }

    @Test func showsTheMessageOfATrapAfterLeavingOnce() throws {
        let program = try start()
        program.type("l")
        #expect(try program.end() == .signaled(SIGILL))
        expectShell(program)
        #expect(program.screen.rows.count { $0.contains("Fatal error: Index out of range") } == 1)
        #expect(!program.screen.contains("Backtrace"))
    }

    @Test func survivesAStackOverflowLongEnoughToGiveTheScreenBack() throws {
        let program = try start()
        program.type("o")
        #expect(try program.end() == .signaled(SIGSEGV))
        expectShell(program)
    }

    @Test func endsAProgramThatHangsAtTheSecondSignal() throws {
        let program = try start()
        program.type("h")
        // The first is taken up by the handler alone; both may come before the program even hangs.
        program.signal(SIGTERM)
        program.signal(SIGINT)
        let status = try program.end()
        #expect([.signaled(SIGINT), .signaled(SIGTERM)].contains(status))
        expectShell(program)
    }

    @Test func keepsStderrOffTheScreenAndShowsItAfterwards() throws {
        let program = try start()
        program.type("e")
        try program.wait(for: "character(\"e\")")
        #expect(!program.screen.contains("noise"))
        program.type("q")
        #expect(try program.end() == .exited(0))
        #expect(program.screen.contains("noise"))
    }

    @Test func endsWhenTheTerminalIsGone() throws {
        let program = try start()
        program.hangUp()
        // The kernel sends SIGHUP with it.
        let status = try program.end()
        #expect([.signaled(SIGHUP), .exited(0)].contains(status))
    }

    @Test func ignoresWhatNohupIgnores() throws {
        let program = try Program("/bin/sh", ["-c", "trap '' HUP; exec \(Products.probe)"])
        try program.wait(for: "line 7")
        program.signal(SIGHUP)
        program.type("j")
        try program.wait(for: "character(\"j\")")
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    // MARK: - Terminals

    @Test(arguments: [
        "xterm-256color", "tmux-256color", "screen", "linux", "vt220", "vt100", "xterm-kitty", "nonesuch", "",
    ])
    func drawsOn(term: String) throws {
        let program = try start(["TERM": term])
        #expect(program.screen.rows[4].hasPrefix("line 0 ..."))
        #expect(program.screen.rows[4].hasSuffix("..."))
        program.type("\u{1B}OB\u{1B}[B")
        try program.wait { $0.rows(with: 7) == [6] }
        program.type("q")
        #expect(try program.end() == .exited(0))
        #expect(program.screen.unknown == [])
        #expect(program.screen.scrolls == 0)
        #expect(program.isLineRestored)
        if ["linux", "vt220", "vt100"].contains(term) {
            // No second screen and none of the modes they do not know.
            #expect(program.screen.text.allSatisfy { $0 == "\n" })
            #expect(program.screen.modes.isDisjoint(with: [1000, 1002, 1004, 1006, 2004]))
        }
    }

    /// ncurses gets an entry without the other ways to move, wherever it is found. If it is not found, ncurses has all of them.
    @Test(arguments: [
        ([:], true), (["HOME": "/nowhere"], true), (["TERMINFO_DIRS": "/nowhere::"], true),
        (["TERMINFO": "/nowhere"], true), (["TERMINFO": "hex:1a"], false), (["TERMINFO": "b64:Gg=="], false),
    ])
    func movesTheCursorByAddress(environment: [String: String], isLean: Bool) throws {
        let program = try start(["TERM": "xterm-256color"].merging(environment) { $1 })
        program.type("\u{1B}[B")
        try program.wait { $0.rows(with: 7) == [5] }
        let output = String(decoding: program.output, as: UTF8.self)
        #expect(output.contains(#/\u{1B}\[\d+[dG]/#) == !isLean)
        #expect(program.screen.unknown == [])
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    /// Entering the screen would reset it if ncurses already had colours.
    @Test(arguments: ["linux", "xterm-256color"])
    func keepsThePaletteOfTheTerminal(term: String) throws {
        let program = try start(["TERM": term])
        let output = String(decoding: program.output, as: UTF8.self)
        #expect(!output.contains("\u{1B}]R") && !output.contains("\u{1B}]104"))
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    /// One call writes to the memory file, the other to the terminal.
    @Test func writesAFrameWithTwoCalls() throws {
        let program = try start()
        let before = try program.writes()
        for press in 1...20 {
            program.type(press.isMultiple(of: 2) ? "\u{1B}[A" : "\u{1B}[B")
            try program.wait { $0.rows(with: 7) == [press.isMultiple(of: 2) ? 4 : 5] }
        }
        // A test may see a frame before the kernel has counted its last write.
        #expect(39...41 ~= (try program.writes() - before))
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    @Test func refusesATerminalThatCannotPlaceItsCursor() throws {
        let program = try Program(Products.probe, environment: ["TERM": "dumb"])
        #expect(try program.end() == .exited(3))
        #expect(program.screen.contains("tooSimple(\"dumb\")"))
        #expect(program.isLineRestored)
    }

    @Test func refusesWhenThereIsNoTerminal() throws {
        let program = try Program(Products.probe, hasTerminal: false)
        #expect(try program.end() == .exited(3))
    }

    @Test(arguments: [[0], [1], [0, 1]] as [[Int32]])
    func drawsOnTheTerminalWhenRedirected(descriptors: [Int32]) throws {
        let redirections = Dictionary(uniqueKeysWithValues: descriptors.map { ($0, "/dev/null") })
        let program = try Program(Products.probe, redirections: redirections)
        try program.wait(for: "line 7")
        program.type("q")
        #expect(try program.end() == .exited(0))
        expectShell(program)
    }

    @Test(arguments: [
        (["LC_ALL": "C.UTF-8"], true), (["LC_ALL": "C"], false), (["LC_ALL": "", "LANG": "nl_BE.UTF-8"], true),
        (["LC_ALL": "nl_BE.utf8"], true), (["LC_ALL": "", "LANG": ""], false), (["LC_ALL": "de_DE.ISO-8859-1"], false),
        (["LC_ALL": "C", "LANG": "C.UTF-8"], false),
    ])
    func knowsWhetherTheLocaleIsUTF8(environment: [String: String], isUnicode: Bool) throws {
        let program = try start(environment)
        #expect(program.screen.contains(isUnicode ? "unicode ─" : "ascii ?"))
        #expect(isUnicode || program.screen.text.allSatisfy(\.isASCII))
    }

    @Test(arguments: [
        (["NO_COLOR": "1"], "colors 0"), (["NO_COLOR": ""], "colors 256"), (["CLICOLOR": "0"], "colors 0"),
        (["TERM": "vt100"], "colors 0"), (["TERM": "xterm"], "colors 8"),
    ])
    func usesColours(environment: [String: String], status: String) throws {
        let program = try start(environment)
        #expect(program.screen.contains(status))
        #expect(program.screen.rows(with: 36).isEmpty == (status == "colors 0"))
        #expect(program.screen.cells.joined().allSatisfy { $0.attributes.isDisjoint(with: 40...49) })
    }

    @Test func takesNoSizeFromTheEnvironment() throws {
        let program = try start(["LINES": "10", "COLUMNS": "20"], width: 100, height: 30)
        #expect(program.screen.contains("probe 100x30"))
        program.resize(width: 90, height: 26)
        try program.wait(for: "probe 90x26")
    }

    @Test(arguments: [(24, 80), (32_768, 32_768), (65_535, 65_535), (32_768, 80), (24, 40_000)])
    func drawsNoMoreThanItHasRoomFor(rows: Int, columns: Int) throws {
        let command = "stty rows \(rows) cols \(columns); exec \(Products.probe)"
        let program = try Program("/bin/sh", ["-c", command])
        try program.wait(for: "probe \(min(columns, 1024))x\(min(rows, 1000)) ")
        program.claim(width: 32_768, height: 65_535)
        try program.wait(for: "probe 1024x1000 ")
        program.resize(width: 80, height: 24)
        try program.wait { $0.contains("probe 80x24 ") && $0.contains("line 7") }
        program.type("q")
        #expect(try program.end() == .exited(0))
        expectShell(program)
    }

    /// If the terminal reports no size, that of its terminfo entry counts.
    @Test func drawsNoMoreThanItHasRoomForIfOnlyTerminfoHasASize() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let command = """
            mkdir '\(folder)'; cd '\(folder)'
            infocmp xterm-256color | sed 's/cols#[0-9x]*/cols#2000/; s/lines#[0-9x]*/lines#1500/' >entry
            tic -o . entry; stty rows 0 cols 0; exec \(Products.probe)
            """
        let program = try Program(
            "/bin/sh", ["-c", command], environment: ["TERMINFO": folder], width: 1024, height: 1000)
        try program.wait(for: "probe 1024x1000 ")
        try program.wait { $0.contains("line 7") && $0.rows[999].contains("日") }
        program.type("q")
        #expect(try program.end() == .exited(0))
        expectShell(program)
    }

    @Test func paintsAgainWhenTheTerminalWasSmallerForAMoment() throws {
        let program = try start(width: 120, height: 36)
        let text = program.screen.text
        program.squeeze(width: 50, height: 15)
        #expect(program.screen.text != text)
        try program.wait { $0.text == text }
        program.resize(width: 50, height: 15)
        program.resize(width: 120, height: 36)
        try program.wait { $0.rows[0].hasPrefix("probe 120x36") && $0.rows[35].contains("日") && $0.contains("line 7") }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    // MARK: - Keys

    @Test func knowsTheKeysOfOtherProtocols() throws {
        let program = try start()
        program.type("\u{1B}[99;5u\u{1B}[27;5;120~\u{1B}[103;2u\u{1B}[1;1:3B\u{1B}[1;129B")
        try program.wait(for: "key(down)")
        for key in ["control(\"c\")", "control(\"x\")", "character(\"G\")"] { #expect(program.screen.contains(key)) }
        #expect(program.screen.rows(with: 7) == [5])
        program.type("\u{1B}[113u")
        #expect(try program.end() == .exited(0))
    }
}
