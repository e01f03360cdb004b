import Text

/// The value of a `WWW-Authenticate` field (RFC 9110 §11.6.1): the credentials that a server requires when it rejects a request.
struct AuthenticateChallenges {
    /// A scheme with its parameters.
    struct Challenge {
        var scheme: String
        var parameters: [Parameter] = []
        /// Credentials in one piece, which some schemes have instead of parameters.
        var token: String?

        /// Whether the scheme is registered, so that it is not another word.
        var hasKnownScheme: Bool {
            ["basic", "bearer", "digest", "dpop", "gnap", "hoba", "mutual", "negotiate", "ntlm", "oauth"]
                .contains(scheme.lowercased())
        }
    }

    private(set) var challenges: [Challenge] = []
    /// The error in the text, as a sentence, or nil.
    private(set) var fault: String?
    private let text: Octets
    private var index: Int

    private static let most = 100

    init(_ value: Octets) {
        text = value.trimmed
        index = text.startIndex
        while index < text.endIndex, challenges.count < Self.most, fault == nil { read() }
    }

    /// One element of the list: a scheme with or without its first parameter, or a further parameter.
    private mutating func read() {
        skip { $0.isBlank || $0 == ascii(",") }
        guard index < text.endIndex else { return }
        let word = token()
        guard !word.isEmpty else {
            fault = "Expected a scheme, such as Bearer, instead of \(Self.quoted(text[index...]))."
            return
        }
        let end = index
        skip { $0 == 0x20 || $0 == 0x09 }
        if index < text.endIndex, text[index] == ascii("=") {
            return readParameter(String(octets: word))
        }
        index = end
        challenges.append(Challenge(scheme: String(octets: word)))
        skip { $0 == 0x20 || $0 == 0x09 }
        readFirst()
    }

    /// Reads the text after a scheme: a parameter, credentials in one piece, or nothing.
    private mutating func readFirst() {
        guard index < text.endIndex, text[index] != ascii(",") else { return }
        let start = index
        let word = token()
        skip { $0 == 0x20 || $0 == 0x09 }
        if !word.isEmpty, index < text.endIndex, text[index] == ascii("="),
            index + 1 < text.endIndex, text[index + 1] != ascii("="), text[index + 1] != ascii(",")
        {
            return readParameter(String(octets: word))
        }
        // RFC 9110 §11.2: token68.
        let end = text[start...].firstIndex { $0 == ascii(",") || $0 == 0x20 } ?? text.endIndex
        challenges[challenges.count - 1].token = String(octets: text[start..<end])
        index = end
    }

    private mutating func readParameter(_ name: String) {
        index += 1
        skip { $0 == 0x20 || $0 == 0x09 }
        let value: String
        if index < text.endIndex, text[index] == ascii("\"") {
            value = quotedString(of: name)
        } else {
            let end = text[index...].firstIndex { $0 == ascii(",") } ?? text.endIndex
            value = String(octets: text[index..<end].trimmed)
            index = end
        }
        guard !challenges.isEmpty else {
            fault = "The parameter \(name) has no scheme, such as Bearer, before it."
            return
        }
        challenges[challenges.count - 1].parameters.append(Parameter(name, value))
    }

    /// RFC 9110 §5.6.4
    private mutating func quotedString(of name: String) -> String {
        index += 1
        var value: [UInt8] = []
        while index < text.endIndex {
            switch text[index] {
            case ascii("\""):
                index += 1
                return String(octets: value)
            case ascii("\\") where index + 1 < text.endIndex:
                value.append(text[index + 1])
                index += 2
            default:
                value.append(text[index])
                index += 1
            }
        }
        fault = "The value of \(name) has no closing quotation mark."
        return String(octets: value)
    }

    /// RFC 9110 §5.6.2
    private mutating func token() -> Octets {
        let start = index
        skip { $0.isLetter || $0.isDigit || "!#$%&'*+-.^_`|~".utf8.contains($0) }
        return text[start..<index]
    }

    private mutating func skip(_ isPassed: (UInt8) -> Bool) {
        while index < text.endIndex, isPassed(text[index]) { index += 1 }
    }

    private static func quoted(_ text: Octets) -> String {
        "\"\(String(octets: text.prefix(12)))\(text.count > 12 ? "…" : "")\""
    }
}
