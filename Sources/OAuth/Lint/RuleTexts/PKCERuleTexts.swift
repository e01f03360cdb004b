extension Rule {
    static let pkceRules = [
        pkceMissing, pkcePlain, pkceMethodMissing, pkceChallengeMissing, pkceMethodUnsupported, challengeLength,
        challengePadded, challengeNotBase64URL, challengeNoncanonical, challengeMismatch, pkcePublishedExample,
        verifierLength, verifierCharset, verifierLowEntropy,
    ]

    private static let requests: LintSubjects = [.request, .tokenRequest]

    private static let pkceMissing = Rule(
        .pkceMissing, .pkce, .request, [.error, .warning],
        summary: "Neither code_challenge nor code_challenge_method has a value: an error if the provider requires "
            + "PKCE, otherwise a warning.",
        explanation: "Anyone who sees the code on its way back can exchange it for a token.",
        advice: "Use S256.",
        reference: "RFC 7636 §4.4.1; RFC 8252 §6, §8.1; RFC 9700 §2.1.1",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=&code_challenge_method=")

    private static let pkcePlain = Rule(
        .pkcePlain, .pkce, .request, [.warning],
        summary: "code_challenge_method is plain, and the provider offers it.",
        explanation: "The challenge is the verifier itself: anyone who sees the URL can redeem the code.",
        advice: "Use S256.",
        reference: "RFC 7636 §4.2, §7.2; RFC 9700 §2.1.1",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk&code_challenge_method=plain")

    private static let pkceMethodMissing = Rule(
        .pkceMethodMissing, .pkce, .request, [.error, .warning],
        summary: "There is a challenge but no method; an error if the challenge is the known verifier's hash.",
        explanation: "Without a method, the server uses the challenge as the verifier itself: a hashed challenge then "
            + "fails at the exchange.",
        advice: "Add code_challenge_method=S256.",
        reference: "RFC 7636 §4.3",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=")

    private static let pkceChallengeMissing = Rule(
        .pkceChallengeMissing, .pkce, .request, [.error],
        summary: "There is a method but no challenge.",
        explanation: "Servers ignore such a method, so PKCE is off without a warning.",
        advice: "Add the challenge.",
        reference: "RFC 7636 §4.3",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=&code_challenge_method=S256")

    private static let pkceMethodUnsupported = Rule(
        .pkceMethodUnsupported, .pkce, .request, [.error],
        summary: "The method is not exactly S256 or plain, or the provider does not offer it.",
        explanation: "Method names are case-sensitive; a server must refuse those it does not know.",
        advice: "Use S256.",
        reference: "RFC 7636 §4.4.1, §6.2",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=s256")

    private static let challengeLength = Rule(
        .challengeLength, .pkce, .request, [.error],
        summary: "With S256 the challenge is base64url, but not 43 characters long.",
        explanation:
            "A SHA-256 hash has 32 bytes, which are 43 characters of base64url. 64 hexadecimal digits are the "
            + "hash in hex, 86 characters are the hex text encoded again, 42 are a cut copy.",
        advice: "Compute it again.",
        reference: "RFC 7636 §4.2, Appendix B",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtof&code_challenge_method=S256")

    private static let challengePadded = Rule(
        .challengePadded, .pkce, .request, [.error],
        summary: "With S256 the challenge ends in =.",
        explanation: "This encoding omits the padding, and many servers refuse it.",
        advice: "Remove it.",
        reference: "RFC 7636 §4.2, Appendix A",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU%3D&code_challenge_method=S256")

    private static let challengeNotBase64URL = Rule(
        .challengeNotBase64URL, .pkce, .request, [.error],
        summary: "With S256 the challenge, without trailing =, has a character other than letters, digits, - and _.",
        explanation: "Plain Base64 has + and / instead. Both have a special meaning in URLs.",
        advice: "Write + as - and / as _, or compute it again.",
        reference: "RFC 7636 §4.2, Appendix A; RFC 4648 §5",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=bENSDtdzSAAT%2FCVWyDkGTiQu5f6CrDz14Y%2FGevYtofU&code_challenge_method=S256")

    private static let challengeNoncanonical = Rule(
        .challengeNoncanonical, .pkce, .request, [.error],
        summary: "With S256 the challenge has 43 characters, but the last one is not in AEIMQUYcgkosw048.",
        explanation: "32 bytes are 256 bits: 42 characters of 6 bits and one of 4, whose last two bits are zero. Any "
            + "other end shows that a character was lost or changed.",
        advice: "Compute it again.",
        reference: "RFC 4648 §3.5",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtof-&code_challenge_method=S256")

    private static let challengeMismatch = Rule(
        .challengeMismatch, .pkce, .request, [.error],
        summary: "The verifier of this run is known, and the challenge is not its S256 hash (or, with plain, "
            + "not the verifier); or an S256 challenge is the verifier itself.",
        explanation: "The exchange fails with invalid_grant, after the user has consented.",
        advice: "Compute it again.",
        reference: "RFC 7636 §4.6",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=0RUEXTBDuu2-gLexrwBandrmjQf2GQVgcMFSRy1Jm4o&code_challenge_method=S256")

    private static let pkcePublishedExample = Rule(
        .pkcePublishedExample, .pkce, requests, [.warning],
        summary: "The challenge or the verifier is that of RFC 7636 Appendix B or of the OAuth 2.1 draft.",
        explanation: "Anyone can look up its verifier.",
        advice: "Generate a new one.",
        reference: "RFC 7636 Appendix B; OAuth 2.1 draft §4.1",
        good: "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256",
        bad: "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256")

    private static let verifierLength = Rule(
        .verifierLength, .pkce, requests, [.error],
        summary: "The verifier, or a plain challenge, is not 43 to 128 characters long.",
        explanation: "Shorter ones can be guessed; servers refuse both.",
        advice: "Generate a new one.",
        reference: "RFC 7636 §4.1",
        good: "code_challenge=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk&code_challenge_method=plain",
        bad: "code_challenge=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPP&code_challenge_method=plain")

    private static let verifierCharset = Rule(
        .verifierCharset, .pkce, requests, [.error],
        summary: "The verifier, or a plain challenge, has a character other than letters, digits, -, ., _ and ~.",
        explanation: "Servers refuse it, and encoders treat such characters differently.",
        advice: "Generate a new one.",
        reference: "RFC 7636 §4.1",
        good: "code_challenge=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk&code_challenge_method=plain",
        bad: "code_challenge=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk%21&code_challenge_method=plain")

    private static let verifierLowEntropy = Rule(
        .verifierLowEntropy, .pkce, requests, [.warning],
        summary:
            "By the frequencies of its characters, the verifier, or a plain challenge, has less than 128 bits, or "
            + "it repeats itself, or has runs like abc or 123.",
        explanation: "The verifier is the secret of the exchange; it must come from a random generator.",
        advice: "Use 32 random bytes as base64url.",
        reference: "RFC 7636 §7.1",
        good: "code_challenge=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk&code_challenge_method=plain",
        bad: "code_challenge=passwordpasswordpasswordpasswordpasswordpassword&code_challenge_method=plain")
}
