import TestTraits
import Testing
import Vectors

@testable import OAuth

@Suite(.onThreadsOfTheirOwn) struct VectorTests {
    @Test func areAllThere() {
        #expect(LintVector.requests.count == 232)
        #expect(LintVector.responses.count == 38)
        #expect(LintVector.tokenRequests.count == 48)
    }

    @Test(arguments: LintVector.requests)
    func findsExactlyWhatTheVectorExpects(vector: LintVector) {
        let report = RequestLinter(context: vector.context).lint(vector.input)
        let found = Set(report.diagnostics.map { Finding($0) })
        #expect(found == vector.expected, "\(vector.note)")
        #expect(found.count == report.diagnostics.count, "each rule and parameter once")
    }

    @Test(arguments: LintVector.responses)
    func findsExactlyWhatAResponseVectorExpects(vector: LintVector) {
        let report = ResponseLinter(context: vector.context).lint(vector.input)
        let found = Set(report.diagnostics.map { Finding($0) })
        #expect(found == vector.expected, "\(vector.note)")
        #expect(found.count == report.diagnostics.count, "each rule and parameter once")
    }

    @Test(arguments: LintVector.tokenRequests)
    func findsExactlyWhatATokenVectorExpects(vector: LintVector) {
        let report = TokenRequestLinter(context: vector.context).lint(vector.message)
        let found = Set(report.diagnostics.map { Finding($0) })
        #expect(found == vector.expected, "\(vector.note)")
        #expect(found.count == report.diagnostics.count, "each rule and parameter once")
    }
}
