// A program for the tests of Terminal. It shows its input, and does on purpose what authscope never does.

import Glibc
import Screen
import Terminal

/// Lines of text with a bar on one of them, and below the last events.
struct Probe {
    private let terminal: Terminal
    private var bar = 0
    private var text = 0
    private var log: [String] = []
    private var isDone = false

    /// Each has characters of one and of two columns, and marks, in other places than the one before.
    static let texts = [
        "", "日本語 abc", "a日本語bc", "ab日本c語", "日a本b語c", "e\u{301}日 e", "ee\u{301}日", "abcdefgh", "日日日日", "a日日日b", "日",
    ]

    init(terminal: Terminal) { self.terminal = terminal }

    mutating func run() {
        terminal.setTitle("probe")
        while !isDone {
            terminal.present(frame())
            _ = terminal.wait(for: nil, timeout: nil)
            for event in terminal.events() {
                log.append(String(describing: event).replacing("Screen.", with: "").replacing("Key.", with: ""))
                receive(event)
            }
        }
        terminal.leave()
    }

    private func frame() -> Frame {
        var frame = Frame(size: terminal.size)
        let status = "\(terminal.size.width)x\(terminal.size.height) colors \(terminal.colors)"
        draw("probe \(status) \(terminal.isUnicode ? "unicode" : "ascii") ─", y: 0, into: &frame)
        // Wide characters at the end of the row and over it, marks, halves of characters, the last cell.
        draw("日本e\u{301}\u{1100}", y: 1, into: &frame)
        for y in [2, frame.size.height - 1] {
            frame.put(Cell("日"), x: frame.size.width - 2, y: y)
            frame.put(.continuation(.plain), x: frame.size.width - 1, y: y)
        }
        frame.put(Cell("日"), x: frame.size.width - 1, y: 3)
        frame.put(.continuation(.plain), x: 0, y: 3)
        frame.put(Cell("x"), x: 1, y: 3)
        frame.put(Cell("日"), x: 3, y: 3)
        frame.put(Cell("y"), x: 4, y: 3)
        for line in 0..<8 {
            let style = Style(line == bar ? .text : .accent, line == bar ? .reverse : [])
            draw("line \(line) ".padded(to: frame.size.width), y: 4 + line, style, into: &frame)
        }
        draw(Self.texts[text % Self.texts.count], y: 12, into: &frame)
        for (line, text) in log.suffix(8).enumerated() { draw(text, y: 13 + line, into: &frame) }
        frame.cursor = Frame.Cursor(x: 0, y: 4 + bar, isVisible: bar == 7)
        return frame
    }

    private func draw(_ text: String, y: Int, _ style: Style = .plain, into frame: inout Frame) {
        var x = 0
        for scalar in text.unicodeScalars {
            let width = scalar.isASCII ? 1 : Terminal.systemWidth(scalar)
            if width == 0, let cell = frame[x - 1, y] {
                frame.put(cell, marks: SIMD4(scalar.value, 0, 0, 0), x: x - 1, y: y)
                continue
            }
            frame.put(Cell(scalar, style), x: x, y: y)
            if width == 2 { frame.put(.continuation(style), x: x + 1, y: y) }
            x += max(1, width)
        }
    }

    private mutating func receive(_ event: TerminalEvent) {
        switch event {
        case .key(.down): bar = min(7, bar + 1)
        case .key(.up): bar = max(0, bar - 1)
        case .key(.character("q")), .hungUp: isDone = true
        case .key(.character("p")):
            terminal.showPlain(String(repeating: "0123456789", count: 20), prompt: "Enter goes back")
        case .key(.character("w")): text += 1
        case .key(.character("s")): terminal.send(Array("\u{1B}]52;c;YQ==\u{7}".utf8))
        case .key(.character("r")): terminal.repaint()
        case .key(.character("e")): write("noise")
        case .key(.character("t")): print([Int]()[bar])
        case .key(.character("o")): print(depth(bar))
        case .key(.character("h")): while true {}
        case .key(.character("l")): leaveAndTrap()
        case .key(.control("z")): terminal.suspend()
        case .terminated(let signal):
            terminal.leave()
            write("ended in order")
            Terminal.end(by: signal)
        default: break
        }
    }

    private func leaveAndTrap() {
        terminal.leave()
        print([Int]()[bar])
    }

    private func depth(_ level: Int) -> Int { level < 0 ? 0 : level &+ depth(level &+ 1) &* 3 }
}

func write(_ text: String) {
    let line = text + "\n"
    _ = Glibc.write(2, line, line.utf8.count)
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: ".", count: max(0, width - count)) }
}

do {
    var probe = Probe(terminal: try Terminal())
    probe.run()
} catch {
    write("\(error)")
    exit(3)
}
