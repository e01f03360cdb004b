import Vectors

@testable import OAuth

/// A request without findings, and changes of it.
enum Sample {
    static let clientID = "264ade60a4ca76716a53056cecb171c027586dc722d6cf5ba40b1519de78170910d9ce0602c776f9"
    static let verifier = "OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk"
    static let challenge = "bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU"
    static let endpoint = "https://accounts.bakeronline.be/oauth/authorize"

    static let query = [
        "response_type=code", "client_id=\(clientID)", "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        "scope=company%3Aread%20customer%3Aread", "state=dObT5xOcWLK2VpxskBNECg", "code_challenge=\(challenge)",
        "code_challenge_method=S256",
    ]

    /// The provider's profile with a client that has three redirect URIs.
    static var context: LintContext {
        var context = LintContext.bakeronline
        context.client = .init(
            clientID: clientID,
            redirectURIs: [
                "http://127.0.0.1/callback", "https://app.example.com/oauth/callback", "com.example.bakery:/oauth",
            ])
        return context
    }

    /// A context in which only the endpoint is known.
    static var generic: LintContext {
        var context = LintContext()
        context.endpoint = endpoint
        return context
    }

    static func context(_ change: (inout LintContext) -> Void) -> LintContext {
        var context = context
        change(&context)
        return context
    }

    /// Returns the sample URL with these pairs, written as in a URL, in place of those with the same names. A bare
    /// `-name` removes that parameter.
    static func url(_ changes: String = "", endpoint: String = endpoint) -> String {
        var pairs = query
        var added: [String] = []
        for change in changes.split(separator: "&", omittingEmptySubsequences: false).map(String.init)
        where change != "" {
            let name = change.hasPrefix("-") ? String(change.dropFirst()) : String(change.prefix { $0 != "=" })
            let place = pairs.firstIndex { $0.hasPrefix(name + "=") }
            let isReplaced = place == nil && added.contains { $0.hasPrefix(name + "=") || $0 == name }
            if change.hasPrefix("-") {
                if let place { pairs.remove(at: place) }
            } else if let place, !isReplaced {
                pairs.remove(at: place)
                added.append(change)
            } else {
                added.append(change)
            }
        }
        return endpoint + "?" + (pairs + added).joined(separator: "&")
    }

    /// The findings as `severity rule parameter`, sorted.
    static func findings(in input: String, _ context: LintContext = context) -> [String] {
        RequestLinter(context: context).lint(input).diagnostics
            .map { "\($0.severity.rawValue) \($0.rule.rawValue) \($0.parameter)" }.sorted()
    }
}

/// Changes of the sample, and the expected findings.
struct Expectation: Sendable, CustomStringConvertible {
    var changes: String
    var findings: [String]

    init(_ changes: String, _ findings: String...) {
        self.changes = changes
        self.findings = findings.sorted()
    }

    var description: String { changes }
}

/// SplitMix64: random enough for tests, and the same at each run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func octets(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}
