import Screen

/// Turns the reports of a terminal into clicks and wheel events (xterm, "Mouse Tracking").
///
/// A click is a press and a release in the same cell. Dragging, or moving away before the release, does nothing. A
/// click that gives the window the focus does nothing else.
struct MouseReader {
    /// A report: a button with its flags, and a cell counted from 0.
    struct Report: Equatable {
        var button: Int
        var x: Int
        var y: Int
        var isRelease: Bool

        /// Reads `ESC [ < button ; x ; y` and `M`, or `m` for a release. The parameters begin with `<`.
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

        /// Reads the three octets after `ESC [ M`, each 32 more than its value. Columns and rows beyond 223 cannot be
        /// sent.
        init?(x10 octets: ArraySlice<UInt8>) {
            let values = octets.map { Int($0) - 32 }
            guard values.count == 3, values[0] >= 0, values[1] > 0, values[2] > 0 else { return nil }
            (button, x, y) = (values[0], values[1] - 1, values[2] - 1)
            isRelease = button & 0b1110_0011 == 3
            // A release does not say which button it was.
            if isRelease { button &= ~3 }
        }
    }

    /// The milliseconds within which a second click makes a double click.
    private static let doubleClick: Int64 = 400
    /// The milliseconds within which a click is the one that gave the window the focus.
    private static let focusing: Int64 = 200

    private var pressed: (x: Int, y: Int)?
    private var lastClick: (x: Int, y: Int, at: Int64)?
    private var hasFocus = true
    private var focusedAt: Int64?

    mutating func loseFocus() {
        hasFocus = false
        pressed = nil
    }

    /// - Parameter now: The time in milliseconds.
    mutating func gainFocus(at now: Int64) {
        // A terminal may report the present focus when reports of changes are turned on.
        focusedAt = hasFocus ? nil : now
        hasFocus = true
    }

    /// Returns the mouse event that the report completes, or nil.
    ///
    /// - Parameter now: The time in milliseconds.
    mutating func take(_ report: Report, at now: Int64) -> Mouse? {
        switch report.button {
        case 64, 65:
            return report.isRelease ? nil : Mouse(.wheel(report.button == 64 ? -1 : 1), x: report.x, y: report.y)
        case 0 where report.isRelease: return release(report, at: now)
        case 0:
            pressed = isFocusing(at: now) ? nil : (report.x, report.y)
        default:
            // Another button, a modifier, or a movement while a button is down.
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

    /// Returns whether this press gives the window the focus. Some terminals report it before the focus.
    private mutating func isFocusing(at now: Int64) -> Bool {
        defer { (hasFocus, focusedAt) = (true, nil) }
        return !hasFocus || focusedAt.map { now - $0 <= Self.focusing } ?? false
    }
}
