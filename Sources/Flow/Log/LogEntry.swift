import OAuth

/// One message or event of an attempt, in the log of the session. It has no code, token, verifier or client secret.
package struct LogEntry: Equatable, Sendable {
    package enum Side: Equatable, Sendable {
        /// Sent by authscope or its browser.
        case sent
        case received
        /// An action of authscope itself.
        case here
        /// At the provider of a rehearsal.
        case provider
    }

    /// The number of the attempt.
    package let attempt: Int
    /// Milliseconds since the attempt began.
    package let milliseconds: Int
    package let side: Side
    package let title: String
    /// The message, line by line; empty for an event, which its title describes.
    package let message: [String]
    package let findings: [Diagnostic]

    package init(
        attempt: Int, milliseconds: Int, _ side: Side, _ title: String, _ message: [String] = [],
        findings: [Diagnostic] = []
    ) {
        self.attempt = attempt
        self.milliseconds = milliseconds
        self.side = side
        self.title = title
        self.message = message
        self.findings = findings
    }

    /// The time in seconds, such as `0:12.345`.
    package var time: String {
        let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000)
        func padded(_ number: Int, _ length: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
        }
        return "\(seconds / 60):\(padded(seconds % 60, 2)).\(padded(rest, 3))"
    }

    /// The sign of the side, one column wide.
    package var sign: String {
        switch side {
        case .sent: ">"
        case .received: "<"
        case .here: " "
        case .provider: "*"
        }
    }
}
