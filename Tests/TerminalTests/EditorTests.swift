import Foundation
import TestSupport
import TestTraits
import Testing

/// Findings in files, opened in the user's editor.
@Suite(.onThreadsOfTheirOwn, .serialized, .enabled(if: Tmux.isInstalled, "tmux is missing: apt-get install tmux"))
struct EditorTests {
    private static let url = "https://as.example/authorize?response_type=token&client_id=c&scope=a&state=b"

    /// Goes to the list of findings of a file.
    private func list(_ tmux: Tmux, editor: String) throws {
        let file = tmux.home.appending(path: "it's.txt")
        try "\n\n\(Self.url)\n".write(to: file, atomically: true, encoding: .utf8)
        try tmux.run("cd \(tmux.home.path); VISUAL='\(editor)' \(Products.authscope); echo status $?")
        try tmux.wait { $0.contains("Ready") && $0.contains("? help") }
        try tmux.type(":scan")
        try tmux.wait { $0.contains("find requests in files") }
        try tmux.press("Enter")
        try tmux.wait(for: "File or folder to search")
        try tmux.press("C-u")
        try tmux.type("it's.txt")
        try tmux.press("Enter")
        try tmux.wait(for: "it's.txt:3")
    }

    @Test func opensTheFileAtItsLineAndComesBack() throws {
        let tmux = try Tmux(term: "tmux-256color")
        let editor = tmux.home.appending(path: "my-editor").path
        try ExecutableFile.make(
            script: "echo \"editor: $*\"; stty -a | grep -o -e '-\\?icanon'; read line", at: editor)
        try list(tmux, editor: "\(editor) -n")
        try tmux.press("Enter")
        // The line is as the editor wants it: Enter is Enter.
        try tmux.wait { $0.contains("editor: -n +3 it's.txt") && $0.contains("icanon") && !$0.contains("-icanon") }
        #expect(try !tmux.isAlternate)
        // Ctrl-C ends the editor alone.
        try tmux.press("C-c")
        try tmux.wait { $0.contains("it's.txt:3") && $0.contains("Enter open in the editor") }
        #expect(try tmux.isAlternate)
        try tmux.press("Escape")
        try tmux.wait(for: "? help")
        try tmux.press("q")
        try tmux.wait(for: "status 0")
    }

    @Test(arguments: [
        ("no-such-editor", "no-such-editor cannot be started"),
        ("false", "false ended with status 1"),
    ])
    func saysThatAnEditorFailed(editor: String, text: String) throws {
        let tmux = try Tmux(term: "tmux-256color")
        try list(tmux, editor: editor)
        try tmux.press("Enter")
        try tmux.wait(for: text)
        #expect(try tmux.isAlternate)
    }
}
