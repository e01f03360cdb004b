import JSON

extension TokenReply {
    /// The largest body that is read, in octets.
    public static let largestBody = 65_536

    /// Reads a reply.
    ///
    /// - Parameters:
    ///   - status: of HTTP. Some servers refuse with 200, so the body decides; a 3xx is never read.
    ///   - body: as received; it is not kept.
    /// - Throws: when it is neither a token nor a refusal within the limits.
    public init(status: Int, body: [UInt8]) throws(TokenReplyProblem) {
        guard !(300..<400).contains(status) else { throw .redirected(status: status) }
        guard body.count <= Self.largestBody else { throw .tooLarge }
        let object: ReplyObject
        do {
            object = ReplyObject(try JSONValue(reading: body, limits: JSONLimits(octets: Self.largestBody, depth: 16)))
        } catch {
            throw Self.problem(of: status) ?? .notJSON(line: error.line, column: error.column)
        }
        let hasToken = object.has("access_token")
        guard !hasToken || !object.has("error") else { throw .contradictory }
        if object.has("error") {
            self = .refused(try TokenRefusal(object))
            return
        }
        if let problem = Self.problem(of: status) { throw problem }
        guard object.isObject else { throw .notJSON(line: 1, column: 1) }
        self = .granted(try TokenResponse(object))
    }

    /// RFC 6749 §5.1: 200 grants; §5.2: 400 and 401 refuse, and must say why.
    private static func problem(of status: Int) -> TokenReplyProblem? {
        switch status {
        case 200..<300: nil
        case 500...: .serverFailed(status: status)
        default: .unexpectedStatus(status)
        }
    }
}

extension TokenResponse {
    fileprivate init(_ object: ReplyObject) throws(TokenReplyProblem) {
        guard let accessToken = try object.token("access_token") else { throw .missing("access_token") }
        guard let tokenType = try object.text("token_type", allows: \.isVisible) else { throw .missing("token_type") }
        // RFC 6749 §5.1: the value is case-insensitive.
        guard tokenType.utf8.lazy.map(\.lowercased).elementsEqual("bearer".utf8) else { throw .unknownTokenType }
        self.accessToken = accessToken
        self.tokenType = tokenType
        expiresIn = try object.seconds("expires_in")
        refreshToken = try object.token("refresh_token")
        // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ), with spaces between.
        scope = try object.text("scope", allows: \.isErrorText, mayBeEmpty: true)
    }
}

extension TokenRefusal {
    fileprivate init(_ object: ReplyObject) throws(TokenReplyProblem) {
        guard let code = try object.text("error", allows: \.isErrorText) else { throw .missing("error") }
        self.code = code
        // Texts for people: whatever they hold, it does not change what the reply means.
        description = object.anyText("error_description")
        uri = object.anyText("error_uri")
    }
}

/// The members of a reply. A null counts as absent; unknown members are ignored (RFC 6749 §5.1).
private struct ReplyObject {
    private static let longestToken = 4_096
    private static let greatestLifetime = 1 << 31

    private let value: JSONValue

    init(_ value: JSONValue) {
        self.value = value
    }

    var isObject: Bool { if case .object = value { true } else { false } }

    private func member(_ name: String) -> JSONValue? {
        guard let member = value[name], member != .null else { return nil }
        return member
    }

    func has(_ name: String) -> Bool { member(name) != nil }

    func anyText(_ name: String) -> String? {
        if case .string(let text)? = member(name), !text.isEmpty { text } else { nil }
    }

    func text(
        _ name: String, allows: (UInt8) -> Bool, mayBeEmpty: Bool = false
    ) throws(TokenReplyProblem) -> String? {
        guard let member = member(name) else { return nil }
        guard case .string(let text) = member, mayBeEmpty || !text.isEmpty, text.utf8.allSatisfy(allows) else {
            throw .malformed(name)
        }
        return text
    }

    /// RFC 6749 Appendix A.12, A.17: 1*VSCHAR.
    func token(_ name: String) throws(TokenReplyProblem) -> Secret? {
        guard let text = try text(name, allows: \.isVisible) else { return nil }
        guard text.utf8.count <= Self.longestToken else { throw .malformed(name) }
        return Secret(text)
    }

    func seconds(_ name: String) throws(TokenReplyProblem) -> Int? {
        guard let member = member(name) else { return nil }
        guard case .number(let number) = member, let seconds = number.integer,
            (0...Self.greatestLifetime).contains(seconds)
        else { throw .malformed(name) }
        return seconds
    }
}
