extension Rule {
    static let stateRules = [
        stateMissing, stateCharset, stateLowEntropy, stateSensitive, stateIsVerifier, valueReused,
    ]

    private static let stateMissing = Rule(
        .stateMissing, .state, .request, [.warning],
        summary: "state has no value, and there is no request object.",
        explanation: "An attacker can send the answer to another request, and the app cannot tell the difference.",
        advice: "Generate 32 random bytes.",
        reference: "RFC 6749 §10.12; RFC 8252 §8.9; RFC 9700 §2.1, §4.7.1",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "state=")

    private static let stateCharset = Rule(
        .stateCharset, .state, .request, [.error],
        summary: "state has a character outside U+0020–007E.",
        explanation: "Such a value is returned changed or not at all, so the comparison fails.",
        advice: "Use base64url.",
        reference: "RFC 6749 Appendix A.5",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "state=dObT5xOcWLK2VpxskBNECg%C3%A9")

    private static let stateLowEntropy = Rule(
        .stateLowEntropy, .state, .request, [.warning],
        summary:
            "By the frequencies of its characters, state has less than 64 bits, or it repeats itself, or has runs "
            + "like abc or 123.",
        explanation: "A state that can be guessed does not protect.",
        advice: "Generate a new one.",
        reference: "RFC 6749 §10.10, §10.12",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "state=abcdabcdabcdabcdabcdabcdabcdabcd")

    private static let stateSensitive = Rule(
        .stateSensitive, .state, .request, [.warning],
        summary: "state has an e-mail address or ://, or is text in braces.",
        explanation: "The provider sees the value, and it ends up in histories and logs.",
        advice: "Keep the data local and send a random handle.",
        reference: "RFC 6749 §10.8; RFC 9700 §4.7.1",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "state=https%3A%2F%2Fapp.example.com%2Forders%2F8Xw2")

    private static let stateIsVerifier = Rule(
        .stateIsVerifier, .state, .request, [.error],
        summary: "state or nonce is the code_challenge, or its SHA-256 hash in base64url is.",
        explanation: "The value is the verifier of this run. Anyone who sees the URL can redeem the code, which PKCE "
            + "should prevent.",
        advice: "Generate another one.",
        reference: "RFC 7636 §7.1; RFC 9700 §2.1.1",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "state=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk")

    private static let valueReused = Rule(
        .valueReused, .state, [.request, .response, .tokenRequest], [.error, .warning],
        summary:
            "A value was used in an earlier run. Warning: state, code_challenge or nonce. Error: a code, in answers "
            + "and token requests.",
        explanation:
            "These values bind an answer to one attempt. If they are reused, an old answer fits a new attempt.",
        advice: "Generate a new one.",
        reference: "RFC 9700 §2.1, §2.1.1; RFC 6749 §4.1.2",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "state=tjs2_d1FlDyutWEXEor3Yg")
}
