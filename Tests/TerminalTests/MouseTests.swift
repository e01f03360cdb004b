import Foundation
import Screen
import TestTraits
import Testing

@testable import Terminal

/// The mouse reports of terminals, and their effects.
struct MouseReportTests {
    private func decode(_ bytes: String, at now: Int64 = 1_000, with decoder: inout InputDecoder) -> [TerminalEvent] {
        decoder.feed(Array(bytes.utf8), at: now)
    }

    private func decode(_ bytes: String) -> [TerminalEvent] {
        var decoder = InputDecoder()
        let events = decoder.feed(Array(bytes.utf8), at: 1_000)
        return events + [decoder.expire(at: 10_000)].compactMap(\.self)
    }

    private func click(_ x: Int, _ y: Int) -> String { "\u{1B}[<0;\(x + 1);\(y + 1)M\u{1B}[<0;\(x + 1);\(y + 1)m" }

    @Test(arguments: [
        ("\u{1B}[<0;10;5M\u{1B}[<0;10;5m", Mouse(.click, x: 9, y: 4)),
        ("\u{1B}[<0;300;120M\u{1B}[<0;300;120m", Mouse(.click, x: 299, y: 119)),
        ("\u{1B}[<64;1;1M", Mouse(.wheel(-1), x: 0, y: 0)), ("\u{1B}[<65;80;24M", Mouse(.wheel(1), x: 79, y: 23)),
        // A movement within the cell does not count.
        ("\u{1B}[<0;10;5M\u{1B}[<32;10;5M\u{1B}[<0;10;5m", Mouse(.click, x: 9, y: 4)),
        // X10: a release does not say of which button.
        ("\u{1B}[M !!\u{1B}[M#!!", Mouse(.click, x: 0, y: 0)), ("\u{1B}[M *%\u{1B}[M#*%", Mouse(.click, x: 9, y: 4)),
        ("\u{1B}[M`!!", Mouse(.wheel(-1), x: 0, y: 0)), ("\u{1B}[Ma!\"", Mouse(.wheel(1), x: 0, y: 1)),
    ])
    func readsAReport(bytes: String, mouse: Mouse) {
        #expect(decode(bytes) == [.mouse(mouse)])
        #expect(decode("j\(bytes)k") == [.key(.character("j")), .mouse(mouse), .key(.character("k"))])
    }

    /// Columns beyond 95 are octets beyond ASCII.
    @Test func readsAnX10ReportFarToTheRight() {
        var decoder = InputDecoder()
        let octets: [UInt8] = [0x1B, 0x5B, 0x4D, 32, 0xFF, 0xC3, 0x1B, 0x5B, 0x4D, 35, 0xFF, 0xC3]
        #expect(decoder.feed(octets, at: 0) == [.mouse(Mouse(.click, x: 222, y: 162))])
    }

    @Test(arguments: [
        "\u{1B}[<0;10;5M",  // pressed
        "\u{1B}[<0;10;5m", "\u{1B}[M#!!",  // released
        "\u{1B}[<0;10;5M\u{1B}[<0;11;5m", "\u{1B}[<0;10;5M\u{1B}[<32;12;5M\u{1B}[<0;10;5m",  // dragged
        "\u{1B}[<1;10;5M\u{1B}[<1;10;5m", "\u{1B}[<2;10;5M\u{1B}[<2;10;5m",  // another button
        "\u{1B}[<4;10;5M\u{1B}[<4;10;5m", "\u{1B}[<16;10;5M\u{1B}[<16;10;5m",  // with Shift, with Ctrl
        "\u{1B}[<66;10;5M", "\u{1B}[<67;10;5M", "\u{1B}[<65;10;5m", "\u{1B}[<80;1;1M", "\u{1B}[<35;10;5M",
        // None at all
        "\u{1B}[<0;0;5M\u{1B}[<0;0;5m", "\u{1B}[<0;5M", "\u{1B}[<;;M\u{1B}[<;;m", "\u{1B}[<M", "\u{1B}[<64;1;1;1M",
        "\u{1B}[64;1;1M", "\u{1B}[<64;123456;1M", "\u{1B}[<-64;1;1M", "\u{1B}[M  !\u{1B}[M# !", "\u{1B}[M`",
    ])
    func takesNothingElseForAClick(bytes: String) {
        #expect(decode(bytes).isEmpty)
    }

