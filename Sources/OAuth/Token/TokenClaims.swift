import JSON
import Text

/// The header and the claims of a JSON Web Token (RFC 7519). The signature is not verified, because the keys are not
/// known.
public struct TokenClaims: Equatable, Sendable {
    /// A member of the header or of the claims, as text.
    public struct Claim: Equatable, Sendable {
        public enum Verdict: String, Sendable {
            case right, wrong
            /// The claim was not compared.
            case unchecked
        }

        /// The reason why the value of `exp`, `nbf` or `iat` cannot be a time.
        enum TimeFault: Sendable {
            case notANumber, implausible
        }

        public var name: String
        public var value: String
        /// The result of the comparison in words. Empty when there is none.
        public var remark: String
        public var verdict: Verdict
        /// Nil for other claims, and if the value can be a time.
        var timeFault: TimeFault?

        /// Creates a claim.
        ///
        /// - Parameters:
        ///   - name: The name in the token, such as `aud`.
        ///   - value: The value as text.
        ///   - remark: A remark for the user, or an empty text.
        ///   - verdict: The result of the comparison with the request.
        public init(name: String, value: String, remark: String = "", verdict: Verdict = .unchecked) {
            self.name = name
            self.value = value
            self.remark = remark
            self.verdict = verdict
        }
    }

    /// The values that the claims are compared with.
    public struct Expectation: Sendable {
        /// The issuer (RFC 8414 §2), or nil when it is not known.
        public var issuer: String?
        /// The client's id for an ID token (OpenID Connect Core 1.0 §2), or nil when any audience may be right.
        public var audience: String?
        /// The nonce that was sent, or nil when none was.
        public var nonce: String?
        /// The time in seconds since 1970, or nil when it is not known.
        public var now: Int?
        /// Whether the request is known. Only then can a token have a nonce that was not sent.
        var knowsNonce = true

        /// Creates the expectations for a token whose request is not known.
        init(issuer: String? = nil, audience: String? = nil, now: Int? = nil) {
            self.issuer = issuer
            self.audience = audience
            self.now = now
            knowsNonce = false
        }

        /// Creates an expectation.
        ///
        /// - Parameters:
        ///   - issuer: The provider's issuer, or nil when it is not known.
        ///   - audience: The value that `aud` must have, or nil when it is not known.
        ///   - nonce: The `nonce` of the request, or nil when none was sent.
        ///   - now: The time, in seconds since 1970, or nil when it is not known.
        public init(issuer: String?, audience: String?, nonce: String?, now: Int?) {
            self.issuer = issuer
            self.audience = audience
            self.nonce = nonce
            self.now = now
        }
    }

    public var header: [Claim]
    public var claims: [Claim]

    /// Creates claims that were compared elsewhere.
    package init(header: [Claim], claims: [Claim]) {
        self.header = header
        self.claims = claims
    }

    private static let limits = JSONLimits(octets: 65_536, depth: 16)
    private static let mostClaims = 100

    /// Reads the claims of a token.
    ///
    /// - Parameters:
    ///   - token: The token.
    ///   - expectation: The values of the request to compare with.
    /// - Returns: Nil if the token is not a JWT in the compact form (RFC 7515 §3.1). Most access tokens are not.
    public init?(_ token: Secret, comparedWith expectation: Expectation) {
        let parts = token.withOctets { octets in
            octets.split(separator: ascii("."), omittingEmptySubsequences: false).map { Array($0) }
        }
        guard parts.count == 3, let header = Self.members(of: parts[0]), let claims = Self.members(of: parts[1]),
            header.contains(where: { $0.name == "alg" })
        else { return nil }
        self.header = header.map { Claim(name: $0.name, value: Self.text(of: $0.value)) }
        self.claims = claims.map { Self.claim($0, expectation) }
        if let nonce = expectation.nonce, !claims.contains(where: { $0.name == "nonce" }) {
            self.claims.append(
                Claim(name: "nonce", value: "", remark: "missing: \(nonce) was sent", verdict: .wrong))
        }
    }

