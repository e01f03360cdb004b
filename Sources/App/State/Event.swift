import OAuth
import Screen

/// Something that happened.
package enum Event: Equatable, Sendable {
    case keyPressed(Key)
    case pasted(String)
    case resized(Size)
    /// The terminal window lost the keyboard focus.
    case focusLost
    /// The program came back after Ctrl-Z.
    case resumed
    case valuesDrawn(FreshValues, Purpose)
    /// The kernel gave no random octets: nothing was changed.
    case drawingFailed
    case copied(CopyRoute)
    /// No clipboard program took the text; the terminal is the last way.
    case noProgramCopied(String)
    /// Nothing reached a clipboard; the text says why, in words for the user.
    case copyFailed(String)
    /// The choices could not be written; the text says where.
    case notSaved(String)
    case timeElapsed(Timer)

    /// What new random values are for.
    package enum Purpose: Equatable, Sendable {
        case userAsked
        case newVerifier
        /// The URL had been copied, so the next one gets values of its own.
        case nextURL
        case fix(Diagnostic)
    }
}

/// The way by which a text went to the clipboard.
package enum CopyRoute: Equatable, Sendable {
    /// A program took it, such as `wl-copy`.
    case program(String)
    /// Sent to the terminal, which does not say whether it took it.
    case terminal
}

/// A wait that the program asked for. A timer with an older number than the present one means nothing any more.
package enum Timer: Equatable, Sendable {
    case notice(Int)
    case reveal(Int)
    case save(Int)
}