    @Test func readsTheKeyThatBreaksAReportOff() {
        #expect(decode("\u{1B}[M \u{1B}[A\u{1B}[M\r") == [.key(.up), .key(.enter)])
    }

    @Test func takesTheSecondOfTwoClicksForADoubleClick() {
        var decoder = InputDecoder()
        #expect(decode(click(3, 3), at: 0, with: &decoder) == [.mouse(Mouse(.click, x: 3, y: 3))])
        #expect(decode(click(3, 3), at: 400, with: &decoder) == [.mouse(Mouse(.doubleClick, x: 3, y: 3))])
        // The third begins again.
        #expect(decode(click(3, 3), at: 500, with: &decoder) == [.mouse(Mouse(.click, x: 3, y: 3))])
        #expect(decode(click(4, 3), at: 600, with: &decoder) == [.mouse(Mouse(.click, x: 4, y: 3))])
        #expect(decode(click(4, 3), at: 1_001, with: &decoder) == [.mouse(Mouse(.click, x: 4, y: 3))])
    }

    /// The click that brings the window to the front does nothing in it; the wheel works without the focus.
    @Test(arguments: [
        "\u{1B}[I\u{1B}[<0;4;4M\u{1B}[<0;4;4m", "\u{1B}[<0;4;4M\u{1B}[I\u{1B}[<0;4;4m",
        "\u{1B}[<0;4;4M\u{1B}[<0;4;4m\u{1B}[I",
    ])
    func leavesTheClickThatFocusesToTheWindow(bytes: String) {
        var decoder = InputDecoder()
        _ = decode("\u{1B}[O", at: 0, with: &decoder)
        #expect(decode("\u{1B}[<65;1;1M", at: 10, with: &decoder) == [.mouse(Mouse(.wheel(1), x: 0, y: 0))])
        let events = decode(bytes, at: 100, with: &decoder)
        #expect(events == [.focusGained])
        #expect(decode(click(3, 3), at: 150, with: &decoder) == [.mouse(Mouse(.click, x: 3, y: 3))])
    }

    @Test func takesAClickAWhileAfterTheFocus() {
        var decoder = InputDecoder()
        _ = decode("\u{1B}[O\u{1B}[I", at: 0, with: &decoder)
        #expect(decode(click(3, 3), at: 300, with: &decoder) == [.mouse(Mouse(.click, x: 3, y: 3))])
    }

    /// A terminal may say that it has the focus when it is asked to report it.
    @Test func takesTheFirstClick() {
        #expect(decode("\u{1B}[I" + click(3, 3)) == [.focusGained, .mouse(Mouse(.click, x: 3, y: 3))])
    }
}

/// A storm of the wheel comes in few batches.
struct WheelPaceTests {
    private func turn(_ notches: Int, x: Int = 5) -> TerminalEvent { .mouse(Mouse(.wheel(notches), x: x, y: 5)) }

    @Test func handsOnTheFirstTurnAtOnceAndTheOthersTogether() {
        var pace = WheelPace()
        #expect(pace.pass([turn(1)], at: 0) == [turn(1)])
        #expect(pace.deadline == nil)
        #expect(pace.pass([turn(1), turn(1)], at: 3).isEmpty)
        #expect(pace.pass([turn(1), turn(-1), turn(1, x: 9)], at: 9).isEmpty)
        #expect(pace.deadline == 17)
        #expect(pace.pass([], at: 16).isEmpty)
        #expect(pace.pass([], at: 17) == [turn(2), turn(1, x: 9)])
        #expect(pace.deadline == nil)
        #expect(pace.pass([], at: 18).isEmpty)
    }

    @Test func forgetsTurnsThatGoBack() {
        var pace = WheelPace()
        _ = pace.pass([turn(1)], at: 0)
        #expect(pace.pass([turn(1), turn(2, x: 9), turn(-1)], at: 1).isEmpty)
        #expect(pace.pass([], at: 17) == [turn(2, x: 9)])
        #expect(pace.pass([turn(1), turn(-1)], at: 18).isEmpty)
        #expect(pace.deadline == nil)
    }

