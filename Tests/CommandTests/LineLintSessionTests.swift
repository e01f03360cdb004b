import Catalog
import OAuth
import Options
import Testing

@testable import Commands
@testable import authscope

/// `authscope lint --lines`.
struct LineLintSessionTests {
    static func lint(_ lines: [String], format: LintFormat = .text, fixes: Bool = false) throws -> [CommandResult] {
        var session = LineLintSession(LintSessionTests.session(format: format, fixes: fixes))
        return try lines.map { try session.lint(Array($0.utf8)) } + [session.finish()]
    }

    static let noState = Fixtures.url.replacing("&state=\(Fixtures.state)", with: "")

    @Test func checksEachLineByItself() throws {
        let results = try Self.lint([Fixtures.url, " ", Self.noState, LintSessionTests.faulty])
        #expect(results[0] == CommandResult())
        #expect(results[1] == CommandResult())
        #expect(
            results[2].stdout == """
                3: warning[state-missing]: Without state, a forged redirect cannot be recognised.
                  fix: Generate 32 random bytes
                  reference: RFC 6749 §10.12; RFC 8252 §8.9; RFC 9700 §2.1, §4.7.1


                """)
        #expect(results[3].stdout.hasPrefix("4: error[scope-unknown]: "))
        #expect(results[4] == CommandResult(stdout: "3 checked: 1 valid, 1 with warnings, 1 invalid\n", exitCode: 1))
    }

    @Test func writesALineOfJSONForEach() throws {
        let results = try Self.lint([Fixtures.url, "", Self.noState], format: .json)
        #expect(results[0].stdout == #"{"line":1,"verdict":"valid","findings":[]}"# + "\n")
        #expect(results[1] == CommandResult())
        #expect(results[2].stdout.hasPrefix(#"{"line":3,"verdict":"warning","findings":[{"rule":"state-missing","#))
        #expect(results[3] == CommandResult())
    }

    @Test func fixesEachLine() throws {
        let results = try Self.lint([Self.noState, Fixtures.url], fixes: true)
        #expect(
            results[0] == CommandResult(stdout: "\(Fixtures.url)\n", stderr: "1: fixed[state-missing]: new state\n"))
        #expect(results[1] == CommandResult(stdout: "\(Fixtures.url)\n"))
        #expect(results[2] == CommandResult(stderr: "2 checked: 2 valid, 0 with warnings, 0 invalid\n"))
    }

    @Test(arguments: [LintFormat.text, .json])
    func goesOnAfterALineThatIsNotUTF8(format: LintFormat) throws {
        var session = LineLintSession(LintSessionTests.session(format: format))
        let broken = try session.lint([0x61, 0xC3, 0x28])
        let text = CommandResult(stderr: "Error: standard input:1:2: the byte 0xC3 is not UTF-8\n", exitCode: 4)
        let json: SafeText = #"{"line":1,"column":2,"error":"the byte 0xC3 is not UTF-8"}"# + "\n"
        #expect(broken == (format == .json ? CommandResult(stdout: json) : text))
        let whole = try session.lint(Array("x".utf8))
        #expect(whole.stdout.hasPrefix(format == .json ? #"{"line":2,"verdict":"invalid""# : "2: error["))
        let summary: SafeText = "1 checked: 0 valid, 0 with warnings, 1 invalid; 1 not UTF-8\n"
        #expect(session.finish() == CommandResult(stdout: format == .json ? "" : summary, exitCode: 4))
    }

    @Test(arguments: [1, 2, 3, 5, 100])
    func splitsAStreamWhereverItIsCut(size: Int) {
        let octets = Array("ab\r\n\n\rc\nd\r".utf8)
        var splitter = LineSplitter()
        var lines: [String] = []
        for start in stride(from: 0, to: octets.count, by: size) {
            let chunk = Array(octets[start..<min(octets.count, start + size)])
            lines += splitter.add(chunk).map { String(decoding: $0, as: UTF8.self) }
        }
        lines += splitter.finish().map { String(decoding: $0, as: UTF8.self) }
        #expect(lines == ["ab", "", "\rc", "d"])
    }

    @Test func keepsNoMoreOfALineThanNeeded() {
        var splitter = LineSplitter()
        for _ in 0..<40 { #expect(splitter.add([UInt8](repeating: 0x61, count: 1 << 16)).isEmpty) }
        #expect(splitter.finish().map(\.count) == [LineSplitter.longestLine])
        #expect(splitter.finish().isEmpty)
    }
}
