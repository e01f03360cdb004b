import TestTraits
import Testing
import Text
import Vectors

@testable import OAuth

@Suite(.onThreadsOfTheirOwn) struct FixTests {
    /// Applies a finding's fix, writes the URL and checks it again, as the screen does.
    private static func lintAgain(
        _ report: LintReport, _ fix: Fix, _ context: LintContext, seed: UInt64
    ) -> LintReport {
        var generator = SeededGenerator(seed: seed)
        let fresh = FreshValues { generator.octets($0) }
        var request = report.request
        var headers = report.headers
        var context = context
        fix.apply(to: &request, fresh: fresh, headers: &headers)
        if fix.renewsVerifier { context.verifier = fresh.verifier.text }
        return RequestLinter(context: context).lint(request.url, headers: headers)
    }

    /// Findings that a fix may reveal, because the fixed finding hid them.
    ///
    /// - A broken value hides the other rules on that parameter (T7), and so do a dropped name (T6) and what replaces
    ///   the rules on the endpoint (T9).
    /// - A scope with a comma or with a character that no scope holds is not also unknown; a name that is corrected
    ///   has a value that was not checked.
    /// - An invalid URI, or one with an impossible scheme or port, is not checked further.
    private static func mayReveal(_ finding: Diagnostic, _ other: Diagnostic) -> Bool {
        // The URL was parsed again.
        if case .replaceURL? = finding.fix { return true }
        let isSame = finding.parameter.hasSameOctets(as: other.parameter)
        switch finding.rule {
        case .percentMalformed, .controlCharacter, .unicodeInvisible, .doubleEncoded:
            return isSame || finding.parameter == "url" || isPKCE(finding.parameter) && isPKCE(other.parameter)
        case .uriInvalid, .scopeComma, .scopeGrammar, .scopeSeparator, .parameterDuplicate: return isSame
        case .parameterUnknown:
            if case .rename(_, let name)? = finding.fix {
                return name == other.parameter || other.rule == .nonceMissing || isPKCE(name) && isPKCE(other.parameter)
            }
            return false
        default: return false
        }
    }

    private static func isPKCE(_ parameter: String) -> Bool { parameter.hasPrefix("code_") }