    @Test func keepsTheOrderOfKeysAndTurns() {
        var pace = WheelPace()
        _ = pace.pass([turn(1)], at: 0)
        #expect(pace.pass([turn(1)], at: 1).isEmpty)
        #expect(
            pace.pass([turn(1), .key(.down), turn(1)], at: 2) == [turn(2), .key(.down)])
        #expect(pace.pass([.key(.up)], at: 3) == [turn(1), .key(.up)])
    }

    /// A thousand turns within a second are drawn 60 times at most.
    @Test(arguments: [1, 5])
    func makesFewBatchesOfAStorm(cells: Int) {
        var pace = WheelPace()
        var batches = 0
        var notches = 0
        for time in 0..<1_000 {
            let events = pace.pass([turn(1, x: time % cells)], at: Int64(time))
            batches += events.isEmpty ? 0 : 1
            for case .mouse(let mouse) in events { if case .wheel(let count) = mouse.action { notches += count } }
        }
        for case .mouse(let mouse) in pace.pass([], at: 2_000) {
            if case .wheel(let count) = mouse.action { notches += count }
        }
        #expect(batches <= 60)
        #expect(notches == 1_000)
    }
}

/// The mouse in the program, on a terminal of its own.
@Suite(.onThreadsOfTheirOwn, .serialized)
final class MouseTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    private func start(_ arguments: [String] = []) throws -> Program {
        let program = try Program(
            Products.authscope, arguments, environment: ["HOME": home.path], width: 120, height: 36)
        try program.wait { $0.contains("Ready") && $0.contains("? help") }
        return program
    }

    /// Clicks on the first place where the text is.
    private func click(_ text: String, on program: Program) throws {
        // A frame may come in two pieces.
        try program.wait(for: text)
        let rows = program.screen.rows
        let y = try #require(rows.firstIndex { $0.contains(text) })
        let before = rows[y].components(separatedBy: text)[0]
        let place = "\(before.count + 1);\(y + 1)"
        program.type("\u{1B}[<0;\(place)M\u{1B}[<0;\(place)m")
    }

    private static let modes: Set<Int> = [1000, 1002, 1006]

    @Test func worksFromTheStart() throws {
        let program = try start()
        #expect(program.screen.modes.isSuperset(of: Self.modes))
        try click("[ ] company:read", on: program)
        try program.wait { $0.contains("▸ [✓] company:read") && $0.contains("scope=company%3Aread") }
        try click("4 Validation", on: program)
        try program.wait { $0.contains("▸ 4 Validation") && $0.contains("Enter show them") }
        try click("Tab next pane", on: program)
        try program.wait { $0.contains("▸ 5 URL") && $0.contains("v parameters") }
        try click("y copy", on: program)
        try program.wait(for: "Copied")
        try click("q quit", on: program)
        #expect(try program.end() == .exited(0))
        #expect(program.screen.modes.isDisjoint(with: Self.modes))
    }

    @Test func isTurnedOffAndOn() throws {
        let program = try start(["--no-mouse"])
        #expect(program.screen.modes.isDisjoint(with: Self.modes))
        program.type("M")
        try program.wait { $0.contains("Mouse on") && $0.modes.isSuperset(of: Self.modes) }
        program.type("M")
        try program.wait { $0.contains("Mouse off") && $0.modes.isDisjoint(with: Self.modes) }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    /// The terminal selects the plain URL, and what is off stays off afterwards.
    @Test(arguments: [true, false])
    func isOffIfTheURLIsPlain(isOn: Bool) throws {
        let program = try start(isOn ? [] : ["--no-mouse"])
        program.type("p")
        try program.wait { $0.contains("Enter goes back") && $0.modes.isDisjoint(with: Self.modes) }
        program.type("\r")
        try program.wait { $0.isAlternate && $0.contains("? help") }
        #expect(program.screen.modes.isSuperset(of: Self.modes) == isOn)
        program.type("q")
        #expect(try program.end() == .exited(0))
        #expect(program.screen.modes.isDisjoint(with: Self.modes))
    }

    /// The wheel scrolls without end, and the program answers the next key.
    @Test func survivesAStormOfTheWheel() throws {
        let program = try start()
        for _ in 0..<10 { program.type(String(repeating: "\u{1B}[<65;10;8M\u{1B}[<64;80;8M", count: 100)) }
        program.type("4")
        try program.wait(for: "▸ 4 Validation")
        program.type("q")
        #expect(try program.end() == .exited(0))
    }
}
