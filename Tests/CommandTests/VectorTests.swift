import Catalog
import Foundation
import JSON
import OAuth
import Options
import Testing

@testable import authscope

/// The vectors of `Tests/Vectors`, through the whole of `authscope lint --context FILE --format json`.
struct VectorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var input: String
        /// The context as a file.
        var context: [UInt8]
        /// `severity rule param` each, sorted.
        var findings: [String]

        var testDescription: String { name }
    }

    static let cases = cases(kind: "request")
    static let responses = cases(kind: "response")
    static let tokenRequests = cases(kind: "token")

    private static func cases(kind: String) -> [Case] {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        guard let data = try? Data(contentsOf: tests.appending(path: "Vectors/vectors.json")),
            case .array(let vectors)? = try? JSONValue(reading: Array(data))
        else { return [] }
        return vectors.filter { $0["kind"] == .string(kind) }.compactMap(Case.init)
    }

    @Test func areThere() {
        #expect(Self.cases.count == 232)
        #expect(Self.responses.count == 38)
        #expect(Self.tokenRequests.count == 48)
    }

    @Test(arguments: cases)
    func haveTheExpectedVerdicts(vector: Case) throws {
        let context = try LintContextFile.read(vector.context, path: "context", providers: [BuiltIn.provider])
        let session = LintSessionTests.session(.context(context), format: .json)
        let report = try JSONValue(reading: Array(try session.lint(Array(vector.input.utf8)).stdout.utf8))
        #expect(Case.findings(of: report["findings"]) == vector.findings)
    }

    @Test(arguments: [LintKind.response, .token])
    func haveTheExpectedVerdicts(kind: LintKind) throws {
        for vector in kind == .token ? Self.tokenRequests : Self.responses {
            let context = try LintContextFile.read(vector.context, path: "context", providers: [BuiltIn.provider])
            let session = LintSession(kind: kind, expectation: .context(context), format: .json)
            let report = try JSONValue(reading: Array(try session.lint(Array(vector.input.utf8)).stdout.utf8))
            #expect(Case.findings(of: report["findings"]) == vector.findings, "\(vector.name)")
        }
    }

    @Test(arguments: cases)
    func areFixedWithoutTrappingAndNotForTheWorse(vector: Case) throws {
        let context = try LintContextFile.read(vector.context, path: "context", providers: [BuiltIn.provider])
        let result = try LintSessionTests.session(.context(context), fixes: true).check(Array(vector.input.utf8))
        let left = try #require(result.fixed).report
        let errors = { (report: any FindingReport) in report.diagnostics.count { $0.severity == .error } }
        #expect(errors(left) <= errors(result.original))
    }
}

extension VectorTests.Case {
    init?(_ vector: JSONValue) {
        guard case .string(let name)? = vector["name"], let input = vector["input"], let context = vector["context"]
        else { return nil }
        self.name = name
        // A token request stays the JSON that it is.
        let text = if case .string(let text) = input { text } else { JSONWriter.text(input) }
        self.input = Self.expanded(text)
        self.context = Array(Self.expanded(JSONWriter.text(context)).utf8)
        findings = Self.findings(of: vector["expect"])
    }

    static func findings(of value: JSONValue?) -> [String] {
        guard case .array(let findings)? = value else { return [] }
        return findings.map { finding in
            ["severity", "rule", "param"].map { key in
                if case .string(let text)? = finding[key] { text } else { "?" }
            }.joined(separator: " ")
        }.sorted()
    }

    /// Replaces `{{repeat:TEXT:N}}` with TEXT written N times.
    private static func expanded(_ text: String) -> String {
        text.replacing(#/\{\{repeat:(.*?):([0-9]+)\}\}/#) { match in
            String(repeating: String(match.1), count: Int(match.2) ?? 0)
        }
    }
}
