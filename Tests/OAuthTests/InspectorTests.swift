import OAuth
import TestTraits
import Testing
import Text
import Vectors

/// The contents of an inspection: the parts, the places of the findings, and no secret.
@Suite(.onThreadsOfTheirOwn) struct InspectorTests {
    private static func inspect(
        _ text: String, as kind: PastedMessage.Kind? = nil, context: LintContext = LintContext(), now: Int? = nil
    ) throws -> Inspection {
        let message = try #require(PastedMessage(text, as: kind))
        return Inspector(context: context, now: now).inspect(message, as: kind)
    }

    /// The text under the mark of a finding.
    private static func marked(_ inspection: Inspection, _ rule: RuleID) -> [String] {
        inspection.rows.flatMap { row in
            row.marks.filter { inspection.findings[$0.finding].rule == rule }.map { mark in
                mark.range.map { String(decoding: Array(row.value.utf8)[$0], as: UTF8.self) } ?? "whole \(row.name)"
            }
        }
    }

    @Test func marksTheOctetsOfAFinding() throws {
        let inspection = try Self.inspect(
            "https://as.example/authorize?response_type=token&client_id=a&redirect_uri=http%3A%2F%2Fevil.example%2Fcb"
                + "&scope=company%3Aread%09user%3Aread&state=tjs2_d1FlDyutWEXEor3Yg")
        #expect(Self.marked(inspection, .responseTypeNotCode) == ["token"])
        #expect(Self.marked(inspection, .uriNotHTTPS) == ["http://evil.example"])
        #expect(Self.marked(inspection, .controlCharacter) == ["\t"])
        #expect(inspection.rows.map(\.name).prefix(3) == ["address", "response_type", "client_id"])
    }

    @Test func marksWhatWasDecodedInACurlCommand() throws {
        let inspection = try Self.inspect(
            "curl -G https://as.example/authorize -d response_type=token -d client_id=a --data-urlencode 'scope=a,b'")
        #expect(Self.marked(inspection, .responseTypeNotCode) == ["token"])
        #expect(inspection.form == .curl)
    }

    @Test func saysThatTheClientIsNotOneOfTheUsers() throws {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://as.example/authorize")
        provider.clients = [Client(name: "Mine", clientID: "mine", redirectURIs: [])]
        let message = try #require(PastedMessage("https://as.example/authorize?response_type=code&client_id=other"))
        let inspection = Inspector(provider: provider, client: nil).inspect(message)
        let finding = try #require(inspection.findings.firstIndex { $0.message.contains("one of your clients") })
        #expect(inspection.findings[finding].severity == .warning)
        #expect(inspection.rows.first { $0.name == "client_id" }?.marks.contains { $0.finding == finding } == true)
        #expect(zip(inspection.findings, inspection.findings.dropFirst()).allSatisfy { $0.severity >= $1.severity })
        for row in inspection.rows {
            for mark in row.marks where inspection.findings[mark.finding].rule != nil {
                #expect(inspection.findings[mark.finding].parameter == row.name || row.name == "address")
            }
        }
    }

    @Test func readsTheParametersOfAForm() throws {
        let inspection = try Self.inspect(
            "grant_type=authorization_code&code=abc&redirect_uri=https%3A%2F%2Fa.example%2Fcb")
        #expect(inspection.rows.map(\.name) == ["grant_type", "code", "redirect_uri"])
        #expect(inspection.rows.last?.value == "https://a.example/cb")
        #expect(inspection.findings.contains { $0.parameter == "client_id" })
    }

    // MARK: Replies, challenges and tokens

    @Test func explainsAChallenge() throws {
        let inspection = try Self.inspect(
            "WWW-Authenticate: Bearer realm=\"a \\\"b\\\"\", error=insufficient_scope, scope=\"x y\", DPoP algs=\"ES256\""
        )
        #expect(inspection.rows.map(\.value) == ["Bearer", "a \"b\"", "insufficient_scope", "x y", "DPoP", "ES256"])
        #expect(inspection.findings.first?.advice == "Authorize again with x y")
    }

    @Test(arguments: [
        ("Bearer error=\"invalid_token", "no closing quotation mark"),
        ("Bearer scope=\"a\", scope=\"b\"", "occurs twice"),
        ("Bearer error=\"made_up\"", "is not registered"), ("Bearer realm=\"x\"", "so the call had no token"),
    ])
    func findsWhatIsWrongWithAChallenge(value: String, words: String) throws {
        let inspection = try Self.inspect("WWW-Authenticate: \(value)")
        #expect(inspection.findings.contains { $0.message.contains(words) })
    }

