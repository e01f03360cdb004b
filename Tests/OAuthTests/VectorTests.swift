import Testing

@testable import OAuth

@Suite struct VectorTests {
    @Test func thereAre161RequestVectors() {
        #expect(LintVector.requests.count == 161)
    }

    @Test(arguments: LintVector.requests)
    func findsExactlyWhatTheVectorExpects(vector: LintVector) {
        let report = RequestLinter(context: vector.context).lint(vector.input)
        let found = Set(report.diagnostics.map { Finding($0) })
        #expect(found == vector.expected, "\(vector.note)")
        #expect(found.count == report.diagnostics.count, "each rule and parameter once")
    }
}
