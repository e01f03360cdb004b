import Screen

/// What a terminal has to tell.
package enum TerminalEvent: Equatable, Sendable {
    case key(Key)
    /// Pasted text, at most 65,536 octets, its line ends as LF. It was not typed: it never becomes keys.
    case paste(String)
    case mouse(Mouse)
    case resized(Size)
    case focusGained
    case focusLost
    /// The program goes on after it was stopped; the next frame is painted as a whole.
    case resumed
    /// SIGTERM, SIGINT or SIGHUP asks the program to end. The same signal again ends it at once.
    case terminated(Int32)
    /// The terminal is gone. No more events come.
    case hungUp
}

/// Why there is no screen.
package enum TerminalError: Error, Equatable {
    case notATerminal
    /// Neither this terminal nor xterm-256color is described on this machine.
    case unknownTerminal(String)
    /// The terminal cannot place its cursor, such as `dumb`.
    case tooSimple(String)
    /// Frames are drawn into a file in memory, and files may have only so many octets (`ulimit -f`).
    case noRoomForFrames(Int)
}
