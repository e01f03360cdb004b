import Glibc
import Screen
import TestTraits
import Testing

@testable import Terminal

/// The cost of one frame, and its correctness in every cell.
@Suite(.onThreadsOfTheirOwn, .serialized)
struct PaintingTests {
    private func start(width: Int = 80, height: Int = 24) throws -> Program {
        let program = try Program(Products.probe, width: width, height: height)
        try program.wait(for: "line 7")
        return program
    }

    @Test(arguments: [(80, 24), (20, 22), (200, 50)])
    func putsWideCharactersAndMarksInTheirCells(width: Int, height: Int) throws {
        let program = try start(width: width, height: height)
        try program.wait { $0.rows[height - 1].hasSuffix("日") }
        let rows = program.screen.rows
        #expect(rows[1].hasPrefix("日本e\u{301}\u{1100}"))
        #expect(rows[2].hasSuffix(" 日"))
        #expect(program.screen.scrolls == 0)
        // Halves of wide characters: blank without the left one, `?` without the right one.
        #expect(rows[3].hasPrefix(" x ?y"))
        #expect(rows[3].hasSuffix(" ?"))
    }

    /// Only the cells that changed are painted, never half of a wide character.
    @Test func paintsPartsOfRowsWithWideCharacters() throws {
        let program = try start()
        let texts = [
            "日本語 abc", "a日本語bc", "ab日本c語", "日a本b語c", "e\u{301}日 e", "ee\u{301}日", "abcdefgh", "日日日日", "a日日日b", "日", "",
        ]
        for text in texts + texts {
            program.type("w")
            try program.wait { $0.rows[12].drop { $0 == " " }.isEmpty == text.isEmpty }
            try program.wait {
                Array($0.rows[12].unicodeScalars.prefix(text.unicodeScalars.count)) == Array(text.unicodeScalars)
            }
            let rest = program.screen.rows[12].unicodeScalars.dropFirst(text.unicodeScalars.count)
            #expect(rest.allSatisfy { $0 == " " })
        }
    }

    @Test func movesTheBarInFewBytes() throws {
        let program = try start()
        program.type("\u{1B}[B")
        try program.wait(for: "key(down)")
        _ = program.takeOutput()
        program.type("\u{1B}[B")
        try program.wait { $0.rows(with: 7) == [6] && $0.cursor.y == 6 }
        #expect(program.takeOutput().count <= 400)
    }

    @Test func leavesTheCursorOnTheRowThatMatters() throws {
        let program = try start()
        try program.wait { $0.cursor == (0, 4) }
        for _ in 0..<7 { program.type("\u{1B}[B") }
        try program.wait { $0.cursor == (0, 11) && $0.modes.contains(25) }
        program.type("\u{1B}[A")
        try program.wait { $0.cursor == (0, 10) && !$0.modes.contains(25) }
    }

    @Test func survivesAStormOfSizes() throws {
        let program = try start()
        for step in 0..<50 { program.resize(width: 1 + step * 4 % 170, height: 1 + step * 7 % 60) }
        program.resize(width: 1, height: 1)
        program.resize(width: 100, height: 30)
        try program.wait(for: "probe 100x30")
        try program.wait { $0.rows[4].hasSuffix("...") && $0.rows[29].hasSuffix("日") }
        #expect(program.screen.rows[4].hasPrefix("line 0 "))
    }

    @Test func repaintsOverWhatOthersWrote() throws {
        let program = try start()
        program.type("r")
        try program.wait(for: "character(\"r\")")
        #expect(program.takeOutput().count > 1000)
    }

    @Test func sendsBytesOutsideTheFrame() throws {
        let program = try start()
        program.type("s")
        try program.wait { $0.commands == ["52;c;YQ=="] }
        #expect(program.screen.contains("line 7"))
    }

    @Test func showsTextForTheTerminalToWrap() throws {
        let program = try start()
        program.type("p")
        try program.wait(for: "Enter goes back")
        #expect(!program.screen.isAlternate)
        #expect(program.screen.modes.contains(25))
        let text = String(repeating: "0123456789", count: 20)
        #expect(program.output.contains(Array("\r\(text)\r\n".utf8)))
        program.paste("q\r")
        program.resize(width: 60, height: 20)
        program.type("xj\r")
        try program.wait { $0.isAlternate && $0.contains("probe 60x20") }
        #expect(!program.screen.modes.contains(25))
        // The keypad's mode, which the keys of terminfo are for.
        #expect(program.screen.modes.contains(1))
        program.type("p")
        try program.wait { !$0.isAlternate && $0.contains("Enter goes back") }
        program.signal(SIGTERM)
        #expect(try program.end() == .signaled(SIGTERM))
        #expect(program.isLineRestored)
    }

    @Test func keepsAPasteOutOfTheKeys() throws {
        let program = try start()
        program.paste("q\rt\u{3}")
        try program.wait(for: "paste(\"q\\nt\\u{03}\")")
        program.paste(String(repeating: "q", count: 300_000))
        program.type("j")
        try program.wait(for: "character(\"j\")")
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    @Test func takesEscapeAlone() throws {
        let program = try start()
        program.type("\u{1B}")
        try program.wait(for: "key(escape)")
        program.type("\u{1B}q")
        program.type("j")
        try program.wait(for: "character(\"j\")")
        #expect(!program.screen.contains("character(\"q\")"))
    }

    @Test func goesOnIfNoShellCouldContinueIt() throws {
        let program = try start()
        program.type("\u{1A}")
        try program.wait(for: "resumed")
        #expect(program.screen.isAlternate)
        program.type("q")
        #expect(try program.end() == .exited(0))
        #expect(program.isLineRestored)
    }
}
