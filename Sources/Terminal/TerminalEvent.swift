import Screen

/// An event of the terminal.
package enum TerminalEvent: Equatable, Sendable {
    case key(Key)
    /// Pasted text, at most 65,536 octets, with LF as line breaks. It never becomes keys.
    case paste(String)
    /// A paste of more octets than that. Nothing of it is kept.
    case refusedPaste(octets: Int)
    case mouse(Mouse)
    case resized(Size)
    case focusGained
    case focusLost
    /// The program continues after a stop. The whole next frame is painted.
    case resumed
    /// SIGTERM, SIGINT or SIGHUP asks the program to end. A second one ends it at once.
    case terminated(Int32)
    /// The terminal is gone. There are no more events.
    case hungUp
}

/// The reason why the screen cannot be shown.
package enum TerminalError: Error, Equatable {
    case notATerminal
    /// This machine has no terminfo entry for this terminal or for xterm-256color.
    case unknownTerminal(String)
    /// The terminal cannot place its cursor, such as `dumb`.
    case tooSimple(String)
    /// Files are limited to this many octets (`ulimit -f`), too few for the file in memory into which frames are drawn.
    case noRoomForFrames(Int)
}
