import Text

/// Group G: PKCE, in the order of `docs/lint-model.md`.
extension LintRun {
    func checkPKCE() {
        checkPublishedExample()
        guard reading.has(.codeChallenge) else {
            checkAbsentChallenge()
            return
        }
        let challenge = reading.checked(.codeChallenge)
        guard reading.has(.codeChallengeMethod) else {
            if checkAbsentMethod(challenge), let challenge {
                checkPlain(challenge, fix: namedHash(challenge) ?? freshChallenge)
            }
            return
        }
        guard let method = reading.checked(.codeChallengeMethod) else { return }
        let name = reading.value(of: method)
        let isOffered = context.challengeMethods.contains { name.equals($0) }
        switch ChallengeMethod(rawValue: String(octets: name)) {
        case .s256? where isOffered && name.equals("S256"):
            if let verifier = context.verifier {
                checkVerifier(Array(verifier.utf8)[...], .codeVerifier, fix: freshChallenge) { _ in nil }
            }
            if let challenge { checkS256(challenge) }
        case .plain? where isOffered && name.equals("plain"):
            report(
                .pkcePlain, .warning, .codeChallengeMethod, at: method.piece.value,
                "plain shows the verifier to everyone who sees this URL.", advice: "Use S256",
                fix: newChallenge.flatMap { $0.renewsVerifier ? nil : $0 })
            if let challenge { checkPlain(challenge, fix: freshChallenge) }
        default:
            report(
                .pkceMethodUnsupported, .error, .codeChallengeMethod, at: method.piece.value,
                "The method must be \(Wording.list(context.challengeMethods, "or")); this says \(String(octets: name)).",
                advice: "Use S256", fix: correctedMethod(name, challenge) ?? newChallenge)
        }
    }

    // MARK: Fixes

    /// A fix that uses S256 with the verifier of this run if it is valid, otherwise with a new one; nil if the server
    /// does not support S256.
    var newChallenge: Fix? {
        guard offersS256 else { return nil }
        guard let text = context.verifier, let verifier = try? CodeVerifier(text),
            !Guessability(Array(text.utf8)[...]).isWeak(below: 128), !PublishedExample.holds(text.utf8),
            let challenge = expectations.challenge, !context.used.challenges.contains(challenge)
        else { return .useS256(nil) }
        return .useS256(verifier)
    }

    /// A fix that uses S256 with a new verifier.
    var freshChallenge: Fix? { offersS256 ? .useS256(nil) : nil }

    private var offersS256: Bool { context.challengeMethods.contains { $0.hasSameOctets(as: "S256") } }

    /// Returns a fix that corrects a misspelt method, such as `s256` or `SHA-256`, or names S256 for a challenge that
    /// is most likely such a hash.
    private func correctedMethod(_ name: Octets, _ challenge: ParameterReading.Pair?) -> Fix? {
        let letters = name.filter { $0.isLetter || $0.isDigit }.map(\.lowercased)
        let isPlain = letters.elementsEqual("plain".utf8)
        if isPlain, !name.equals("plain"), context.challengeMethods.contains("plain") {
            return setting(.codeChallengeMethod, to: "plain", "use plain")
        }
        guard !isPlain, offersS256, let challenge else { return nil }
        let hash = S256Challenge.repaired(reading.value(of: challenge))
        let isExpected = expectations.challenge.map { hash[...].equals($0) } ?? true
        guard S256Challenge.isPossible(hash[...]), isExpected else { return nil }
        return setting(.codeChallengeMethod, to: "S256", "use S256")
    }

    // MARK: Absent parameters

    private func checkAbsentChallenge() {
        if let method = reading[.codeChallengeMethod]?.checked {
            report(
                .pkceChallengeMissing, .error, .codeChallenge, at: reading.pairs[method].piece.range,
                "A method without a challenge switches PKCE off.", advice: "Add the challenge", fix: newChallenge)
        } else if !usesRequestObject {
            report(
                .pkceMissing, context.requiresPKCE ? .error : .warning, .codeChallenge,
                "No PKCE: anyone who sees the code can redeem it.", advice: "Use S256", fix: newChallenge)
        }
    }

