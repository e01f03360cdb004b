import Catalog
import Flow
import OAuth
import Screen

/// The work in the background. It never changes which mode has the keys: what it brings waits behind a badge.
package struct Jobs: Equatable, Sendable {
    /// A document that is read for an import.
    package struct Reading: Equatable, Sendable {
        package enum State: Equatable, Sendable {
            case running
            case read(ImportOffer)
            /// It cannot be imported; the text says why.
            case failed(String)
        }

        /// Tells readings apart: what comes late from one that was cancelled is not for this one.
        package let number: Int
        /// The path or URL as it was typed.
        package let source: String
        package internal(set) var state = State.running
        /// Whether a mode shows what was read.
        var isOpen = false
        /// The key presses before it was started.
        let presses: Int

        /// The last part of the path or URL, for places with little room.
        package var name: String { source.split(separator: "/").last.map { String($0) } ?? source }
    }

    /// The attempt of the whole flow, from its start until the user leaves it.
    package internal(set) var attempt: RoundTrip?
    /// Whether something came for the attempt while another mode had the keys.
    var hasNews = false
    var attemptNumber = 0
    /// The messages of the session's attempts.
    package internal(set) var log = AttemptLog()

    /// The path that was searched for requests last.
    var scanPath = "."
    var scanNumber = 0

    package internal(set) var reading: Reading?
    var readingNumber = 0
    /// The source that was typed last and did not come to an import.
    var importSource = ""
    /// The sources that were read, oldest first.
    private(set) var importSources: [String] = []
    /// More of them are not kept.
    private static let mostSources = 50

    mutating func remember(source: String) {
        importSources.removeAll { $0 == source }
        importSources.append(source)
        if importSources.count > Self.mostSources { importSources.removeFirst() }
    }

    /// A provider that was asked for and came when the user was busy with something else.
    package internal(set) var opened: OpenedProvider?
    /// The key presses before it was asked for.
    var pressesBeforeOpening = 0
}

/// Something to say of the work in the background, beside the corner.
package struct Badge {
    /// In several lengths, the longest first.
    package var texts: [String]
    package var tone: Role
    /// The key that opens or ends it.
    package var hint: Hint?
}

extension Jobs {
    /// The offer that the reading with this number has brought; nil where that is over.
    func offer(of number: Int) -> ImportOffer? {
        guard let reading, reading.number == number, case .read(let offer) = reading.state else { return nil }
        return offer
    }

    /// The badges, the most urgent first.
    ///
    /// - Parameter isInterruptible: Whether Ctrl-C is for the newest job, and not for a mode over the panes.
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
    /// The latest turn of the attempt, in few words.
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