    @Test func explainsAReply() throws {
        let inspection = try Self.inspect("{\"access_token\":\"abcdefgh\",\"expires_in\":\"5\",\"scope\":[\"a\"]}")
        #expect(
            inspection.findings.map(\.parameter) == ["expires_in", "token_type", "scope"]
                || inspection.findings.count == 3)
        #expect(inspection.rows.first?.value == "‹redacted:8›")
        let refusal = try Self.inspect("{\"error\":\"invalid_grant\",\"error_description\":\"The code is used\"}")
        #expect(refusal.verdict == .invalid)
        #expect(refusal.findings[0].message.contains("The code is used"))
    }

    /// A token that no server would accept is not valid.
    @Test(arguments: [
        (#"{"alg":"banana"}"#, #"{"iss":"i","exp":2000}"#, "alg is not a registered way to sign a token."),
        (#"{"alg":"rs256"}"#, #"{"iss":"i","exp":2000}"#, "alg is not a registered way to sign a token."),
        (#"{"alg":"RS256"}"#, #"{"iss":"i","exp":"2000"}"#, "exp is not a number of seconds since 1970."),
        (#"{"alg":"RS256"}"#, #"{"iss":"i","exp":1700000000000}"#, "exp is 53869 years ahead."),
        (#"{"alg":"RS256"}"#, #"{"iss":"i","exp":2000,"nbf":1900}"#, "nbf is later than now: in 15 minutes."),
    ])
    func findsWhatIsWrongWithAToken(header: String, claims: String, message: String) throws {
        let token = [header, claims].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".") + ".c2ln"
        let inspection = try Self.inspect(token, now: 1_000)
        #expect(inspection.findings.first?.message == message)
        #expect(inspection.verdict != .valid)
    }

    @Test func checksTheTimesOfATokenWhereTheTimeIsKnown() throws {
        // {"alg":"RS256"} and {"iss":"https://as.example","exp":1000}
        let token = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2FzLmV4YW1wbGUiLCJleHAiOjEwMDB9.c2ln"
        #expect(try Self.inspect(token, now: 500).verdict == .valid)
        #expect(
            try Self.inspect(token, now: 1_500).findings[0].message == "The token expired 8 minutes ago.")
        #expect(try Self.inspect(token).verdict == .valid)
        var context = LintContext()
        context.issuer = "https://other.example"
        #expect(try Self.inspect(token, context: context).verdict == .invalid)
    }

    // MARK: The vectors

    /// An inspection finds what the linter finds, under octets that exist.
    @Test(arguments: LintVector.requests)
    func findsWhatTheLinterFinds(inRequest vector: LintVector) { compare(vector, .request) }

    @Test(arguments: LintVector.responses)
    func findsWhatTheLinterFinds(inAnswer vector: LintVector) { compare(vector, .answer) }

    private func compare(_ vector: LintVector, _ kind: PastedMessage.Kind) {
        let text = vector.input
        guard let message = PastedMessage(text, as: kind), message.form == .url || message.form == .requestHead else {
            return
        }
        let inspection = Inspector(context: vector.context).inspect(message, as: kind)
        let expected =
            kind == .request
            ? RequestLinter(context: vector.context).lint(text).diagnostics
            : ResponseLinter(context: vector.context).lint(text).diagnostics
        #expect(inspection.findings.map(\.rule) == expected.map(\.rule))
        #expect(inspection.findings.map(\.parameter) == expected.map(\.parameter))
    }

    // MARK: Secrets

    static let canary = "CANARY0123456789-7f3a"

    static let secrets: [String] =
        RedactionTests.texts.map { $0.replacing(RedactionTests.canary, with: canary) } + [
            "https://app.example/cb?code=\(canary)%20&code=\(canary)&state=a&error=access_denied",
            "https://as.example/authorize?response_type=code&client_id=a&client_secret=\(canary)%zz",
            "https://as.example/authorize?response_type=code&client_id=a&code_verifier=\(canary)&code_verifier=\(canary)",
            "https://as.example/token?grant_type=authorization_code&code=\(canary)",
            "curl https://as.example/token?code=\(canary) -d 'grant_type=authorization_code&code=\(canary) x'",
            "POST /token HTTP/1.1\nHost: as.example\nAuthorization: Basic \(canary)\n\ngrant_type=a&code=\(canary)",
            "{\"request\":{\"url\":\"https://as.example/token\",\"postData\":{\"params\":[{\"name\":\"grant_type\",\"value\":\"x\"},"
                + "{\"name\":\"code\",\"value\":\"\(canary)\"}]}}}",
            "{\"access_token\":\"\(canary)\",\"error\":\"x\",\"error_description\":\"about \(canary)\"}",
            "https://as.example/authorize?response_type=code&client_id=a&redirect_uri=https%3A%2F%2Fa.example%2F%3Fcode%3D\(canary)",
        ]

    /// No text of an inspection holds a secret that was pasted, whatever the text is taken for.
    @Test(arguments: secrets)
    func showsNoSecret(text: String) {
        for kind in PastedMessage.Kind.allCases {
            guard let message = PastedMessage(text, as: kind) else { continue }
            for context in [LintContext(), Self.strict] {
                let inspection = Inspector(context: context).inspect(message, as: kind)
                let shown =
                    inspection.rows.flatMap { [$0.name, $0.value, $0.remark] }
                    + inspection.findings.flatMap { [$0.message, $0.advice, $0.parameter] }
                for words in shown { #expect(!words.contains(Self.canary.prefix(10)), "\(kind)") }
            }
        }
    }

    private static var strict: LintContext {
        var context = LintContext()
        context.requiresPKCE = true
        context.run.state = .sent("tjs2_d1FlDyutWEXEor3Yg")
        context.run.code = "another-code"
        context.used.codes = [canary]
        context.token.acceptsJSON = true
        return context
    }
}
