import OAuth
import Text

/// An OAuth message in a file, and the parts of it that are known.
package struct FoundMessage: Sendable {
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

    /// The octets of the text, and after them those of the address that a form is sent to.
    private let octets: [UInt8]
    /// The octets of that address; empty if it is not known, or part of the text.
    private let address: Range<Int>
    /// Whether that address has parts that are not literal.
    private let hasOpenAddress: Bool
    /// The method and the header fields of a token request; nil if they are not known.
    private let head: (method: String, fields: [HTTPField])?
    /// Whether the head may have other fields or values.
    private let hasOpenHead: Bool
    /// Whether the file has more of the text than was read.
    private let isCut: Bool
    /// For each octet, the octets of the file that it comes from.
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
        query = made.query
        let isForm = kind == .tokenRequest && query.lowerBound == 0
        let elements = made.elements + (isForm ? written.filledAddress : [])
        octets = elements.map(\.octet)
        places = elements.map(\.source)
        address = made.elements.count..<elements.count
        hasOpenAddress = written.address.contains(where: \.isHole)
        (head, hasOpenHead, isCut) = (written.head, written.hasOpenHead, written.isCut)
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
        let known = query.lowerBound > 0 ? text : address.isEmpty ? endpoint : String(octets: octets[address])
        let form = HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")
        return TokenRequestMessage(
            method: head?.method ?? "POST", url: known ?? "https://authscope.invalid/token",
            headers: head?.fields ?? [form], body: String(octets: octets[query]))
    }

    /// The text; for a form with an address, the request as it is sent.
    var sentText: String {
        guard !address.isEmpty else { return text }
        let request = tokenRequest(endpoint: nil)
        let fields = request.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return "\(request.method) \(request.url) HTTP/1.1\r\n\(fields)\r\n\(request.body)"
    }

    /// Returns the finding with its place in `text`; nil if it may be due to a part that is not literal.
    package func certain(_ finding: Diagnostic) -> Diagnostic? {
        var finding = finding
        switch finding.part {
        case .input: break
        case .url where query.lowerBound == 0:
            guard !address.isEmpty else { return nil }
            finding.range = finding.range.map {
                $0.lowerBound + address.lowerBound..<$0.upperBound + address.lowerBound
            }
        case .url: break
        case .body:
            finding.range = finding.range.map { $0.lowerBound + query.lowerBound..<$0.upperBound + query.lowerBound }
        }
        finding.part = .input
        finding.fix = nil
        if isCut, finding.rule == .urlLength {
            finding.message =
                "The URL is more than \(WrittenText.longest.grouped) bytes; 65,536 is where this tool stops."
        }
        return isCertain(finding) ? finding : nil
    }

    private func isCertain(_ finding: Diagnostic) -> Bool {
        if let range = finding.range, range.lowerBound < query.lowerBound || query.isEmpty {
            if hasOpenEndpoint { return false }
        }
        // A value that is not literal may be in the query of the address, and the path is always literal.
        if hasOpenAddress, let range = finding.range, range.lowerBound >= address.lowerBound,
            finding.rule != .secretInURL, octets[address.lowerBound..<range.lowerBound].contains(ascii("?"))
        {
            return false
        }
        if kind == .tokenRequest, hasOpenHead,
            ["method", "content-type", "authorization"].contains(where: { finding.parameter.hasSameOctets(as: $0) })
        {
            return false
        }
        switch finding.rule {
        case .clientAuthMalformed where openNames.contains("client_id"): return false
        case .parameterUnknown: return !isLoose
        case .parameterDuplicate, .secretInURL, .urlLength, .queryEmptyPair: return true
        case .parameterMissing, .stateMissing, .pkceMissing, .pkceMethodMissing, .pkceChallengeMissing, .nonceMissing,
            .parRequired, .offlineAccessConsent, .oidcWithoutOpenID:
            if isOpen { return false }
            // A token request may name its client in a header field, which is written elsewhere.
            if kind == .tokenRequest, query.lowerBound == 0 {
                return !hasOpenHead || !finding.parameter.hasSameOctets(as: "client_id")
            }
            let needsScope = [.nonceMissing, .offlineAccessConsent, .oidcWithoutOpenID].contains(finding.rule)
            return !(needsScope && openNames.contains("scope"))
        case .grantTypeInvalid where kind == .tokenRequest && query.lowerBound == 0 && address.isEmpty: return false
        default: break
        }
        if hasOpenEndpoint, address.isEmpty, finding.parameter.hasSameOctets(as: "url"), finding.range == nil {
            return false
        }
        return !openNames.contains(finding.parameter)
    }

    // MARK: Secrets

    /// The octets of the file that are secrets.
    package var secretPlaces: [Range<Int>] { secrets.map { place(of: $0) } }

    /// Returns the message without the secrets that it quotes.
    package func redacted(_ message: String) -> String {
        var message = message
        for range in secrets where range.count > 3 {
            for secret in [String(octets: octets[range]), PercentCoding.decode(octets[range])] {
                message = message.replacing(secret, with: "‹redacted:\(range.count)›")
            }
        }
        return message
    }

    /// The octets that are secrets: values of such parameters, and user information.
    private var secrets: [Range<Int>] {
        let parts = URIReference(address.isEmpty ? octets[...] : octets[address])
        let ofAddress = address.isEmpty ? nil : parts.query
        let pairs = Array(QueryPieces(octets[query])) + Array(QueryPieces(ofAddress.map { octets[$0] } ?? []))
        let isPlain = pairs.contains {
            octets[$0.name].equals("code_challenge_method") && octets[$0.value].equals("plain")
        }
        var ranges = pairs.filter { pair in
            let name = PercentCoding.decode(octets[pair.name])
            return Self.secretNames.contains(name.lowercased()) || isPlain && name.hasSameOctets(as: "code_challenge")
        }.map(\.value)
        if let authority = parts.authority, let sign = octets[authority].lastIndex(of: ascii("@")) {
            ranges.append(authority.lowerBound..<sign)
        }
        if let fragment = parts.fragment, !address.isEmpty || fragment.lowerBound > query.lowerBound {
            ranges += QueryPieces(octets[fragment]).map(\.value)
        }
        return ranges.filter { !$0.isEmpty }
    }

    private static let secretNames: Set<String> = [
        "access_token", "assertion", "client_assertion", "client_secret", "code", "code_verifier", "device_code",
        "id_token", "id_token_hint", "password", "refresh_token", "request", "token",
    ]
}