    /// Returns false if nothing more can be checked.
    private func checkAbsentMethod(_ challenge: ParameterReading.Pair?) -> Bool {
        let value = challenge.map { reading.value(of: $0) }
        let isHash = expectations.challenge.map { value?.equals($0) ?? false } ?? false
        report(
            .pkceMethodMissing, isHash ? .error : .warning, .codeChallengeMethod, at: challenge?.piece.range,
            "Without a method the server assumes plain"
                + (isHash ? " and will compare the verifier with its own hash: the exchange must fail." : "."),
            advice: "Add code_challenge_method=S256", fix: challenge.flatMap { namedHash($0) } ?? newChallenge)
        return !isHash
    }

    /// Returns a fix for a challenge without a method. Without the verifier the method is not certain. A challenge in
    /// the form of a hash, even if padded or in plain Base64, most likely is one: it stays, and its method is added.
    private func namedHash(_ challenge: ParameterReading.Pair) -> Fix? {
        let hash = S256Challenge.repaired(reading.value(of: challenge))
        guard context.verifier == nil, offersS256, S256Challenge.isPossible(hash[...]) else { return nil }
        return .nameS256(challenge: String(octets: hash))
    }

    // MARK: Values

    /// Checks the rules for a verifier. With `plain`, the verifier is the challenge itself (RFC 7636 §4.1).
    func checkVerifier(
        _ verifier: Octets, _ parameter: KnownParameter, fix: Fix?, place: (Range<Int>) -> Range<Int>?
    ) {
        let count = UTF8Scanner.scalarCount(verifier)
        let whole = place(verifier.indices)
        if !(43...128).contains(count) {
            report(
                .verifierLength, .error, parameter, at: whole,
                "A verifier has 43 to 128 characters, this has \(count).",
                advice: "Generate a new one", fix: fix)
        }
        if let index = verifier.firstIndex(where: { !$0.isUnreserved }),
            let scalar = UTF8Scanner.scalar(in: verifier, at: index)
        {
            report(
                .verifierCharset, .error, parameter, at: place(index..<index + scalar.length),
                "\(Wording.character(scalar.value)) is not allowed in a verifier.", advice: "Generate a new one",
                fix: fix)
        }
        if Guessability(verifier).isWeak(below: 128) {
            report(
                .verifierLowEntropy, .warning, parameter, at: whole, "The verifier is easy to guess.",
                advice: "Use 32 random bytes as base64url", fix: fix)
        }
    }

    private func checkPlain(_ pair: ParameterReading.Pair, fix: Fix?) {
        let value = reading.value(of: pair)
        checkVerifier(value, .codeChallenge, fix: fix) { reading.rawRange(of: $0, in: pair) }
        if let verifier = context.verifier, !value.equals(verifier) { reportMismatch(pair) }
    }

    private func reportMismatch(_ pair: ParameterReading.Pair, _ reason: String = ".") {
        // RFC 7636 §4.6
        report(
            .challengeMismatch, .error, .codeChallenge, at: pair.piece.value,
            "The challenge does not belong to this run's verifier" + reason, advice: "Compute it again",
            fix: newChallenge)
    }

