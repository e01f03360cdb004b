import JSON
import Text

/// Messages for which the linter has no rules: replies, challenges and tokens.
extension Inspector {
    // MARK: Token replies

    func tokenReply(_ message: PastedMessage, _ secrets: inout SecretList) -> Inspection {
        let body = Array((message.content.replyBody ?? "").utf8)
        var rows = InspectionRows()
        if let status = message.content.status { rows.append(.field, "status", String(status)) }
        for member in Self.members(of: body) {
            rows.append(
                .body, member.name, member.value, isSecret: Redaction.hides(parameter: member.name),
                remark: Self.remark(on: member))
        }
        secrets.append(rows.secrets)
        var findings = RemarkList()
        do {
            let status = message.content.status ?? (rows.rows.contains { $0.name == "error" } ? 400 : 200)
            switch try TokenReply(status: status, body: body) {
            case .granted(let response):
                for notice in response.notices {
                    findings.append(.warning, notice.parameter, notice.text, reference: "RFC 6749 §5.1")
                }
            case .refused(let refusal):
                findings.append(
                    .error, "error", Wording.sentence(refusal.message), advice: "", reference: "RFC 6749 §5.2")
            }
        } catch {
            findings.append(.error, "body", error.message, reference: "RFC 6749 §5.1")
        }
        return inspection(message, .tokenReply, rows, findings)
    }

    /// Returns the members of a JSON object, or the fields of a form, as text.
    private static func members(of body: [UInt8]) -> [Parameter] {
        let limits = JSONLimits(octets: TokenReply.largestBody, allowsRepeatedNames: true)
        if case .object(let members)? = try? JSONValue(reading: body, limits: limits) {
            return members.prefix(most).map { Parameter($0.name, TokenClaims.text(of: $0.value)) }
        }
        guard body.count <= TokenReply.largestBody, body.first != ascii("<") else { return [] }
        let text = body[...].trimmed
        // A name with other signs is a part of another text, such as a URL.
        let pieces = Array(QueryPieces(text)).filter { piece in
            // The signs at the end of Base64 are not a value.
            text[piece.value].contains { $0 != ascii("=") }
                && text[piece.name].allSatisfy { $0.isUnreserved || $0 == ascii("%") }
        }
        return pieces.prefix(most).map { piece in
            Parameter(PercentCoding.decode(text[piece.name]), PercentCoding.decode(text[piece.value]))
        }
    }

    private static let most = 500

    private static func remark(on member: Parameter) -> String {
        guard Redaction.hides(parameter: member.name) else { return "" }
        return TokenClaims(Secret(member.value), comparedWith: .init()) == nil ? "" : "a JSON Web Token"
    }

    // MARK: WWW-Authenticate

    func challenge(_ message: PastedMessage) -> Inspection {
        let read = AuthenticateChallenges(Array((message.content.challenge ?? "").utf8)[...])
        var rows = InspectionRows()
        var findings = RemarkList()
        if let status = message.content.status { rows.append(.field, "status", String(status)) }
        for challenge in read.challenges {
            rows.append(.field, "scheme", challenge.scheme)
            if let token = challenge.token { rows.append(.field, "token68", token, isSecret: true) }
            for parameter in challenge.parameters {
                let isSecret = Redaction.hides(parameter: parameter.name)
                rows.append(.field, parameter.name, parameter.value, isSecret: isSecret)
            }
            findings.append(challenge)
        }
        if let fault = read.fault {
            findings.append(.error, "WWW-Authenticate", fault, reference: "RFC 9110 §11.6.1")
        } else if read.challenges.isEmpty {
            findings.append(
                .error, "WWW-Authenticate", "The field names no scheme, such as Bearer.", reference: "RFC 9110 §11.6.1")
        }
        return inspection(message, .challenge, rows, findings)
    }

    // MARK: JSON Web Tokens

