import Screen

/// Makes clicks and turns of the wheel of what a terminal reports (xterm, "Mouse Tracking").
///
/// A click is a press and a release in the same cell: whoever drags, or moves away before letting go, does nothing. The
/// click that gives the window the focus only does that.
struct MouseReader {
    /// A report: a button with its flags, and a cell counted from 0.
    struct Report: Equatable {
        var button: Int
        var x: Int
        var y: Int
        var isRelease: Bool

        /// `ESC [ < button ; x ; y` and `M`, or `m` for a release; the parameters begin with `<`.
        init?(sgr parameters: ArraySlice<UInt8>, final: UInt8) {
            guard parameters.first == UInt8(ascii: "<"), final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else {
                return nil
            }
            let fields = parameters.dropFirst().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            guard fields.count == 3, fields.allSatisfy({ 1...5 ~= $0.count && $0.allSatisfy { 0x30...0x39 ~= $0 } })
            else { return nil }
            let numbers = fields.map { $0.reduce(0) { $0 * 10 + Int($1 & 0x0F) } }
            guard numbers[1] > 0, numbers[2] > 0 else { return nil }
            (button, x, y) = (numbers[0], numbers[1] - 1, numbers[2] - 1)
            isRelease = final == UInt8(ascii: "m")
        }

        /// The three octets after `ESC [ M`, each 32 more than its value. Columns and rows beyond 223 have no octet.
        init?(x10 octets: ArraySlice<UInt8>) {
            let values = octets.map { Int($0) - 32 }
            guard values.count == 3, values[0] >= 0, values[1] > 0, values[2] > 0 else { return nil }
            (button, x, y) = (values[0], values[1] - 1, values[2] - 1)
            isRelease = button & 0b1110_0011 == 3
            // It does not say which button that was.
            if isRelease { button &= ~3 }
        }
    }

    /// Milliseconds within which a second click makes a double click.
    private static let doubleClick: Int64 = 400
    /// Milliseconds within which a click is the one that gave the window the focus.
    private static let focusing: Int64 = 200

    private var pressed: (x: Int, y: Int)?
    private var lastClick: (x: Int, y: Int, at: Int64)?
    private var hasFocus = true
    private var focusedAt: Int64?

    mutating func loseFocus() {
        hasFocus = false
        pressed = nil
    }

    /// - Parameter now: Milliseconds.
    mutating func gainFocus(at now: Int64) {
        // A terminal may report the focus it has when it is asked to report changes.
        focusedAt = hasFocus ? nil : now
        hasFocus = true
    }

    /// The mouse event that the report completes, or nil where it does not complete one.
    ///
    /// - Parameter now: Milliseconds.
    mutating func take(_ report: Report, at now: Int64) -> Mouse? {
        switch report.button {
        case 64, 65:
            return report.isRelease ? nil : Mouse(.wheel(report.button == 64 ? -1 : 1), x: report.x, y: report.y)
        case 0 where report.isRelease: return release(report, at: now)
        case 0:
            pressed = isFocusing(at: now) ? nil : (report.x, report.y)
        default:
            // Another button, a modifier, or a movement with a button held down.
            let hasMoved = pressed.map { $0.x != report.x || $0.y != report.y } ?? false
            if report.button != 32 || hasMoved { pressed = nil }
        }
        return nil
    }

    private mutating func release(_ report: Report, at now: Int64) -> Mouse? {
        defer { pressed = nil }
        guard let pressed, pressed.x == report.x, pressed.y == report.y else { return nil }
        let isSecond =
            lastClick.map { $0.x == report.x && $0.y == report.y && now - $0.at <= Self.doubleClick } ?? false
        lastClick = isSecond ? nil : (report.x, report.y, now)
        return Mouse(isSecond ? .doubleClick : .click, x: report.x, y: report.y)
    }

    /// Whether this press is the one that gives the window the focus. Some terminals report it before the focus.
    private mutating func isFocusing(at now: Int64) -> Bool {
        defer { (hasFocus, focusedAt) = (true, nil) }
        return !hasFocus || focusedAt.map { now - $0 <= Self.focusing } ?? false
    }
}
