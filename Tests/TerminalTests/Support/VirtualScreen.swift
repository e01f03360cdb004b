/// A terminal as the tests see it: enough of ECMA-48 and xterm for what ncurses writes.
///
/// Unknown sequences are recorded in `unknown`, so that a test can require it to be empty.
struct VirtualScreen {
    struct Cell: Equatable {
        var text = " "
        var attributes: Set<Int> = []
    }

    private(set) var width: Int
    private(set) var height: Int
    private(set) var cells: [[Cell]]
    private(set) var cursor = (x: 0, y: 0)
    private var saved = (x: 0, y: 0)
    /// Private modes that are on: 25 is the cursor, 1049 the alternate screen, 2004 bracketed paste.
    private(set) var modes: Set<Int> = [7, 25]
    private(set) var title = "shell"
    /// OSC sequences other than titles.
    private(set) var commands: [String] = []
    private(set) var unknown: [String] = []
    /// Times a line feed in the last row has scrolled the screen.
    private(set) var scrolls = 0

    private var titles: [String] = []
    private var attributes: Set<Int> = []
    private var main: (cells: [[Cell]], cursor: (x: Int, y: Int))?
    private var margins: (top: Int, bottom: Int)
    private var wrapsNext = false
    private var sequence: [UInt8] = []
    private var scalar: [UInt8] = []
    private var last = Cell()

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        cells = Self.blank(width, height)
        margins = (0, height - 1)
    }

    private static func blank(_ width: Int, _ height: Int) -> [[Cell]] {
        Array(repeating: Array(repeating: Cell(), count: width), count: height)
    }

    // MARK: - Contents

    var isAlternate: Bool { modes.contains(1049) }
    var rows: [String] { cells.map { row in row.map(\.text).joined() } }
    var text: String { rows.map { $0.trimmingSpaces() }.joined(separator: "\n") }
    func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

    /// Rows with a cell of an attribute, such as 7 for reverse.
    func rows(with attribute: Int) -> [Int] {
        cells.indices.filter { y in cells[y].contains { $0.attributes.contains(attribute) } }
    }

    /// A new size. As in xterm and tmux the text stays at the top left and the margins are the whole screen.
    mutating func resize(width: Int, height: Int) {
        var resized = Self.blank(width, height)
        for y in 0..<min(height, self.height) {
            for x in 0..<min(width, self.width) { resized[y][x] = cells[y][x] }
        }
        (cells, self.width, self.height) = (resized, width, height)
        margins = (0, height - 1)
        cursor = (min(cursor.x, width - 1), min(cursor.y, height - 1))
        wrapsNext = false
    }

    // MARK: - What comes

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { take(byte) }
    }

    private mutating func take(_ byte: UInt8) {
        if !sequence.isEmpty {
            sequence.append(byte)
            return finishSequence(byte)
        }
        switch byte {
        case 0x1B: sequence = [byte]
        case 0x0D: move(x: 0, y: cursor.y)
        case 0x0A: lineFeed()
        case 0x08: move(x: cursor.x - 1, y: cursor.y)
        case 0x09: move(x: (cursor.x / 8 + 1) * 8, y: cursor.y)
        case 0x07, 0x0E, 0x0F: break
        case 0x20...0x7E: put(String(UnicodeScalar(byte)))
        case 0xC2...0xF4: scalar = [byte]
        case 0x80...0xBF where !scalar.isEmpty:
            scalar.append(byte)
            let length = scalar[0] < 0xE0 ? 2 : scalar[0] < 0xF0 ? 3 : 4
            if scalar.count == length {
                put(String(decoding: scalar, as: UTF8.self))
                scalar = []
            }
        default: unknown.append("byte \(byte)")
        }
    }

    private mutating func lineFeed() {
        wrapsNext = false
        guard cursor.y == margins.bottom else { return move(x: cursor.x, y: cursor.y + 1) }
        // Within margins ncurses moves lines on purpose; the whole screen must never move.
        if margins == (0, height - 1) { scrolls += 1 }
        scroll(from: margins.top, to: margins.bottom)
    }

    private mutating func scroll(from lost: Int, to blank: Int) {
        cells.remove(at: lost)
        cells.insert(Array(repeating: Cell(), count: width), at: blank)
    }

    private mutating func move(x: Int, y: Int) {
        cursor = (min(max(0, x), width - 1), min(max(0, y), height - 1))
        wrapsNext = false
    }

    private mutating func put(_ text: String) {
        guard let first = text.unicodeScalars.first else { return }
        if first.properties.canonicalCombiningClass != .notReordered {
            // A mark belongs to the character before the cursor.
            var x = wrapsNext ? cursor.x : max(0, cursor.x - 1)
            if cells[cursor.y][x].text.isEmpty, x > 0 { x -= 1 }
            cells[cursor.y][x].text.unicodeScalars.append(first)
            return
        }
        let columns = Self.isWide(first) ? 2 : 1
        if wrapsNext || cursor.x + columns > width {
            guard modes.contains(7) else { return }
            move(x: 0, y: cursor.y)
            lineFeed()
        }
        last = Cell(text: text, attributes: attributes)
        cells[cursor.y][cursor.x] = last
        if columns == 2 { cells[cursor.y][cursor.x + 1] = Cell(text: "", attributes: attributes) }
        let end = cursor.x + columns
        cursor.x = min(end, width - 1)
        wrapsNext = end == width && modes.contains(7)
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        0x1100...0x115F ~= scalar.value || 0x2E80...0xA4CF ~= scalar.value || 0xAC00...0xD7A3 ~= scalar.value
            || 0xF900...0xFAFF ~= scalar.value || 0xFF00...0xFF60 ~= scalar.value || 0x1F300...0x1FAFF ~= scalar.value
    }

    // MARK: - Sequences

    private mutating func finishSequence(_ byte: UInt8) {
        switch sequence[1] {
        case UInt8(ascii: "["):
            if sequence.count > 2, 0x40...0x7E ~= byte { finish { $0.control(byte) } }
        case UInt8(ascii: "]"):
            if byte == 0x07 { finish { $0.command() } }
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            if sequence.count == 3 { sequence = [] }
        case UInt8(ascii: "="), UInt8(ascii: ">"): sequence = []
        case UInt8(ascii: "7"): finish { $0.saved = $0.cursor }
        case UInt8(ascii: "8"): finish { $0.move(x: $0.saved.x, y: $0.saved.y) }
        case UInt8(ascii: "M"):
            finish { $0.move(x: $0.cursor.x, y: $0.cursor.y - 1) }
        default: finish { $0.unknown.append("ESC \(String(decoding: $0.sequence.dropFirst(), as: UTF8.self))") }
        }
    }

    private mutating func finish(_ body: (inout VirtualScreen) -> Void) {
        body(&self)
        sequence = []
    }

    private mutating func command() {
        let text = String(decoding: sequence.dropFirst(2).dropLast(), as: UTF8.self)
        if text.hasPrefix("2;") || text.hasPrefix("0;") {
            title = String(text.dropFirst(2))
        } else {
            commands.append(text)
        }
    }

    private mutating func control(_ final: UInt8) {
        let body = String(decoding: sequence.dropFirst(2).dropLast(), as: UTF8.self)
        if body.hasPrefix("?") {
            return setModes(body.dropFirst().split(separator: ";").compactMap { Int($0) }, final)
        }
        let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = max(1, numbers.first ?? 1)
        let row = cells[cursor.y]
        switch UnicodeScalar(final) {
        case "A": move(x: cursor.x, y: cursor.y - first)
        case "B": move(x: cursor.x, y: cursor.y + first)
        case "C": move(x: cursor.x + first, y: cursor.y)
        case "D": move(x: cursor.x - first, y: cursor.y)
        case "G": move(x: first - 1, y: cursor.y)
        case "d": move(x: cursor.x, y: first - 1)
        case "H", "f": move(x: max(1, numbers.count > 1 ? numbers[1] : 1) - 1, y: first - 1)
        case "J": erase(numbers[0])
        case "K":
            let range = numbers[0] == 0 ? cursor.x..<width : numbers[0] == 1 ? 0..<(cursor.x + 1) : 0..<width
            for x in range { cells[cursor.y][x] = erased }
        case "X": for x in cursor.x..<min(width, cursor.x + first) { cells[cursor.y][x] = erased }
        case "P":
            let rest = row.dropFirst(min(width, cursor.x + first))
            cells[cursor.y] = Array((row.prefix(cursor.x) + rest + Self.blank(width, 1)[0]).prefix(width))
        case "@":
            let gap = Array(repeating: Cell(), count: first)
            cells[cursor.y] = Array((row.prefix(cursor.x) + gap + row.dropFirst(cursor.x)).prefix(width))
        case "L": for _ in 0..<first { scroll(from: margins.bottom, to: cursor.y) }
        case "M": for _ in 0..<first { scroll(from: cursor.y, to: margins.bottom) }
        case "S": for _ in 0..<first { scroll(from: margins.top, to: margins.bottom) }
        case "T": for _ in 0..<first { scroll(from: margins.bottom, to: margins.top) }
        case "b": for _ in 0..<first { put(last.text) }
        case "r":
            let bottom = numbers.count > 1 ? numbers[1] : height
            margins = (first - 1, min(height, bottom) - 1)
            move(x: 0, y: 0)
        case "m": select(numbers)
        case "t" where numbers.first == 22: titles.append(title)
        case "t" where numbers.first == 23: title = titles.popLast() ?? title
        case "h" where numbers == [34], "l" where numbers == [34], "l" where numbers == [4]: break
        default: unknown.append("CSI \(body)\(UnicodeScalar(final))")
        }
    }

    /// A cell that was erased: it has the background of now (`bce` in terminfo).
    private var erased: Cell {
        var cell = Cell()
        cell.attributes = attributes.filter { Self.backgrounds($0) }
        return cell
    }

    private mutating func erase(_ part: Int) {
        for y in cells.indices {
            for x in cells[y].indices {
                let isAfter = (y, x) >= (cursor.y, cursor.x)
                if part == 2 || (part == 0 && isAfter) || (part == 1 && !isAfter) { cells[y][x] = erased }
            }
        }
    }

    private mutating func select(_ numbers: [Int]) {
        var rest = numbers[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: attributes = []
            case 39: attributes = attributes.filter { !Self.foregrounds($0) }
            case 49: attributes = attributes.filter { !Self.backgrounds($0) }
            case 10: break
            // One of 256 colours: `38;5;203` is kept as 38203.
            case 38 where rest.first == 5 && rest.count > 1:
                attributes = attributes.filter { !Self.foregrounds($0) }.union([38_000 + (rest.dropFirst().first ?? 0)])
                rest = rest.dropFirst(2)
            case 48 where rest.first == 5 && rest.count > 1:
                attributes = attributes.filter { !Self.backgrounds($0) }.union([48_000 + (rest.dropFirst().first ?? 0)])
                rest = rest.dropFirst(2)
            case 22...27: attributes.remove(number == 22 ? 1 : number - 20)
            case 30...37: attributes = attributes.filter { !Self.foregrounds($0) }.union([number])
            default: attributes.insert(number)
            }
        }
    }

    private static func foregrounds(_ number: Int) -> Bool { 30...37 ~= number || 38_000...38_255 ~= number }
    private static func backgrounds(_ number: Int) -> Bool { 40...47 ~= number || 48_000...48_255 ~= number }

    private mutating func setModes(_ numbers: [Int], _ final: UInt8) {
        for mode in numbers {
            if mode == 1049 { switchScreen(final == UInt8(ascii: "h")) }
            switch UnicodeScalar(final) {
            case "h": modes.insert(mode)
            case "l": modes.remove(mode)
            case "c": break  // the shape of the console's cursor
            default: unknown.append("CSI ?\(mode)\(UnicodeScalar(final))")
            }
        }
    }

    private mutating func switchScreen(_ isAlternate: Bool) {
        guard isAlternate != self.isAlternate else { return }
        if isAlternate {
            main = (cells, cursor)
            cells = Self.blank(width, height)
        } else if let main {
            let size = (width, height)
            (width, height) = (main.cells[0].count, main.cells.count)
            cells = main.cells
            resize(width: size.0, height: size.1)
            move(x: main.cursor.x, y: main.cursor.y)
        }
    }
}

extension String {
    fileprivate func trimmingSpaces() -> Substring {
        self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)]
    }
}