    func token(_ message: PastedMessage) -> Inspection {
        var rows = InspectionRows()
        var findings = RemarkList()
        let expectation = TokenClaims.Expectation(
            issuer: context.issuer, audience: nil, now: now)
        guard let token = message.content.token, let claims = TokenClaims(token, comparedWith: expectation) else {
            findings.append(
                .error, "jwt",
                "The text is not a JSON Web Token: three parts of Base64url, of which the first two are "
                    + "JSON.", reference: "RFC 7519 §3")
            return inspection(message, .jwt, rows, findings)
        }
        for claim in claims.header { rows.append(.field, claim.name, claim.value) }
        for claim in claims.claims { rows.append(.claim, claim.name, claim.value, remark: claim.remark) }
        rows.append(.body, "signature", String(repeating: "x", count: token.signatureCount), isSecret: true)
        findings.append(claims)
        return inspection(message, .jwt, rows, findings)
    }

    private func inspection(
        _ message: PastedMessage, _ kind: PastedMessage.Kind, _ rows: InspectionRows, _ findings: RemarkList
    ) -> Inspection {
        var rows = rows.rows
        let sorted = findings.sorted
        for (number, finding) in sorted.enumerated() {
            guard let row = rows.firstIndex(where: { $0.name.hasSameOctets(as: finding.parameter) }) else { continue }
            rows[row].marks.append(Inspection.Mark(finding: number, range: nil))
        }
        return Inspection(
            form: message.form, kind: kind, kinds: message.kinds, rows: rows, findings: sorted, report: nil)
    }
}

/// The findings about a message for which there are no rules.
struct RemarkList {
    private var list: [Inspection.Finding] = []

    /// Errors first, in the order in which they were found.
    var sorted: [Inspection.Finding] {
        Severity.allCases.sorted(by: >).flatMap { severity in list.filter { $0.severity == severity } }
    }

    mutating func append(
        _ severity: Severity, _ parameter: String, _ message: String, advice: String = "", reference: String
    ) {
        list.append(
            Inspection.Finding(
                severity: severity, rule: nil, parameter: parameter, message: message,
                advice: advice, reference: reference, fix: nil))
    }

    // MARK: Challenges

    private static let quotableNames = ["error", "error_description", "scope", "realm", "resource_metadata"]

    mutating func append(_ challenge: AuthenticateChallenges.Challenge) {
        let parameters = challenge.parameters
        for (index, parameter) in parameters.enumerated() {
            let isRepeated = parameters[..<index].contains { $0.name.lowercased() == parameter.name.lowercased() }
            guard isRepeated else { continue }
            append(
                .error, parameter.name, "\(parameter.name) occurs twice; a parameter can occur only once.",
                advice: "Keep one", reference: "RFC 9110 §11.2")
        }
        let isToken = ["bearer", "dpop"].contains(challenge.scheme.lowercased())
        guard isToken else { return }
        let scope = parameters.firstValue(of: "scope")
        switch parameters.firstValue(of: "error") {
        case "invalid_token"?:
            append(
                .error, "error", "The access token is expired, revoked or not for this server.",
                advice: "Get a new token: use the refresh token, or authorize again",
                reference: "RFC 6750 §3.1")
        case "insufficient_scope"?:
            append(
                .error, "error", "The access token lacks a scope that the call needs.",
                advice: scope.map { "Authorize again with \($0)" }
                    ?? "Find the scopes of the call, and authorize again",
                reference: "RFC 6750 §3.1")
        case "invalid_request"?:
            append(
                .error, "error",
                "The call is malformed: a parameter is missing, repeated or not supported, or the "
                    + "token was sent in two ways.", advice: "Send the token once, in the Authorization field",
                reference: "RFC 6750 §3.1")
        case "use_dpop_nonce"?:
            append(
                .warning, "error", "The server requires its nonce in the proof.",
                advice: "Send the call again with the DPoP-Nonce of the response", reference: "RFC 9449 §9")
        case "invalid_dpop_proof"?:
            append(
                .error, "error", "The proof of possession does not match the call or the token.",
                advice: "Check htm, htu, iat and ath of the proof", reference: "RFC 9449 §7.1")
        case let error?:
            append(
                .warning, "error", "The error code \(error) is not registered for \(challenge.scheme).",
                advice: "See the documentation of the API", reference: "RFC 6750 §3.1, §6.2")
        case nil:
            append(
                .info, "scheme", "There is no error code, so the call had no token.",
                advice: "Send Authorization: \(challenge.scheme) and the access token", reference: "RFC 6750 §3.1")
        }
        if let scope, scope.utf8.contains(where: { !$0.isErrorText }) {
            append(
                .warning, "scope", "scope has characters that are not allowed.", reference: "RFC 6750 §3")
        }
    }

