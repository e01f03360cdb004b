import CNcurses
import Screen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The terminal of the user. The program controls it from `init` to `leave`.
///
/// Use it only on the main thread, and only one at a time: a process has one terminal and one set of signals.
package final class Terminal {
    package struct Options: Sendable {
        package var color: ColorChoice
        package var theme: Theme
        /// The descriptor of the terminal; nil for the terminal of stdin and stdout, or else /dev/tty.
        package var descriptor: Int32?
        /// Whether the terminal reports the mouse.
        package var mouse: Bool

        package init(
            color: ColorChoice = .auto, theme: Theme = .auto, descriptor: Int32? = nil, mouse: Bool = true
        ) {
            self.color = color
            self.theme = theme
            self.descriptor = descriptor
            self.mouse = mouse
        }
    }

    /// The size in cells, as of the last `resized` event.
    package internal(set) var size: Size
    /// The number of colours in use, 0 in monochrome.
    package let colors: Int
    /// Whether the locale is UTF-8. If not, characters other than ASCII appear as `?`.
    package let isUnicode: Bool
    /// Whether the terminal follows xterm: it accepts OSC 52 for the clipboard, or ignores it if it is not allowed.
    package let isXtermLike: Bool
    /// Whether this terminal can report the mouse.
    package let hasMouse: Bool

    /// The smallest limit for file sizes, in octets: more than a frame of a large window.
    private static let roomForFrames: rlim_t = 1 << 20

    private let hasTitle: Bool
    private var palette: Palette
    /// The title, which is set again after the shell had the terminal.
    var title: String?
    var decoder: InputDecoder
    var wheel = WheelPace()
    /// The events that arrived between two calls of `events`.
    var waiting: [TerminalEvent] = []
    var hasHungUp = false
    /// The frame that the terminal shows, or nil when it is not known.
    var shown: Frame?

    /// Takes control of the terminal: the alternate screen, single keys, bracketed paste, the mouse, signals.
    ///
    /// - Throws: `TerminalError` if there is no terminal, or it cannot show a screen.
    package init(options: Options = Options()) throws(TerminalError) {
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0, limit.rlim_cur < Self.roomForFrames {
            throw .noRoomForFrames(Int(limit.rlim_cur))
        }
        let name = Self.environment("TERM") ?? ""
        switch Int(scr_open(options.descriptor ?? -1, options.mouse)) {
        case Int(SCR_OK): break
        case Int(SCR_NOT_A_TERMINAL): throw .notATerminal
        case Int(SCR_TOO_SIMPLE): throw .tooSimple(name)
        default: throw .unknownTerminal(name)
        }
        let palette = Palette(
            choice: options.color, colors: Int(scr_colors()), theme: options.theme, environment: Self.environment)
        palette.setStyles()
        self.palette = palette
        colors = palette.usesColor ? Int(scr_colors()) : 0
        isUnicode = scr_is_unicode()
        let features = Int(scr_features())
        isXtermLike = features & Int(SCR_PASTE) != 0
        hasTitle = features & Int(SCR_TITLE) != 0
        hasMouse = features & Int(SCR_MOUSE) != 0
        size = Self.measuredSize()
        // A variable of ncurses, for connections so slow that the bytes of a key arrive separately.
        let delay = Self.environment("ESCDELAY").flatMap { Int($0) } ?? 25
        decoder = InputDecoder(escapeDelay: min(delay, 10_000), sequences: Self.sequences())
    }

    deinit { scr_close() }

    /// Restores the terminal, and shows what was written to stderr meanwhile. Further calls have no effect.
    package func leave() {
        scr_close()
        // Nothing is read after this, so no `hungUp` is reported.
        hasHungUp = true
    }

    /// Ends the process with a signal, as the shell expects of a program that was ended by one.
    package static func end(by signal: Int32) { scr_die(signal) }

    // MARK: - Painting

    /// Shows a frame. Only cells that have changed are written, in one write to the terminal.
    ///
    /// Returns a frame whose memory the next one can reuse: the one shown before, or this one if nothing has changed. Returns
    /// nil if there is none.
    @discardableResult
    package func present(_ frame: Frame) -> Frame? {
        let known = shown?.size == frame.size ? shown : nil
        var hasChanged = known?.cursor != frame.cursor
        for y in 0..<frame.size.height {
            guard let columns = Self.changed(frame, known, row: y) else { continue }
            put(frame, columns, y: y)
            hasChanged = true
        }
        guard hasChanged else { return frame }
        if known == nil {
            for y in 0..<size.height { scr_clear(Int32(y), Int32(y < frame.size.height ? frame.size.width : 0)) }
        }
        shown = frame
        let cursor = frame.cursor
        scr_flush(Int32(clamping: max(0, cursor.x)), Int32(clamping: max(0, cursor.y)), cursor.isVisible)
        return known
    }

    /// Returns the columns of a row that differ between two frames of the same size, or nil. Neither end is in the
    /// middle of a wide character.
    private static func changed(_ frame: Frame, _ known: Frame?, row: Int) -> Range<Int>? {
        let width = frame.size.width
        guard let known, frame.marks == known.marks else { return 0..<width }
        return frame.cells.withUnsafeBytes { new in
            known.cells.withUnsafeBytes { old in
                let size = MemoryLayout<Cell>.stride
                let place = row * width * size
                guard let newRow = new.baseAddress?.advanced(by: place),
                    let oldRow = old.baseAddress?.advanced(by: place), memcmp(newRow, oldRow, width * size) != 0
                else { return nil }
                func isSame(_ column: Int) -> Bool { memcmp(newRow + column * size, oldRow + column * size, size) == 0 }
                func isRightHalf(_ column: Int) -> Bool {
                    let index = row * width + column
                    return frame.cells[index].isContinuation || known.cells[index].isContinuation
                }
                var (first, end) = (0, width)
                while isSame(first) { first += 1 }
                while isSame(end - 1) { end -= 1 }
                while first > 0, isRightHalf(first) { first -= 1 }
                while end < width, isRightHalf(end) { end += 1 }
                return first..<end
            }
        }
    }

    private func put(_ frame: Frame, _ columns: Range<Int>, y: Int) {
        let start = (y * frame.size.width + columns.lowerBound) * MemoryLayout<Cell>.stride
        frame.cells.withUnsafeBytes { cells in
            frame.marks.withUnsafeBytes { marks in
                scr_put(
                    Int32(y), Int32(columns.lowerBound),
                    cells.baseAddress?.advanced(by: start).assumingMemoryBound(to: scr_cell.self),
                    Int32(columns.count), marks.baseAddress?.assumingMemoryBound(to: scr_marks.self))
            }
        }
    }

    /// Paints the whole next frame, because the contents of the terminal are not known.
    package func repaint() {
        shown = nil
        scr_repaint()
    }

    /// Shows the next frame in the colours of a theme, as far as colours are allowed.
    package func use(_ theme: Theme) {
        palette.theme = theme
        palette.setStyles()
        repaint()
    }

    /// Turns mouse reports on or off. While they are off, the terminal selects text with the mouse.
    package func setMouse(_ isOn: Bool) { scr_mouse(isOn) }

    // MARK: - Bytes past ncurses

    /// Sends bytes, such as OSC 52, directly to the terminal, without a check (see `isXtermLike`).
    package func send(_ bytes: [UInt8]) {
        scr_send(bytes, bytes.count)
    }

    /// Sets the title of the window, if the terminal can restore it later. Control characters are left out.
    package func setTitle(_ title: String) {
        guard hasTitle, title != self.title else { return }
        self.title = title
        sendTitle()
    }

    /// Sets the current title again.
    func sendTitle() {
        guard let title else { return }
        let text = title.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) }
        let bytes = Array("\u{1B}]2;\(String(String.UnicodeScalarView(text)))\u{07}".utf8)
        // Before the first frame, the title is sent together with it.
        if shown == nil { scr_queue(bytes, bytes.count) } else { send(bytes) }
    }

    // MARK: - The machine

    /// Returns the columns of a character in this machine's C library, or -1 when it cannot be printed.
    package static func systemWidth(_ scalar: Unicode.Scalar) -> Int { Int(scr_width(scalar.value)) }

    static func measuredSize() -> Size {
        var width: Int32 = 0
        var height: Int32 = 0
        scr_size(&width, &height)
        return Size(width: Int(width), height: Int(height))
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func sequences() -> [InputDecoder.KeySequence] {
        Key.capabilities.compactMap { name, key in
            guard let text = scr_key_sequence(name) else { return nil }
            let octets = Array(String(cString: text).utf8)
            // A sequence of one control character would hide the key for that character.
            return octets.count > 1 && octets[0] == 0x1B ? (octets, key) : nil
        }
    }
}

extension Palette {
    /// Tells ncurses how each style looks.
    fileprivate func setStyles() {
        scr_forget_pairs()
        for style in Style.all {
            let pen = pen(for: style)
            scr_style(
                Int32(style.role.rawValue), Int32(style.attributes.rawValue), Int32(pen.foreground),
                Int32(pen.background), Int32(pen.attributes))
        }
    }
}
