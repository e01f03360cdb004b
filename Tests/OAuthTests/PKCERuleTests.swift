import Testing
import Text

@testable import OAuth

@Suite struct PKCERuleTests {
    private static let known = Sample.context { $0.verifier = Sample.verifier }
    private static let hex = "6c4352 0ed773480013fc2556c839064e242ee5fe82ac3cf5e18fc67af62da1f5".replacing(
        " ", with: "")

    @Test(arguments: [
        Expectation("-code_challenge&-code_challenge_method", "warning pkce-missing code_challenge"),
        Expectation("-code_challenge", "error pkce-challenge-missing code_challenge"),
        Expectation("-code_challenge&code_challenge_method=x", "error pkce-challenge-missing code_challenge"),
        Expectation(
            "-code_challenge&code_challenge_method=%zz", "error pct-malformed code_challenge_method",
            "error pkce-challenge-missing code_challenge"),
        Expectation("-code_challenge_method", "warning pkce-method-missing code_challenge_method"),
        Expectation(
            "code_challenge=short&-code_challenge_method",
            "warning pkce-method-missing code_challenge_method", "error verifier-length code_challenge",
            "warning verifier-low-entropy code_challenge"),
        // Broken values end the checks of themselves only.
        Expectation(
            "code_challenge=%zz&-code_challenge_method", "error pct-malformed code_challenge",
            "warning pkce-method-missing code_challenge_method"),
        Expectation(
            "code_challenge=%zz&code_challenge_method=plain", "error pct-malformed code_challenge",
            "warning pkce-plain code_challenge_method"),
        Expectation("code_challenge=short&code_challenge_method=%zz", "error pct-malformed code_challenge_method"),
        Expectation("code_challenge_method=S512", "error pkce-method-unsupported code_challenge_method"),
        Expectation("code_challenge_method=PLAIN", "error pkce-method-unsupported code_challenge_method"),
        Expectation("code_challenge_method=none", "error pkce-method-unsupported code_challenge_method"),
        Expectation("code_challenge_method=S256%20", "error pkce-method-unsupported code_challenge_method"),
        Expectation("code_challenge=\(Sample.challenge)%3D", "error challenge-padded code_challenge"),
        Expectation("code_challenge=\(Sample.challenge)%3D%3D", "error challenge-padded code_challenge"),
        Expectation(
            "code_challenge=%3D", "error challenge-length code_challenge", "error challenge-padded code_challenge"),
        Expectation("code_challenge=a%3Db", "error challenge-not-base64url code_challenge"),
        Expectation(
            "code_challenge=a%2Eb", "error challenge-not-base64url code_challenge", "info pct-not-canonical url"),
        Expectation("code_challenge=abc", "error challenge-length code_challenge"),
        Expectation("code_challenge=\(hex)", "error challenge-length code_challenge"),
        Expectation(
            "code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofV", "error challenge-noncanonical code_challenge"),
        Expectation("code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofY"),
        Expectation(
            "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "warning pkce-published-example code_challenge"),
        Expectation(
            "code_challenge=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&code_challenge_method=plain",
            "warning pkce-plain code_challenge_method", "warning pkce-published-example code_challenge"),
        Expectation(
            "code_challenge=3641a2d12d66101249cdf7a79c000c1f8c05d2aafcf14bf146497bed&code_challenge_method=x",
            "error pkce-method-unsupported code_challenge_method", "warning pkce-published-example code_challenge"),
    ])
    func checksWithoutTheVerifier(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test(arguments: [
        Expectation(""),
        Expectation("-code_challenge_method", "error pkce-method-missing code_challenge_method"),
        // Only the method is missing: what was sent is the verifier.
        Expectation(
            "code_challenge=\(Sample.verifier)&-code_challenge_method",
            "warning pkce-method-missing code_challenge_method"),
        Expectation(
            "code_challenge=\(Sample.verifier)&code_challenge_method=plain", "warning pkce-plain code_challenge_method"),
        Expectation(
            "code_challenge=\(Sample.challenge)&code_challenge_method=plain",
            "error challenge-mismatch code_challenge", "warning pkce-plain code_challenge_method"),
        Expectation("code_challenge=\(Sample.verifier)", "error challenge-mismatch code_challenge"),
        Expectation(
            "code_challenge=0RUEXTBDuu2-gLexrwBandrmjQf2GQVgcMFSRy1Jm4o", "error challenge-mismatch code_challenge"),
        // The first that applies.
        Expectation(
            "code_challenge=0RUEXTBDuu2-gLexrwBandrmjQf2GQVgcMFSRy1Jm4", "error challenge-length code_challenge"),
        Expectation(
            "code_challenge=0RUEXTBDuu2-gLexrwBandrmjQf2GQVgcMFSRy1Jm4o%3D",
            "error challenge-mismatch code_challenge", "error challenge-padded code_challenge"),
    ])
    func checksWithTheVerifier(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes), Self.known) == expectation.findings)
    }

    @Test(
        arguments: [
            ("a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuVwXyZ-_.~QzW", []),
            ("a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuVwXyZ-_.~Qz", ["error verifier-length"]),
            ("a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuVwXyZ-_.~Qz!", ["error verifier-charset"]),
            ("a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuVwXyZ-_.~Qzé", ["error verifier-charset"]),
            ("", ["error verifier-length", "warning verifier-low-entropy"]),
        ] as [(String, [String])])
    func checksTheVerifierItself(verifier: String, findings: [String]) {
        let context = Sample.context { $0.verifier = verifier }
        let url = Sample.url("code_challenge=\(CodeVerifier.s256(verifier))")
        #expect(Sample.findings(in: url, context) == findings.map { $0 + " code_verifier" })
        var encoded: [UInt8] = []
        PercentCoding.encode(verifier, to: &encoded)
        guard !verifier.isEmpty else { return }
        let plain = Sample.url("code_challenge=\(String(decoding: encoded, as: UTF8.self))&code_challenge_method=plain")
        let expected = findings.map { $0 + " code_challenge" } + ["warning pkce-plain code_challenge_method"]
        #expect(Sample.findings(in: plain) == expected.sorted())
    }

    @Test func followsTheProvidersPolicy() {
        let strict = Sample.context { ($0.requiresPKCE, $0.challengeMethods) = (true, ["S256"]) }
        #expect(
            Sample.findings(in: Sample.url("-code_challenge&-code_challenge_method"), strict) == [
                "error pkce-missing code_challenge"
            ])
        #expect(
            Sample.findings(in: Sample.url("code_challenge_method=plain"), strict)
                == ["error pkce-method-unsupported code_challenge_method"])
        let plainOnly = Sample.context { $0.challengeMethods = ["plain"] }
        let report = RequestLinter(context: plainOnly).lint(Sample.url("code_challenge_method=plain"))
        #expect(report.diagnostics.map(\.rule) == [.pkcePlain])
        #expect(report.diagnostics.map(\.fix) == [nil], "there is nothing better to offer")
    }

    @Test(arguments: [
        (hex, "64: it is the hash in hex."),
        (String(repeating: "aB3", count: 28) + "xy", "86: it is the hex text in base64url."),
        (String(Sample.challenge.dropLast()), "42: one was cut off."), ("abc", "3."),
    ])
    func saysWhatALongChallengeIs(challenge: String, end: String) throws {
        let report = RequestLinter(context: Sample.context).lint(Sample.url("code_challenge=\(challenge)"))
        #expect(report.diagnostics.map(\.message) == ["An S256 challenge has exactly 43 characters, this has \(end)"])
    }

    @Test func theDraftsExampleIsAPair() {
        #expect(
            CodeVerifier.s256("3641a2d12d66101249cdf7a79c000c1f8c05d2aafcf14bf146497bed")
                == "6fdkQaPm51l13DSukcAH3Mdx7_ntecHYd1vi3n0hMZY")
    }
}
