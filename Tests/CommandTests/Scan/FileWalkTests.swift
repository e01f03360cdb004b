import Catalog
import Foundation
import Platform
import TestSupport
import Testing

/// The files that a scan looks at, compared with those that git would add.
struct FileWalkTests {
    static func files(in folder: SourceFolder, below name: String = "") throws -> [String] {
        var files: [String] = []
        let walk = FileWalk(problem: { files.append("problem: \($0)") }) { files.append($0.text) }
        try walk.visit(OctetPath(name.isEmpty ? folder.path : "\(folder.path)/\(name)"))
        return files.map { $0.replacing(folder.path + "/", with: "") }
    }

    /// The files that git would add, besides the files of git itself.
    private static func filesOfGit(in folder: SourceFolder, below name: String = ".") throws -> [String] {
        try folder.git("ls-files", "-z", "--others", "--cached", "--exclude-standard", name)
            .split(separator: "\0").map(String.init).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    @Test func agreesWithGit() throws {
        let folder = try SourceFolder([
            ".gitignore":
                "*.log\n!keep.log\n/build/\nnode_modules\n**/tmp/*.txt\npages/**/draft-*\n[ab]?.c\n\\#x\n.env\n",
            "a/.gitignore": "!x.log\nb/\n/only.txt\n", "a/b/c.txt": "", "a/x.log": "", "a/only.txt": "",
            "a/c/only.txt": "", "build/x": "", "c/build/x": "", "keep.log": "", "y.log": "", "node_modules/m/i.js": "",
            "d/node_modules/j.js": "", "e/tmp/q.txt": "", "e/tmp/q.rst": "", "pages/draft-1": "",
            "pages/x/y/draft-2": "",
            "pages/final": "", "ax.c": "", "axx.c": "", "#x": "", ".env": "", "f/.env": "", ".hidden": "", "ü.txt": "",
        ])
        try folder.git("init", "--quiet")
        try "c/\n!ignored\n".write(toFile: folder.path + "/.git/info/exclude", atomically: true, encoding: .utf8)
        let files = try Self.files(in: folder)
        #expect(files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } == (try Self.filesOfGit(in: folder)))
        #expect(files.contains("keep.log") && files.contains("a/x.log") && !files.contains("y.log"))
        // The rules of the repository count for a folder in it.
        #expect(try Self.files(in: folder, below: "pages") == ["pages/final"])
        #expect(try Self.files(in: folder, below: "y.log") == ["y.log"])
    }

    /// Patterns and paths of a few octets, over which git and the matcher must agree.
    @Test func agreesWithGitOnRandomPatterns() throws {
        var random = SeededGenerator(seed: 19)
        let pieces = ["a", "b", "*", "**", "/", "/", "?", "[ab]", "[!a]", "\\*", "!", ".", "***", "[a-", "]", " "]
        let folder = try SourceFolder([:])
        try folder.git("init", "--quiet")
        for first in ["a", "b", "ab", "a.b"] {
            for second in ["a", "b", "aa", "b.a"] {
                try folder.write("", to: "\(first)/\(second)/a")
                try folder.write("", to: "\(first)/\(second)/*")
                try folder.write("", to: "\(first)/c\(second)")
            }
        }
        for _ in 0..<60 {
            let lines = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                    .joined()
            }
            try folder.write(lines.joined(separator: "\n"), to: ".gitignore")
            let files = try Self.files(in: folder).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(files == (try Self.filesOfGit(in: folder)), "\(lines)")
        }
    }

    @Test func followsNoLinksAndReportsWhatIsNotThere() throws {
        let folder = try SourceFolder(["a/x": ""])
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/a/loop", withDestinationPath: "..")
        #expect(try Self.files(in: folder) == ["a/x"])
        #expect(try Self.files(in: folder, below: "none") == ["problem: none: there is no such file or folder"])
    }
}
