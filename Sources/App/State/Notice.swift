import Catalog
import OAuth

/// A short message in the corner of row 1.
package struct Notice: Equatable, Sendable {
    package enum Tone: Equatable, Sendable {
        case done, warning, problem
        /// Neither good nor bad.
        case hint
    }

    /// How long a message stays that is no problem; a problem stays until the next key.
    package static let milliseconds = 3_000

    package var text: String
    package var tone: Tone
    /// The page that Enter shows of a problem that has no room here.
    package var whole: Viewer.Page?

    package init(_ text: String, _ tone: Tone = .done, whole: Viewer.Page? = nil) {
        self.text = text
        self.tone = tone
        self.whole = whole
    }
}

/// A question that stands until it is answered.
package enum Question: Equatable, Sendable {
    /// With the method `plain` the URL holds the verifier itself.
    case copyVerifier
    case showVerifier
    /// The command line of a browser can be read by every user of the machine.
    case openVerifier(thenTry: Bool)
    case revealTokens
    case copyToken
    case forgetTokens
    /// A confidential client, and no secret was typed.
    case sendWithoutSecret
    case quitAttempt
    /// An attempt runs, and another one is asked for.
    case startAnew
    /// An attempt is under way, and another provider is asked for.
    case leaveAttempt(for: ProviderListing.Source)
    /// An import would send codes and tokens to other hosts; what changes, in words.
    case moveHosts([String])

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
        case .openVerifier:
            [
                "With plain, this URL holds the code verifier, and others can see it. Open it?",
                "Open a URL with the verifier in it?",
            ]
        case .revealTokens:
            ["Show both tokens in plain text for ten seconds?", "Show the tokens in plain text?"]
        case .copyToken:
            ["Copy the access token? Whoever has it can act for the user.", "Copy the access token?"]
        case .forgetTokens:
            ["Leave? The tokens are kept nowhere else and are forgotten then.", "Leave and forget the tokens?"]
        case .sendWithoutSecret:
            ["No client secret yet: S types it. Send the request without it?", "Send without the client secret?"]
        case .quitAttempt:
            ["An attempt is under way. Quit all the same?", "Quit during the attempt?"]
        case .startAnew:
            ["An attempt is under way. Stop it and start anew?", "Stop it and start anew?"]
        case .moveHosts(let changes):
            [
                "\(changes.map(\.firstUppercased).joined(separator: "; ")). Is that right?",
                "Codes and tokens would go to another host. Is that right?", "The host changes. Is that right?",
            ]
        case .leaveAttempt:
            ["An attempt is under way. Stop it and change to the other provider?", "Stop it and change?"]
        }
    }
}

extension String {
    fileprivate var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