    private static func check(_ input: String, _ context: LintContext, seed: UInt64, _ name: String) {
        let report = RequestLinter(context: context).lint(input)
        // Applying a fix rewrites the URL: text that could not be decoded is encoded, and checked from then on.
        let rewritten = RequestLinter(context: context).lint(report.request.url, headers: report.headers)
        let before = Set((report.diagnostics + rewritten.diagnostics).map { Finding($0) })
        for finding in report.diagnostics {
            guard let fix = finding.fix else { continue }
            let after = lintAgain(report, fix, context, seed: seed)
            let isGone = !after.diagnostics.contains {
                $0.rule == finding.rule && $0.parameter.hasSameOctets(as: finding.parameter)
            }
            #expect(isGone, "\(name): \(finding.rule.rawValue) \(finding.parameter), \(fix)")
            let new = after.diagnostics.filter {
                $0.severity == .error && !before.contains(Finding($0)) && !mayReveal(finding, $0)
            }
            #expect(
                new.map { Finding($0) } == [],
                "\(name): \(finding.rule.rawValue) \(fix) brings \(new.map { Finding($0) })")
        }
    }

    @Test(arguments: LintVector.requests)
    func fixesWhatItPromises(vector: LintVector) {
        Self.check(vector.input, vector.context, seed: 7, vector.name)
    }

    #if DEBUG
        private static let rounds = 500
    #else
        private static let rounds = 10_000
    #endif

    @Test func fixesMutatedRequests() {
        var generator = SeededGenerator(seed: 11)
        let vectors = LintVector.requests.filter { $0.input.utf8.count < 3_000 }
        for round in 0..<Self.rounds {
            let vector = vectors[Int.random(in: 0..<vectors.count, using: &generator)]
            let input = Mutation.mutate(vector.input, using: &generator)
            Self.check(input, vector.context, seed: UInt64(round), input)
        }
    }

    @Test func changesNothingWithoutTheFreshValuesItNeeds() {
        var request = AuthorizationRequest(endpoint: "https://a", parameters: [Parameter("state", "x")])
        let before = request
        var headers: [HTTPField] = []
        for fix in [Fix.newState, .newNonce, .useS256(nil)] {
            #expect(fix.needsFreshValues)
            fix.apply(to: &request, fresh: nil, headers: &headers)
            #expect(request == before)
        }
    }

    @Test func usesTheVerifierOfThisRunAgain() throws {
        let context = Sample.context { $0.verifier = Sample.verifier }
        let report = RequestLinter(context: context).lint(Sample.url("-code_challenge&-code_challenge_method"))
        let fix = try #require(report.diagnostics.first?.fix)
        #expect(!fix.needsFreshValues)
        #expect(Self.lintAgain(report, fix, context, seed: 1).diagnostics == [])
    }

    @Test(arguments: ["", "%3D", "%3D%3D", "="])
    func keepsAChallengeThatLooksLikeAHash(padding: String) throws {
        let url = Sample.url("code_challenge=\(Sample.challenge)\(padding)&-code_challenge_method")
        let report = RequestLinter(context: Sample.context).lint(url)
        let fix = try #require(report.diagnostics.first?.fix)
        #expect(!fix.needsFreshValues)
        let after = Self.lintAgain(report, fix, Sample.context, seed: 1)
        #expect(after.diagnostics == [])
        #expect(after.request["code_challenge"] == Sample.challenge)
        #expect(after.request["code_challenge_method"] == "S256")
    }

    @Test func setsAHeaderInPlace() {
        var request = AuthorizationRequest(endpoint: "https://a")
        var headers = [
            HTTPField(name: "x-version", value: "1"), HTTPField(name: "A", value: "b"),
            HTTPField(name: "X-Version", value: "2"),
        ]
        Fix.setHeader(HTTPField(name: "X-VERSION", value: "3")).apply(to: &request, fresh: nil, headers: &headers)
        #expect(headers == [HTTPField(name: "X-VERSION", value: "3"), HTTPField(name: "A", value: "b")])
    }

    @Test(arguments: [
        ("scope=Company%3Aread%20user%3Aread", "company:read user:read"), ("scope=zzz%20user%3Aread", "user:read"),
        ("scope=company%3Aread%2Ccompany%3Aread%2C%20user%3Aread", "company:read user:read"),
        ("scope=%20company%3Aread%20%20user%3Aread", "company:read user:read"),
        ("scope=%22company%3Aread%22", "company:read"),
        ("scope=company%3Awrite", "company:write company:read"),
        ("scope=user%3Aread%20company%3Aread%20user%3Aread", "user:read company:read"),
    ])
    func fixesScopes(changes: String, scope: String) throws {
        let report = RequestLinter(context: Sample.context).lint(Sample.url(changes))
        var request = report.request
        var headers: [HTTPField] = []
        try #require(report.diagnostics.first?.fix).apply(to: &request, fresh: nil, headers: &headers)
        #expect(request["scope"] == scope)
    }

    @Test func keepsTheEndpointsOwnQuery() throws {
        let context = Sample.context { $0.endpoint = Sample.endpoint + "?tenant=7" }
        let url =
            Sample.url(endpoint: "http://user@accounts.bakeronline.be/oauth/authorize").replacing(
                "?", with: "?tenant=7&") + "#x"
        var report = RequestLinter(context: context).lint(url)
        #expect(Set(report.diagnostics.map(\.rule)) == [.uriFragment, .uriUserinfo, .uriNotHTTPS])
        for _ in 0..<3 {
            guard let fix = report.diagnostics.first?.fix else { break }
            report = Self.lintAgain(report, fix, context, seed: 1)
        }
        #expect(report.diagnostics == [])
        #expect(report.url == Sample.url().replacing("?", with: "?tenant=7&"))
    }
}