    /// Why a text that looks like a token cannot be read, as the end of a sentence; nil if it does not look like one.
    static func fault(of text: Octets) -> String? {
        let parts = text.split(separator: ascii("."), omittingEmptySubsequences: false).map { Array($0) }
        guard text.allSatisfy({ $0.isBase64URL || $0 == ascii(".") }),
            parts.contains(where: { $0.starts(with: "eyJ".utf8) }) || parts.count > 1 && json(parts[0]) != nil
        else { return nil }
        guard parts.count != 5 else { return "it is an encrypted token (JWE), which cannot be read without its key" }
        guard parts.count == 3 else {
            return "it looks like a JSON Web Token, but has \(parts.count.counted("part")) instead of 3: copy all of it"
        }
        for (name, part) in [("header", parts[0]), ("payload", parts[1])] {
            let start = "the \(name) of this JSON Web Token"
            guard Base64URL.decode(part) != nil else { return "\(start) is not Base64url: copy all of the token" }
            guard let value = json(part) else { return "\(start) is not valid JSON: copy all of the token" }
            guard case .object = value else { return "\(start) is not a JSON object" }
            if members(of: part) == nil { return "\(start) has a name twice" }
            if name == "header", value["alg"] == nil { return "\(start) has no alg" }
        }
        return nil
    }

    /// The JSON of a part, which may have repeated names.
    private static func json(_ part: [UInt8]) -> JSONValue? {
        let limits = JSONLimits(octets: limits.octets, depth: limits.depth, allowsRepeatedNames: true)
        return Base64URL.decode(part).flatMap { try? JSONValue(reading: $0, limits: limits) }
    }

    private static func members(of part: [UInt8]) -> [JSONValue.Member]? {
        guard let octets = Base64URL.decode(part), let value = try? JSONValue(reading: octets, limits: limits),
            case .object(let members) = value
        else { return nil }
        return Array(members.prefix(mostClaims))
    }

    /// A text as it is, any other value as JSON.
    static func text(of value: JSONValue) -> String {
        if case .string(let text) = value { text } else { JSONWriter.text(value, style: .line) }
    }

    private static let secondsOfYear = 31_557_600
    /// A time further away is a mistake, such as milliseconds in place of seconds.
    private static let mostSeconds = 50 * secondsOfYear
    /// The largest accepted difference between two clocks, in seconds.
    private static let clockSkew = 300

    private static func claim(_ member: JSONValue.Member, _ expectation: Expectation) -> Claim {
        var claim = Claim(name: member.name, value: text(of: member.value))
        func check(_ isRight: Bool?, _ right: String, _ wrong: String) {
            guard let isRight else { return }
            claim.remark = isRight ? right : wrong
            claim.verdict = isRight ? .right : .wrong
        }
        switch member.name {
        case "iss":
            check(
                expectation.issuer.map { claim.value.hasSameOctets(as: $0) }, "the provider's issuer",
                "the provider's issuer is \(expectation.issuer ?? "")")
        case "aud":
            let audiences: [JSONValue] = if case .array(let list) = member.value { list } else { [member.value] }
            check(
                expectation.audience.map { audiences.contains(.string($0)) }, "the client",
                "the client is \(expectation.audience ?? "")")
        case "nonce":
            guard expectation.knowsNonce else { break }
            check(
                claim.value.hasSameOctets(as: expectation.nonce ?? ""), "the one that was sent",
                expectation.nonce.map { "\($0) was sent" } ?? "none was sent")
        case "exp", "nbf", "iat":
            // RFC 7519 §2: a number of seconds, which may have decimals.
            guard case .number(let number) = member.value,
                let time = WholeNumber.reading(number.text)
                    ?? WholeNumber.reading(String(number.text.prefix { $0 != "." }))
            else {
                check(false, "", "not a number of seconds since 1970")
                claim.timeFault = .notANumber
                break
            }
            guard let now = expectation.now else { break }
            let seconds = time - now
            if abs(seconds) > mostSeconds {
                check(false, "", "\(abs(seconds) / secondsOfYear) years \(seconds > 0 ? "ahead" : "ago")")
                claim.timeFault = .implausible
            } else if claim.name == "exp" {
                check(seconds > 0, "in \(seconds.duration)", "\((-seconds).duration) ago")
            } else if seconds > clockSkew {
                check(false, "", "in \(seconds.duration)")
            }
        default: break
        }
        return claim
    }
}
