import OAuth

/// A short message in the corner of row 1.
package struct Notice: Equatable, Sendable {
    package enum Tone: Equatable, Sendable {
        case done, warning, problem
    }

    /// How long a message stays that is no problem; a problem stays until the next key.
    package static let milliseconds = 3_000

    package var text: String
    package var tone: Tone

    package init(_ text: String, _ tone: Tone = .done) {
        self.text = text
        self.tone = tone
    }
}

/// A question that stands until it is answered.
package enum Question: Equatable, Sendable {
    /// With the method `plain` the URL holds the verifier itself.
    case copyVerifier
    case showVerifier

    /// The question in several lengths, the longest first.
    package var texts: [String] {
        switch self {
        case .copyVerifier:
            [
                "With plain, this URL holds the code verifier itself. Copy it all the same?",
                "Copy the code verifier with it?",
            ]
        case .showVerifier:
            [
                "With plain, this URL holds the code verifier itself. Print it all the same?",
                "Print the code verifier too?",
            ]
        }
    }
}
