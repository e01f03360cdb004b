import Catalog
import Flow
import OAuth
import Screen

/// The work in the background. It never changes which mode is on top: a result waits, and a badge announces it.
package struct Jobs: Equatable, Sendable {
    /// A document that is read for an import.
    package struct Reading: Equatable, Sendable {
        package enum State: Equatable, Sendable {
            case running
            case read(ImportOffer)
            /// It cannot be imported. The value is the reason.
            case failed(String)
        }

        /// Identifies the reading, so that late results of a cancelled one are ignored.
        package let number: Int
        /// The path or URL as the user typed it.
        package let source: String
        package internal(set) var state = State.running
        /// Whether a mode shows the document.
        var isOpen = false
        /// The number of key presses before it was started.
        let presses: Int

        /// The last part of the path or URL, for small spaces.
        package var name: String { source.split(separator: "/").last.map { String($0) } ?? source }
    }

    /// The attempt, from its start until the user leaves it.
    package internal(set) var attempt: RoundTrip? {
        get { sharedAttempt?.wrappedValue }
        set { sharedAttempt = newValue.map { Shared(wrappedValue: $0) } }
    }
    private var sharedAttempt: Shared<RoundTrip>?
    /// Whether there is an attempt. `attempt != nil` would copy it.
    var isAttempting: Bool { sharedAttempt != nil }
    /// Whether the attempt has a result that the user has not seen, because another mode was on top.
    var hasNews = false
    var attemptNumber = 0
    /// The messages of the session's attempts.
    package internal(set) var log = AttemptLog()

    var scanNumber = 0

    /// The number of the latest search for the provider of a message.
    var inspectionNumber = 0

    package internal(set) var reading: Reading?
    var readingNumber = 0
    /// The source that was typed last, until it has been imported.
    var importSource = ""
    /// The paths that were entered for each purpose, oldest first.
    private var paths: [LineMode.PathUse: [String]] = [:]
    /// The most paths that are kept for a purpose.
    private static let mostPaths = 50

    func earlierPaths(for use: LineMode.PathUse) -> [String] { paths[use] ?? [] }

    mutating func remember(_ path: String, for use: LineMode.PathUse) {
        paths[use, default: []].removeAll { $0 == path }
        paths[use, default: []].append(path)
        if earlierPaths(for: use).count > Self.mostPaths { paths[use]?.removeFirst() }
    }

    /// A provider that the user asked for, but that was read only when the user was busy with something else.
    @Shared package internal(set) var opened: OpenedProvider? = nil
    /// The number of key presses before the user asked for it.
    var pressesBeforeOpening = 0
}

/// A short text about the work in the background, shown beside the corner.
package struct Badge {
    /// The text in several lengths, the longest first.
    package var texts: [String]
    package var tone: Role
    /// The key that opens or ends the job.
    package var hint: Hint?
}

extension Jobs {
    /// Returns the offer that the reading with this number resulted in, or nil when that reading is over.
    func offer(of number: Int) -> ImportOffer? {
        guard let reading, reading.number == number, case .read(let offer) = reading.state else { return nil }
        return offer
    }

    /// Returns the badges, the most urgent first.
    ///
    /// - Parameter isInterruptible: Whether Ctrl-C ends the newest job. It does not while a mode is over the panes.
    func badges(isInterruptible: Bool) -> [Badge] {
        var badges: [Badge] = []
        if hasNews, let attempt { badges.append(Badge(texts: [attempt.news], tone: .accent)) }
        if let reading, !reading.isOpen {
            let name = safe(reading.name, columns: 24)
            switch reading.state {
            case .running:
                badges.append(
                    Badge(
                        texts: ["Reading \(name)", "Reading"], tone: .dim,
                        hint: isInterruptible ? (.interrupt, "cancel") : nil))
            case .read(let offer):
                let title = offer.providers.count == 1 ? safe(offer.providers[0].name, columns: 24) : name
                badges.append(Badge(texts: ["\(title) read"], tone: .ok, hint: (.importProvider, "review")))
            case .failed:
                let text = name.isEmpty ? "Import failed" : "\(name): import failed"
                badges.append(Badge(texts: [text], tone: .error, hint: (.importProvider, "show why")))
            }
        }
        if let opened {
            let name = safe(opened.provider.name, columns: 24)
            badges.append(Badge(texts: ["\(name) is ready"], tone: .ok, hint: (.provider, "open")))
        }
        return badges
    }
}

extension RoundTrip {
    /// The state of the attempt, in a few words.
    fileprivate var news: String {
        switch stage {
        case .preparing, .waiting: "Attempt: listening"
        case .checking: "Redirect received"
        case .exchanging: "Token requested"
        case .done: "Tokens received"
        case .failed: "The attempt failed"
        }
    }
}
