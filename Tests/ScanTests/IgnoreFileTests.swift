import Scan
import Testing

/// The meaning of `.gitignore` files. `CommandTests/FileWalkTests` compares it with git itself.
struct IgnoreFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var lines: String
        var path: String
        var isFolder = false
        var verdict: Bool?

        init(_ lines: String, _ path: String, folder: Bool = false, _ verdict: Bool?) {
            (self.lines, self.path, isFolder, self.verdict) = (lines, path, folder, verdict)
        }

        var testDescription: String { "\(lines.debugDescription) \(path)" }
    }

    @Test(arguments: [
        Case("a", "a", true), Case("a", "b/a", true), Case("a", "ab", nil), Case("a", "a", folder: true, true),
        Case("/a", "a", true), Case("/a", "b/a", nil), Case("b/a", "b/a", true), Case("b/a", "c/b/a", nil),
        Case("a/", "a", nil), Case("a/", "a", folder: true, true), Case("a/", "b/a", folder: true, true),
        Case("/a/", "b/a", folder: true, nil), Case("b/a/", "b/a", folder: true, true),
        Case("*.log", "x.log", true), Case("*.log", "b/x.log", true), Case("*.log", "x.logs", nil),
        Case("b/*.log", "b/x.log", true), Case("b/*.log", "b/c/x.log", nil), Case("a?c", "abc", true),
        Case("/a?c", "a/c", nil), Case("**/a", "a", true), Case("**/a", "x/y/a", true), Case("**/a/b", "x/a/b", true),
        Case("a/**", "a", folder: true, nil), Case("a/**", "a/b", true), Case("a/**", "a/b/c", true),
        Case("a/**/b", "a/b", true), Case("a/**/b", "a/x/y/b", true), Case("a/**/b", "a/xb", nil),
        Case("a**b", "axxb", true), Case("x/a**b", "x/a/b", nil), Case("**", "a/b", true),
        Case("a/**/*.c", "a/x/y.c", true), Case("a/**/b*d/e", "a/bxd/bcd/e", true),
        Case("*a*b*c", "xaxbxbc", true), Case("*a*b*c", "xaxbxb", nil),
        Case("[ab].c", "a.c", true), Case("[!ab].c", "a.c", nil), Case("[^ab].c", "c.c", true),
        Case("[a-c]x", "bx", true), Case("[a-c]x", "dx", nil), Case("[]]x", "]x", true), Case("[a-]x", "-x", true),
        Case("[[:digit:]]x", "7x", true), Case("[[:digit:]]x", "ax", nil), Case("[a", "[a", nil),
        Case("x[/]y", "x/y", nil),
        Case("#a", "#a", nil), Case("\\#a", "#a", true), Case("\\!a", "!a", true), Case("a\\", "a\\", nil),
        Case("a\\*", "a*", true), Case("a\\*", "ab", nil), Case("a  ", "a", true), Case("a\\ ", "a ", true),
        Case("", "a", nil), Case("a\r\n", "a", true), Case("\u{FEFF}a", "a", true), Case("/", "a", nil),
        Case("*\n!a", "a", false), Case("!a\n*", "a", true), Case("a\n!b", "b", false), Case("*\n!b/", "b", true),
    ])
    func matchesAsGitDoes(_ one: Case) {
        let file = IgnoreFile(Array(one.lines.utf8))
        #expect(file.verdict(on: Array(one.path.utf8)[...], isFolder: one.isFolder) == one.verdict)
    }

    /// Were each star tried at each place, this would take longer than the universe is old.
    @Test func takesLinearTimeForManyStars() {
        let file = IgnoreFile(Array((String(repeating: "a*", count: 100) + "b").utf8))
        #expect(file.verdict(on: Array(String(repeating: "a", count: 4_000).utf8)[...], isFolder: false) == nil)
        let folders = IgnoreFile(Array((String(repeating: "**/a/", count: 100) + "b").utf8))
        #expect(folders.verdict(on: Array(String(repeating: "a/", count: 2_000).utf8)[...], isFolder: false) == nil)
    }
}
