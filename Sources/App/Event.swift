import Catalog
import Flow
import OAuth
import Screen

/// Something that happened.
package enum Event: Equatable, Sendable {
    case keyPressed(Key)
    case pasted(String)
    case mouse(Mouse)
    case resized(Size)
    /// The terminal window lost the keyboard focus.
    case focusLost
    /// The program came back after Ctrl-Z.
    case resumed
    case valuesDrawn(FreshValues, Purpose)
    /// The kernel gave no random octets: nothing was changed.
    case drawingFailed
    case copied(CopyRoute, Copied = .url)
    /// No clipboard program took the text; the terminal is the last way.
    case noProgramCopied(String, Copied = .url)
    /// Nothing reached a clipboard; the text says why, in words for the user.
    case copyFailed(String)
    /// The choices could not be written; the text says where.
    case notSaved(String)
    /// The user's own entries could not be written; the text says why.
    case ownEntriesNotSaved(String)
    /// The user's own entries were written, and the broken file that was there has this name now.
    case ownEntriesSetAside(String)
    /// The user's own entries were written together with what others have changed: these are in the file now. Another
    /// version that could not be joined with them has the name `aside` now.
    case ownEntriesJoined(OwnEntries, aside: String?)
    case timeElapsed(Timer)
    /// The browser that `o` asked for; nil when it took the URL, else why not.
    case browserAnswered(String?)
    /// Something happened to the attempt with this number, so many milliseconds after it began.
    case roundTrip(Int, RoundTripEvent, at: Int = 0)
    /// The token request of the attempt with this number was handed over to be sent, so many milliseconds after it began.
    case tokenRequestSent(Int, at: Int)
    case providersListed([ProviderListing])
    case providerOpened(OpenedProvider)
    /// It could not be read; the text says why.
    case providerNotOpened(String)
    /// The document of the import with this number was read.
    case importOffered(Int, ImportOffer)
    /// It could not be read, or not written; the text says why.
    case importFailed(Int, String)
    /// The offer of the import with this number, with an id that was typed; or why the provider cannot have it.
    case importRenamed(Int, Result<ImportOffer, ImportOffer.IDFault>)
    /// The report of the attempts was written to this file; or it was not, and the text says why.
    case reportWritten(String)
    case reportNotWritten(String)
    /// The files of the scan with this number were searched; the text says why not.
    case scanned(Int, Result<ScanOutcome, ScanProblem>)
    /// No editor could be started; the text says why.
    case editorFailed(String)
    /// How the path that was typed can go on.
    case pathCompleted(String, PathCompletion)

    /// What new random values are for.
    package enum Purpose: Equatable, Sendable {
        case userAsked
        case newVerifier
        /// The URL had been copied, so the next one gets values of its own.
        case nextURL
        /// An attempt begins, and the values on the screen have been used.
        case attempt(RoundTrip.Catching)
        /// An attempt is over: what it has used is not for the next URL.
        case attemptOver
        case fix(Diagnostic)
    }
}

/// What went to the clipboard.
package enum Copied: Equatable, Sendable {
    case url
    /// The token request as a command, with placeholders for secrets.
    case curl
    /// A text that is called by this name, such as "the request as JSON".
    case named(String)
    case accessToken
}

/// The way by which a text went to the clipboard.
package enum CopyRoute: Equatable, Sendable {
    /// A program took it, such as `wl-copy`.
    case program(String)
    /// Sent to the terminal, which does not say whether it took it.
    case terminal
}

/// A wait that the model asked for. Of each kind only the timer with the latest number has an effect.
package enum Timer: Equatable, Sendable {
    case reveal(Int)
    case save(Int)
    /// A second of waiting for the redirect, by the number of the attempt.
    case second(Int)
    /// Reading has taken so long that it must be said.
    case reading(Int)

    /// Whether the other timer is of the same kind, so that the later of the two replaces the other.
    package func isSameKind(as other: Timer) -> Bool {
        switch (self, other) {
        case (.reveal, .reveal), (.save, .save), (.second, .second), (.reading, .reading): true
        default: false
        }
    }
}
