import Foundation
import TestTraits
import Testing

/// `authscope --accessible`, as a script calls it: answers on standard input.
@Suite(.onThreadsOfTheirOwn) final class AccessibleTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    private func run(
        _ arguments: [String], _ answers: [String], environment: [String: String] = [:]
    ) throws -> ProgramTests.Run {
        try ProgramTests.run(
            arguments, input: answers.map { $0 + "\n" }.joined(),
            environment: ["HOME": home.path, "TERM": "dumb"].merging(environment) { $1 })
    }

    private func lastURL(in text: String) -> String? {
        text.split(separator: "\n").last { $0.hasPrefix("https://") }.map(String.init)
    }

    @Test func buildsAURLFromAnswers() throws {
        let run = try run(
            ["--accessible"], ["bakeronline", "1", "1", "only customer:read company:read", "", "S256", "quit"])
        #expect(run.exitCode == 0)
        #expect(run.stderr.isEmpty)
        let url = try #require(lastURL(in: run.stdout))
        #expect(url.contains("&scope=company%3Aread%20customer%3Aread&"))
        #expect(run.stdout.contains("\nNo findings. The request is valid.\n"))
        #expect(!run.stdout.utf8.contains(0x1B))
        #expect(try ProgramTests.run(["lint", url]).exitCode == 0)
    }

    @Test func keepsTheChoicesForTheNextStart() throws {
        _ = try run(["--accessible", "--provider", "bakeronline"], ["", "", "only company:write", "", "", ""])
        let next = try run(["--accessible", "--provider", "bakeronline"], ["quit"])
        #expect(try #require(lastURL(in: next.stdout)).contains("scope=company%3Awrite&"))
        #expect(next.stdout.contains("\nEnded at the question about the client. The URL so far:\n"))
        #expect(next.exitCode == 0)
    }

    /// A script that gives too few answers does not get a URL that nobody has chosen.
    @Test(arguments: [([], "the provider"), ([""], "the client"), (["", "1", "1"], "scopes")])
    func failsWhereTheInputEndsEarly(answers: [String], subject: String) throws {
        for arguments in [["--accessible"], ["--accessible", "--print"]] {
            let run = try run(arguments, answers)
            #expect(run.exitCode == 4)
            #expect(
                run.stderr.hasSuffix(
                    "Error: the input ended at the question about \(subject), before there was a URL; answer all questions "
                        + "(an empty line takes the default), or end with quit\n"))
            #expect(lastURL(in: run.stdout) == nil)
        }
        let complete = try run(["--accessible"], ["", "1", "1", "", ""])
        #expect(complete.exitCode == 0)
        #expect(complete.stderr.isEmpty)
    }

    @Test(arguments: [("1", 4), ("0", 3), ("", 3)] as [(String, Int32)])
    func isAskedForByTheEnvironment(value: String, exitCode: Int32) throws {
        for arguments in [[], ["--provider", "bakeronline"], ["screen"]] {
            #expect(try run(arguments, [], environment: ["ACCESSIBLE": value]).exitCode == exitCode)
        }
    }

    @Test func isNamedIfThereIsNoScreen() throws {
        let run = try run([], [])
        #expect(run.exitCode == 3)
        #expect(run.stderr.contains("authscope --accessible"))
    }

    @Test func leavesStandardOutputToTheURL() throws {
        let run = try run(["--accessible", "--print", "--provider", "github"], ["", "", "", "quit"])
        #expect(run.stdout.hasPrefix("https://github.com/login/oauth/authorize?"))
        #expect(run.stdout.split(separator: "\n").count == 1)
        #expect(run.stderr.contains("Which scopes?"))
    }

    @Test func changesTheProviderAndAddsAClient() throws {
        let run = try run(
            ["--accessible"],
            ["github", "new", "My app", "my-app", "http://127.0.0.1:8765/callback", "only user", "", "", "quit"])
        #expect(run.stdout.contains("Provider: GitHub.\n"))
        #expect(try #require(lastURL(in: run.stdout)).contains("client_id=my-app&"))
        let clients = try self.run(["--accessible", "--provider", "github"], []).stdout
        #expect(clients.contains("1. My app, default.\n"))
    }
}
