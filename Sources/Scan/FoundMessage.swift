import OAuth
import Text

/// An OAuth message in a file, and the parts of it that are known.
package struct FoundMessage: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case authorizationRequest = "request"
        /// The redirect to the client.
        case authorizationResponse = "response"
        case tokenRequest = "token"
    }

    package let kind: Kind
    /// The text for the linter: a URL or a path; for a token request without a URL, the form. Pieces that are not literal
    /// have harmless values.
    package let text: String
    /// The octets of the message in the file.
    package let source: Range<Int>

    /// For each octet of the text, the octets of the file that it comes from.
    private let places: [Range<Int>]
    /// The octets of the query or form in the text.
    private let query: Range<Int>
    /// The parameters whose values are not, or not wholly, literal.
    private let openNames: Set<String>
    /// Whether pieces that are not literal can hold further parameters.
    private let isOpen: Bool
    /// Whether the address of the endpoint is not, or not wholly, literal.
    private let hasOpenEndpoint: Bool
    /// Whether there may be parameters that are not of the message.
    private let isLoose: Bool

    /// Returns the message in the text; nil if there is none.
    init?(_ written: WrittenText) {
        let reading = MessageReading(written)
        guard let kind = reading.kind else { return nil }
        self.kind = kind
        source = written.source
        isLoose = written.isLoose
        let made = reading.made(as: kind)
        text = String(octets: made.elements.map(\.octet))
        places = made.elements.map(\.source)
        query = made.query
        openNames = reading.openNames
        isOpen = reading.isOpen
        hasOpenEndpoint = reading.hasOpenEndpoint
    }

    /// Returns the octets of the file for octets of the text; without them, those of the whole message.
    package func place(of range: Range<Int>?) -> Range<Int> {
        guard let range, range.lowerBound < places.count else { return source }
        let first = places[range.lowerBound].lowerBound
        guard !range.isEmpty else { return first..<first }
        let last = places[min(range.upperBound, places.count) - 1].upperBound
        return first..<max(first, last)
    }

    // MARK: Checking

    /// Returns a token request for the linter. One without a URL gets the given endpoint.
    package func tokenRequest(endpoint: String?) -> TokenRequestMessage {
        let octets = Array(text.utf8)
        return TokenRequestMessage(
            url: query.lowerBound > 0 ? text : endpoint ?? "https://authscope.invalid/token",
            headers: [HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")],
            body: String(octets: octets[query]))
    }

    /// Returns the finding with its place in `text`; nil if it may be due to a part that is not literal.
    package func certain(_ finding: Diagnostic) -> Diagnostic? {
        var finding = finding
        switch finding.part {
        case .input: break
        case .url where query.lowerBound == 0: return nil
        case .url: break
        case .body:
            finding.range = finding.range.map { $0.lowerBound + query.lowerBound..<$0.upperBound + query.lowerBound }
        }
        finding.part = .input
        finding.fix = nil
        return isCertain(finding) ? finding : nil
    }

    private func isCertain(_ finding: Diagnostic) -> Bool {
        if let range = finding.range, range.lowerBound < query.lowerBound || query.isEmpty {
            if hasOpenEndpoint { return false }
        }
        switch finding.rule {
        case .parameterUnknown: return !isLoose
        case .parameterDuplicate, .secretInURL, .urlLength, .queryEmptyPair: return true
        case .parameterMissing, .stateMissing, .pkceMissing, .pkceMethodMissing, .pkceChallengeMissing, .nonceMissing,
            .parRequired, .offlineAccessConsent, .oidcWithoutOpenID:
            if isOpen { return false }
            // A token request may name its client in a header, which is written elsewhere.
            if kind == .tokenRequest, query.lowerBound == 0 { return !finding.parameter.hasSameOctets(as: "client_id") }
            let needsScope = [.nonceMissing, .offlineAccessConsent, .oidcWithoutOpenID].contains(finding.rule)
            return !(needsScope && openNames.contains("scope"))
        case .grantTypeInvalid where kind == .tokenRequest && query.lowerBound == 0: return false
        default: break
        }
        if hasOpenEndpoint, finding.parameter.hasSameOctets(as: "url"), finding.range == nil { return false }
        return !openNames.contains(finding.parameter)
    }

    // MARK: Secrets

    /// The octets of the file that are secrets.
    package var secretPlaces: [Range<Int>] { secrets.map { place(of: $0) } }

    /// Returns the message without the secrets that it quotes.
    package func redacted(_ message: String) -> String {
        let octets = Array(text.utf8)
        var message = message
        for range in secrets where range.count > 3 {
            for secret in [String(octets: octets[range]), PercentCoding.decode(octets[range])] {
                message = message.replacing(secret, with: "‹redacted:\(range.count)›")
            }
        }
        return message
    }

    /// The octets of the text that are secrets: values of such parameters, and user information.
    private var secrets: [Range<Int>] {
        let octets = Array(text.utf8)
        let pairs = Array(QueryPieces(octets[query]))
        let isPlain = pairs.contains {
            octets[$0.name].equals("code_challenge_method") && octets[$0.value].equals("plain")
        }
        var ranges = pairs.filter { pair in
            let name = PercentCoding.decode(octets[pair.name])
            return Self.secretNames.contains(name.lowercased()) || isPlain && name.hasSameOctets(as: "code_challenge")
        }.map(\.value)
        let parts = URIReference(octets[...])
        if let authority = parts.authority, let sign = octets[authority].lastIndex(of: ascii("@")) {
            ranges.append(authority.lowerBound..<sign)
        }
        if let fragment = parts.fragment, fragment.lowerBound > query.lowerBound {
            ranges += QueryPieces(octets[fragment]).map(\.value)
        }
        return ranges.filter { !$0.isEmpty }
    }

    private static let secretNames: Set<String> = [
        "access_token", "assertion", "client_assertion", "client_secret", "code", "code_verifier", "device_code",
        "id_token", "id_token_hint", "password", "refresh_token", "request", "token",
    ]
}
