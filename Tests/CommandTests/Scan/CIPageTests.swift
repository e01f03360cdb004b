import Foundation
import Testing

/// Runs the commands of `docs/ci.md` as a reader would.
struct CIPageTests {
    private static let page: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "docs/ci.md"), encoding: .utf8)) ?? ""
    }()

    /// The blocks of the page in a language.
    private static func blocks(_ language: String) -> [String] {
        page.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    /// Runs a script in the folder, with the program of this build in PATH. Returns its exit code.
    private static func run(_ script: String, in folder: SourceFolder) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // As a workflow of GitHub runs its steps.
        process.arguments = ["-e", "-c", script]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        let program = URL(fileURLWithPath: RunningProgram.path).deletingLastPathComponent().path
        process.environment = [
            "PATH": "\(program):/usr/bin:/bin", "HOME": folder.path, "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@example.com",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static let bad = "https://as.example/authorize?response_type=token&client_id=c&scope=a"

    @Test func theHookRefusesACommitWithAnError() throws {
        let folder = try SourceFolder(["good.txt": ScanSessionTests.url])
        try folder.git("init", "--quiet")
        let hook = try #require(Self.blocks("sh").first)
        try folder.write(hook, to: ".git/hooks/pre-commit")
        #expect(try Self.run("chmod +x .git/hooks/pre-commit; git add good.txt; git commit -qm good", in: folder) == 0)
        try folder.write(Self.bad, to: "it's bad.txt")
        #expect(try Self.run("git add .; git commit -qm bad", in: folder) != 0)
        // Files outside the commit have no effect.
        try folder.write("x", to: "other.txt")
        #expect(try Self.run("git reset -q; git add other.txt; git commit -qm other", in: folder) == 0)
        // A commit without files of text.
        #expect(try Self.run("git commit -q --allow-empty -m empty", in: folder) == 0)
    }

    @Test func theStepsOfTheWorkflowsRun() throws {
        let steps = Self.blocks("yaml").flatMap { $0.split(separator: "\n") }.compactMap { line in
            line.firstRange(of: "- run: ").map { String(line[$0.upperBound...]) }
        }
        #expect(steps.count == 2)
        let folder = try SourceFolder(["a.txt": Self.bad])
        #expect(try steps.map { try Self.run($0, in: folder) } == [1, 0])
        let log = try String(contentsOfFile: "\(folder.path)/authscope.sarif", encoding: .utf8)
        #expect(log.contains("response-type-not-code"))
        let good = try SourceFolder(["a.txt": ScanSessionTests.url])
        #expect(try steps.map { try Self.run($0, in: good) } == [0, 0])
    }

    /// The entry of the pre-commit framework, to which it adds the names of files.
    @Test func theEntryOfPreCommitRuns() throws {
        let entry = try #require(
            Self.blocks("yaml").flatMap { $0.split(separator: "\n") }.compactMap { line in
                line.firstRange(of: "entry: ").map { String(line[$0.upperBound...]) }
            }.first)
        let folder = try SourceFolder(["a.txt": Self.bad, "b.txt": "x"])
        #expect(try Self.run("\(entry) a.txt b.txt", in: folder) == 1)
        #expect(try Self.run("\(entry) b.txt", in: folder) == 0)
    }
}
