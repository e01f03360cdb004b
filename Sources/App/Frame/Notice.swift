import Screen

/// A short message: the result of a key, or the reason why it did nothing.
package struct Notice: Equatable, Sendable {
    package enum Tone: Equatable, Sendable {
        case done, warning, problem
        /// Neither good nor bad.
        case hint

        /// The sign before the message, and the style of both.
        var sign: (String, Style) {
            switch self {
            case .done: ("✓", Style(.ok, .bold))
            case .warning: ("!", Style(.warning, .bold))
            case .problem: ("✗", Style(.error, .bold))
            case .hint: ("·", .plain)
            }
        }
    }

    package var text: String
    package var tone: Tone

    package init(_ text: String, _ tone: Tone = .done) {
        self.text = text
        self.tone = tone
    }
}

/// The messages of a session, and the one on the screen.
package struct Messages: Equatable, Sendable {
    /// The most messages that are kept.
    package static let most = 200

    /// All messages, oldest first.
    package private(set) var all: [Notice] = []
    /// The message on the explanation row. It disappears at the next key.
    package private(set) var notice: Notice?
    /// A message that is shown when there is no other, until the messages are read.
    package private(set) var pinned: Notice?

    /// Shows a message until the messages are read.
    mutating func pin(_ notice: Notice) {
        pinned = notice
        all.append(notice)
    }

    /// Removes the pinned message from the screen, because it was read.
    mutating func unpin() { pinned = nil }

    mutating func say(_ notice: Notice) {
        self.notice = notice
        all.append(notice)
        if all.count > Self.most { all.removeFirst() }
    }

    /// Removes the message from the screen. It stays in the list.
    mutating func clear() { notice = nil }
}
