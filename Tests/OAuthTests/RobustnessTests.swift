import TestTraits
import Testing
import Vectors

@testable import OAuth

@Suite(.onThreadsOfTheirOwn) struct RobustnessTests {
    #if DEBUG
        private static let rounds = 3_000
    #else
        private static let rounds = 100_000
    #endif

    @Test(arguments: 0..<4)
    func survivesMutatedVectors(part: Int) {
        var generator = SeededGenerator(seed: UInt64(part))
        let vectors = LintVector.requests.filter { $0.input.utf8.count < 2_500 }
        let linters = vectors.map { RequestLinter(context: $0.context) }
        for _ in 0..<Self.rounds / 4 {
            let index = Int.random(in: vectors.indices, using: &generator)
            let input = Mutation.mutate(vectors[index].input, using: &generator)
            let report = linters[index].lint(input)
            let count = input.utf8.count
            let areRangesSound = report.diagnostics.allSatisfy { finding in
                finding.range.map { $0.lowerBound >= 0 && $0.upperBound <= count } ?? true
            }
            #expect(areRangesSound, "\(input.debugDescription)")
            #expect(
                Set(report.diagnostics.map { Pair($0) }).count == report.diagnostics.count, "\(input.debugDescription)")
        }
    }

    @Test func survivesMutatedResponses() {
        var generator = SeededGenerator(seed: 7)
        let vectors = LintVector.responses
        let linters = vectors.map { ResponseLinter(context: $0.context) }
        for _ in 0..<Self.rounds / 4 {
            let index = Int.random(in: vectors.indices, using: &generator)
            let input = Mutation.mutate(vectors[index].input, using: &generator)
            let report = linters[index].lint(input)
            expectSound(report.diagnostics, counts: [.input: input.utf8.count], input)
            #expect(report.diagnostics.allSatisfy { $0.fix == nil })
        }
    }

    @Test func survivesMutatedTokenRequests() {
        var generator = SeededGenerator(seed: 8)
        let vectors = LintVector.tokenRequests.filter { $0.message.body.utf8.count < 2_500 }
        let linters = vectors.map { TokenRequestLinter(context: $0.context) }
        for _ in 0..<Self.rounds / 4 {
            let index = Int.random(in: vectors.indices, using: &generator)
            var message = vectors[index].message
            if Bool.random(using: &generator) { message.url = Mutation.mutate(message.url, using: &generator) }
            message.body = Mutation.mutate(message.body, using: &generator)
            let report = linters[index].lint(message)
            expectSound(
                report.diagnostics, counts: [.url: message.url.utf8.count, .body: message.body.utf8.count],
                message.url + message.body)
            #expect(report.diagnostics.allSatisfy { $0.fix == nil })
        }
    }

    private func expectSound(_ diagnostics: [Diagnostic], counts: [Diagnostic.Part: Int], _ input: String) {
        let areRangesSound = diagnostics.allSatisfy { finding in
            finding.range.map { $0.lowerBound >= 0 && $0.upperBound <= counts[finding.part] ?? 0 } ?? true
        }
        #expect(areRangesSound, "\(input.debugDescription)")
        #expect(Set(diagnostics.map { Pair($0) }).count == diagnostics.count, "\(input.debugDescription)")
        #expect(diagnostics.map(\.severity) == diagnostics.map(\.severity).sorted(by: >))
    }

    @Test func handlesManyPairsOfABody() {
        let linter = TokenRequestLinter(context: Sample.tokenContext)
        let names = (0..<2_000).map { "p\($0)=%00" }.joined(separator: "&")
        let message = Sample.tokenRequest(names, url: Sample.tokenEndpoint + "?" + names)
        #expect(linter.lint(message).diagnostics.count == 2 * 2_000 + 1)
        let members = (0..<2_000).map { "\"p\($0)\":\"\"" }.joined(separator: ",")
        let json = TokenRequestMessage(
            url: Sample.tokenEndpoint, headers: [HTTPField(name: "Content-Type", value: "application/json")],
            body: "{\(members)}")
        var context = Sample.tokenContext
        context.token.acceptsJSON = true
        #expect(TokenRequestLinter(context: context).lint(json).diagnostics.count == 2 * 2_000 + 5)
    }

    private struct Pair: Hashable {
        var rule: RuleID
        var parameter: [UInt8]

        init(_ diagnostic: Diagnostic) {
            rule = diagnostic.rule
            parameter = Array(diagnostic.parameter.utf8)
        }
    }

    @Test func survivesRandomOctets() {
        var generator = SeededGenerator(seed: 99)
        let linter = RequestLinter(context: Sample.context)
        for _ in 0..<2_000 {
            let octets = generator.octets(Int.random(in: 0...120, using: &generator))
            let report = linter.lint(String(decoding: octets, as: UTF8.self))
            #expect(report.diagnostics.contains { $0.severity == .error })
        }
    }

    /// As many nested wrappings and escapes as fit. Each pass only takes time for what it removes.
    @Test(arguments: [
        ("<", ">"), ("\"", "\""), ("> ", ""), ("< ", ""), ("> ", "\n> "), ("location:", ""), ("[", "](x)"),
        ("[x](", ")"),
        ("\\", ""), ("\\", "\\&"), ("\\&", ""), ("\\/", ""), ("\\u0026", ""), ("?state=", ""), ("%3D%26", ""),
        ("*", "\n"),
        ("* ", "\n> "), ("&amp;", ""), ("\n ", ""), ("$", ""), ("[", "]"), ("=", "&"), ("https://x?a=", "?client_id="),
    ])
    func takesTimeInProportion(open: String, close: String) {
        let count = 60_000 / (open.utf8.count + close.utf8.count)
        let text = String(repeating: open, count: count) + "x" + String(repeating: close, count: count)
        let request = RequestLinter(context: Sample.context).lint(text)
        #expect(request.diagnostics.allSatisfy { $0.range.map { $0.upperBound <= text.utf8.count } ?? true })
        let response = ResponseLinter(context: Sample.answerContext).lint(text)
        #expect(response.diagnostics.allSatisfy { $0.range.map { $0.upperBound <= text.utf8.count } ?? true })
    }

    @Test func handlesManyParametersAndScopes() {
        var linter = RequestLinter(context: Sample.context)
        let names = (0..<2_000).map { "&p\($0)=1" }.joined()
        #expect(linter.lint(Sample.url() + names).diagnostics.count == 2_000 + 1)
        let repeated = String(repeating: "&resource=", count: 2_000)
        #expect(linter.lint(Sample.url() + repeated).diagnostics.map(\.rule).contains(.parameterEmpty))
        let context = Sample.context { $0.scopes = ScopeList((0..<20_000).map { ("s\($0)", "") }) }
        linter = RequestLinter(context: context)
        let scopes = (0..<7_000).map { "x\($0)" }.joined(separator: "%20")
        #expect(linter.lint(Sample.url("scope=\(scopes)")).diagnostics.contains { $0.rule == .scopeUnknown })
    }
}
