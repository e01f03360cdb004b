import Catalog
import Flow
import OAuth
import Screen

/// Something that happened outside the model.
package enum Event: Equatable, Sendable {
    case keyPressed(Key)
    case pasted(String)
    /// A paste had more octets than the terminal's reader takes, so nothing of it was taken.
    case pasteRefused(octets: Int)
    case mouse(Mouse)
    case resized(Size)
    /// The terminal window lost the keyboard focus.
    case focusLost
    /// The program came back after Ctrl-Z.
    case resumed
    case valuesDrawn(FreshValues, Purpose)
    /// The kernel gave no random octets. Nothing was changed.
    case drawingFailed
    case copied(CopyRoute, Copied = .url)
    /// No clipboard program accepted the text. The terminal is the last method.
    case noProgramCopied(String, Copied = .url)
    /// The text reached no clipboard. The value is the reason, in words for the user.
    case copyFailed(String)
    /// The choices could not be saved. The value is the reason.
    case notSaved(String)
    /// The user's own entries could not be saved. The value is the reason.
    case ownEntriesNotSaved(String)
    /// The user's own entries were saved. The broken file in their place was renamed to this name.
    case ownEntriesSetAside(String)
    /// The user's own entries were saved together with changes that others had made. These are in the file now. A
    /// version that could not be merged has the name `aside` now.
    case ownEntriesJoined(OwnEntries, aside: String?)
    /// A setting could not be written. The value is the reason.
    case settingsNotSaved(String)
    /// A setting was written. The broken file in its place was renamed to this name.
    case settingsSetAside(String)
    case timeElapsed(Timer)
    /// The browser's answer to `o`: nil if it accepted the URL, otherwise the reason why not.
    case browserAnswered(String?)
    /// Something happened to the attempt with this number, so many milliseconds after it began.
    case roundTrip(Int, RoundTripEvent, at: Int = 0)
    case providersListed([ProviderListing])
    case providerOpened(OpenedProvider)
    /// The provider could not be read. The value is the reason.
    case providerNotOpened(String)
    /// The document of the import with this number was read.
    case importOffered(Int, ImportOffer)
    /// The document could not be read, or the provider not written. The value is the reason.
    case importFailed(Int, String)
    /// The offer of the import with this number, with the typed id; or the reason why the provider cannot have that id.
    case importRenamed(Int, Result<ImportOffer, ImportOffer.IDFault>)
    /// The path of the API description that comes with the program; nil if it is not installed.
    case sampleLocated(String?)
    /// The provider that the message with this number belongs to, nil if none does, and the time in seconds since
    /// 1970.
    case providerRecognised(Int, RecognisedProvider?, now: Int)
    /// The provider to check an inspected message against; nil for only the standards.
    case providerChecked(RecognisedProvider?)
    /// The report of the attempts was written to this file, or could not be written for this reason.
    case reportWritten(String)
    case reportNotWritten(String)
    /// The result of the scan with this number, or the reason why nothing was searched.
    case scanned(Int, Result<ScanOutcome, ScanProblem>)
    /// No editor could be started, or it reports a failure; the text says which, and what to do.
    case editorFailed(String)
    /// The ways to complete the typed path.
    case pathCompleted(String, PathCompletion)

    /// The use of new random values.
    package enum Purpose: Equatable, Sendable {
        case userAsked
        case newVerifier
        /// The old URL had been copied, so the next one needs its own values.
        case nextURL
        /// An attempt begins, and the values on the screen have been used before.
        case attempt(RoundTrip.Catching)
        /// An attempt is over. The next URL must not repeat its values.
        case attemptOver
        case fix(Diagnostic)
        /// The fix of the finding with this number in an inspected message, or all its fixes.
        case inspection(Int?)
    }
}

/// The text that went to the clipboard.
package enum Copied: Equatable, Sendable {
    case url
    /// The token request as a command, with placeholders for secrets.
    case curl
    /// A text with this name, such as "the request as JSON".
    case named(String)
    case accessToken
    /// A message that was inspected, perhaps with its secrets masked.
    case inspected(isMasked: Bool)
    /// The differences between two requests, as text.
    case comparison
}

/// The way in which a text went to the clipboard.
package enum CopyRoute: Equatable, Sendable {
    /// A program took it, such as `wl-copy`.
    case program(String)
    /// Sent to the terminal, which does not report whether it took the text.
    case terminal
}

/// A timer that the model started. Of each kind, only the timer with the latest number has an effect.
package enum Timer: Equatable, Sendable {
    case reveal(Int)
    case save(Int)
    /// One second of the wait for the redirect. The value is the number of the attempt.
    case second(Int)
    /// Reading takes so long that a message has to say so.
    case reading(Int)

    /// Whether the other timer is of the same kind. The later of the two then replaces the other.
    package func isSameKind(as other: Timer) -> Bool {
        switch (self, other) {
        case (.reveal, .reveal), (.save, .save), (.second, .second), (.reading, .reading): true
        default: false
        }
    }
}