    private func checkS256(_ pair: ParameterReading.Pair) {
        var value = reading.value(of: pair)
        if let verifier = context.verifier, value.equals(verifier) {
            reportMismatch(pair, ": it is the verifier itself.")
            return
        }
        if value.last == ascii("=") {
            report(
                .challengePadded, .error, .codeChallenge, at: pair.piece.value, "The = padding must be removed.",
                advice: "Strip it", fix: repairedChallenge(value, "strip the padding"))
            while value.last == ascii("=") { value = value.dropLast() }
        }
        if let index = value.firstIndex(where: { !$0.isBase64URL }),
            let scalar = UTF8Scanner.scalar(in: value, at: index)
        {
            let isStandard = value.contains(ascii("+")) || value.contains(ascii("/"))
            report(
                .challengeNotBase64URL, .error, .codeChallenge,
                at: reading.rawRange(of: index..<index + scalar.length, in: pair),
                "The challenge is not base64url: "
                    + (isStandard ? "+ and / belong to plain Base64." : "it holds \(Wording.character(scalar.value))."),
                advice: "Write + as - and / as _, or compute it again",
                fix: repairedChallenge(value, "turn it into base64url"))
        } else if value.count != S256Challenge.length {
            report(
                .challengeLength, .error, .codeChallenge, at: pair.piece.value,
                "An S256 challenge has exactly 43 characters, this has \(value.count)\(S256Challenge.guess(value)).",
                advice: "Compute it again", fix: newChallenge)
        } else if !S256Challenge.isPossible(value) {
            report(
                .challengeNoncanonical, .error, .codeChallenge, at: pair.piece.value,
                "No 32-byte hash ends in \(String(octets: value.suffix(1))): a character was lost or changed.",
                advice: "Compute it again", fix: newChallenge)
        } else if let expected = expectations.challenge, !value.equals(expected) {
            reportMismatch(pair)
        }
    }

    /// Returns a fix with the challenge in base64url without padding, if that makes it valid; otherwise with a new
    /// challenge.
    private func repairedChallenge(_ value: Octets, _ label: String) -> Fix? {
        let repaired = S256Challenge.repaired(value)
        let isExpected = expectations.challenge.map { repaired[...].equals($0) } ?? true
        guard S256Challenge.isPossible(repaired[...]), isExpected else { return newChallenge }
        return setting(.codeChallenge, to: String(octets: repaired), label)
    }

    private func checkPublishedExample() {
        guard let pair = reading.checked(.codeChallenge) else { return }
        let isPublished =
            PublishedExample.holds(reading.value(of: pair))
            || context.verifier.map { PublishedExample.holds($0.utf8) } ?? false
        guard isPublished else { return }
        report(
            .pkcePublishedExample, .warning, .codeChallenge, at: pair.piece.value,
            "This is the published example; its verifier is public.", advice: "Generate a new one", fix: freshChallenge)
    }
}

/// The form of an S256 challenge (RFC 7636 §4.2).
enum S256Challenge {
    static let length = 43

    /// Whether the value is 43 characters of base64url whose last one has two zero bits (RFC 4648 §3.5).
    static func isPossible(_ value: Octets) -> Bool {
        guard value.count == length, value.allSatisfy(\.isBase64URL), let last = value.last else { return false }
        return "AEIMQUYcgkosw048".utf8.contains(last)
    }

    /// Returns the value in the base64url alphabet, without padding.
    static func repaired(_ value: Octets) -> [UInt8] {
        var repaired = value.map { $0 == ascii("+") ? ascii("-") : $0 == ascii("/") ? ascii("_") : $0 }
        while repaired.last == ascii("=") { repaired.removeLast() }
        return repaired
    }

    /// Returns the likely meaning of a challenge with another length.
    static func guess(_ value: Octets) -> String {
        switch value.count {
        case 64 where value.allSatisfy(\.isHexDigit): ": it is the hash in hex"
        case 86: ": it is the hex text in base64url"
        case 42: ": one was cut off"
        default: ""
        }
    }
}

/// Pairs of verifier and challenge that are published.
enum PublishedExample {
    private static let values = [
        // RFC 7636 Appendix B
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        // OAuth 2.1 draft §4.1.1, §4.1.3
        "3641a2d12d66101249cdf7a79c000c1f8c05d2aafcf14bf146497bed", "6fdkQaPm51l13DSukcAH3Mdx7_ntecHYd1vi3n0hMZY",
    ]

    static func holds(_ value: some Collection<UInt8>) -> Bool {
        values.contains { $0.utf8.elementsEqual(value) }
    }
}