    // MARK: Tokens

    /// RFC 7518 §3.1, RFC 8037 §3.1, RFC 8812 §3.2, RFC 9864 §2.
    private static let algorithms: Set<String> = [
        "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
        "ES256K", "EdDSA", "Ed25519", "Ed448",
    ]

    mutating func append(_ claims: TokenClaims) {
        let algorithm = claims.header.first { $0.name == "alg" }?.value ?? ""
        if algorithm.lowercased() == "none" {
            append(
                .error, "alg", "The token is not signed: anyone can write one like it.", advice: "Refuse it",
                reference: "RFC 8725 §3.2")
        } else if !Self.algorithms.contains(algorithm) {
            append(
                .error, "alg", "alg is not a registered way to sign a token.",
                advice: "RS256, ES256 and EdDSA are usual; upper and lower case count", reference: "RFC 7518 §3.1")
        }
        for claim in claims.claims where claim.verdict == .wrong {
            if ["exp", "nbf", "iat"].contains(claim.name) {
                append(aboutTime: claim)
            } else {
                append(
                    .error, claim.name, "Unexpected \(claim.name): \(claim.remark).",
                    advice: "Refuse the token, or choose the provider that it is from", reference: "RFC 7519 §4.1")
            }
        }
        let names = Set(claims.claims.map(\.name))
        for name in ["iss", "exp"] where !names.contains(name) {
            append(
                .warning, "jwt", "The token has no \(name) claim.", advice: "A server should set it",
                reference: name == "iss" ? "RFC 7519 §4.1.1" : "RFC 7519 §4.1.4")
        }
        append(
            .info, "signature", "The signature was not checked: the keys of the issuer are not known here.",
            reference: "RFC 7515 §5.2")
    }

    private mutating func append(aboutTime claim: TokenClaims.Claim) {
        let reference =
            claim.name == "exp" ? "RFC 7519 §4.1.4" : claim.name == "nbf" ? "RFC 7519 §4.1.5" : "RFC 7519 §4.1.6"
        if let fault = claim.timeFault {
            let advice =
                switch fault {
                case .notANumber: "Write whole seconds, without quotation marks"
                case .implausible: "Count in seconds since 1970, not milliseconds"
                }
            append(.error, claim.name, "\(claim.name) is \(claim.remark).", advice: advice, reference: reference)
        } else if claim.name == "exp" {
            append(.error, "exp", "The token expired \(claim.remark).", advice: "Get a new one", reference: reference)
        } else {
            append(
                .warning, claim.name, "\(claim.name) is later than now: \(claim.remark).",
                advice: "Compare the clocks of both machines", reference: reference)
        }
    }
}

extension TokenNotice {
    /// The member of the reply that the notice is about.
    fileprivate var parameter: String {
        switch self {
        case .byteOrderMark, .formEncoded: "body"
        case .lifetimeAsText, .lifetimeAsDecimal, .unusableLifetime: "expires_in"
        case .noTokenType: "token_type"
        case .unusableRefreshToken: "refresh_token"
        case .scopeWithCommas, .scopeAsArray, .scopeWithOtherCharacters, .unreadableScope: "scope"
        }
    }
}

extension Secret {
    /// The octets of the last part of a token.
    fileprivate var signatureCount: Int {
        withOctets { octets in octets.count - ((octets.lastIndex(of: ascii(".")) ?? -1) + 1) }
    }
}
