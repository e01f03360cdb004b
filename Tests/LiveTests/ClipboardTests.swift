import Catalog
import Foundation
import Platform
import Testing

@Suite struct ClipboardTests {
    private func clipboard(
        _ command: String, in folder: TemporaryFolder, timeout: Duration = .seconds(600)
    ) -> Clipboard {
        let environment = Environment(["AUTHSCOPE_COPY": command, "PATH": folder.path + ":/bin:/usr/bin"])
        return Clipboard(environment: environment, timeout: timeout)
    }

    private func programs(_ values: [String: String]) -> [String] {
        Clipboard(environment: Environment(values)).programs.map(\.name)
    }

    @Test func asksTmuxFirstInsideTmux() {
        #expect(programs(["TMUX": "/tmp/x,1,0", "DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"]) == ["tmux"])
    }

    @Test func asksNoLocalProgramOverSSH() {
        #expect(programs(["SSH_CONNECTION": "a b c d", "DISPLAY": ":0", "WAYLAND_DISPLAY": "w"]).isEmpty)
        #expect(programs(["SSH_TTY": "/dev/pts/1", "WAYLAND_DISPLAY": "w"]).isEmpty)
    }

    @Test func asksTheProgramsOfTheDesktop() {
        #expect(programs(["WAYLAND_DISPLAY": "w", "DISPLAY": ":0"]) == ["wl-copy", "xclip", "xsel"])
        #expect(programs(["DISPLAY": ":0"]) == ["xclip", "xsel"])
        #expect(programs(["WSL_DISTRO_NAME": "Debian"]) == ["clip.exe"])
        #expect(programs([:]).isEmpty)
    }

    @Test func asksTheUsersOwnCommandBeforeAll() {
        let clipboard = Clipboard(environment: Environment(["AUTHSCOPE_COPY": "pbcopy -x y", "DISPLAY": ":0"]))
        #expect(clipboard.programs.first == Clipboard.Program(name: "pbcopy", arguments: ["-x", "y"]))
    }

    @Test func asksTheProgramOfTheConfiguration() {
        let command = ProgramArguments(["copy it", "-x y"], line: 3)
        let configured = Clipboard(environment: Environment(["DISPLAY": ":0"]), command: command)
        #expect(configured.programs.first == Clipboard.Program(name: "copy it", arguments: ["-x y"]))
        let both = Clipboard(environment: Environment(["AUTHSCOPE_COPY": "mine"]), command: command)
        #expect(both.programs.map(\.name) == ["mine"])
        #expect(both.absence == nil)
    }

    @Test func saysThatTheProgramOfTheConfigurationIsMissing() throws {
        let folder = try TemporaryFolder()
        let environment = Environment(["PATH": folder.path, "DISPLAY": ":0"])
        let command = ProgramArguments(["take", "-x"], line: 3)
        #expect(
            Clipboard(environment: environment, command: command).absence
                == "take (config.json:3) was not found. Correct that line, or remove it")
        try folder.script("take", "exit 0")
        #expect(Clipboard(environment: environment, command: command).absence == nil)
        #expect(Clipboard(environment: environment).absence == nil)
    }

    @Test func handsTheTextToTheProgramsStandardInput() async throws {
        let folder = try TemporaryFolder()
        let target = folder.path + "/clip"
        try folder.script("take", "cat > \(target)")
        let clipboard = clipboard("take", in: folder)
        let text = "https://server.example/authorize?x=%20'$(touch nothing)"
        #expect(await clipboard.copy(text) == "take")
        #expect(try String(contentsOfFile: target, encoding: .utf8) == text)
    }

    @Test func goesOnToTheTerminalWhenAProgramFailsOrIsMissing() async throws {
        let folder = try TemporaryFolder()
        try folder.script("fail", "exit 1")
        for command in ["fail", "no-such-program"] {
            #expect(await clipboard(command, in: folder).copy("text") == nil)
        }
    }

    /// A program that takes too long is ended with all that it has started.
    @Test func endsWhatAProgramThatHangsHasStarted() async throws {
        let folder = try TemporaryFolder()
        let pids = folder.path + "/pids"
        try folder.script("hang", "sleep 600 & echo \"$$ $!\" > '\(pids)'; trap '' TERM; wait; sleep 600")
        var numbers: [pid_t] = []
        for timeout in growingTimeouts where numbers.isEmpty {
            let program = await clipboard("hang", in: folder, timeout: timeout).copy("text")
            #expect(program == nil)
            let text = (try? String(contentsOfFile: pids, encoding: .utf8)) ?? ""
            numbers = text.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
        }
        #expect(numbers.count == 2)
        for number in numbers { #expect(ProcessState.isGone(number)) }
    }

    /// `xclip` and `wl-copy` leave a process that serves the clipboard.
    @Test func keepsTheChildrenOfASuccessfulProgramRunning() async throws {
        let folder = try TemporaryFolder()
        let pids = folder.path + "/pids"
        try folder.script("fork", "cat >/dev/null; sleep 600 & echo $! > '\(pids)'")
        #expect(await clipboard("fork", in: folder).copy("text") == "fork")
        let number = try #require(
            pid_t(try String(contentsOfFile: pids, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(number, SIGKILL) == 0)
    }

    @Test func looksForProgramsInAbsoluteDirectoriesOnly() throws {
        let folder = try TemporaryFolder()
        try folder.script("tool", "exit 0")
        #expect(Environment(["PATH": ".:\(folder.path)"]).path(of: "tool") == OctetPath(folder.path + "/tool"))
        #expect(Environment(["PATH": "."]).path(of: "tool") == nil)
        #expect(Environment(["PATH": folder.path]).path(of: "../tool") == nil)
    }
}

@Suite struct TerminalClipboardTests {
    private func text(in sequence: [UInt8]) -> String? {
        let text = String(decoding: sequence, as: UTF8.self)
        guard text.hasPrefix("\u{1B}]52;c;"), text.hasSuffix("\u{7}") else { return nil }
        return Data(base64Encoded: String(text.dropFirst(7).dropLast())).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [0, 2, 3, 100, 7_999, 8_000])
    func copiesTheWholeText(count: Int) throws {
        let url = String(repeating: "é?/", count: count).utf8.prefix(count)
        let original = String(decoding: url, as: UTF8.self)
        #expect(original.utf8.count == count)
        let clipboard = TerminalClipboard(environment: Environment(["TERM": "xterm-256color"]))
        #expect(text(in: try clipboard.sequence(for: original)) == original)
    }

    @Test func refusesWhatATerminalWouldDrop() {
        let clipboard = TerminalClipboard(environment: Environment(["TERM": "xterm-256color"]))
        #expect(throws: TerminalClipboard.Refusal.tooLong(8_001)) {
            try clipboard.sequence(for: String(repeating: "x", count: 8_001))
        }
    }

    @Test(arguments: ["linux", "vt100", "vt220", "dumb", ""])
    func sendsNothingToATerminalThatWouldShowIt(terminal: String) {
        let clipboard = TerminalClipboard(environment: Environment(["TERM": terminal]))
        #expect(throws: TerminalClipboard.Refusal.self) { try clipboard.sequence(for: "x") }
    }

    @Test func wrapsTheSequenceForGNUScreen() throws {
        let clipboard = TerminalClipboard(environment: Environment(["TERM": "screen", "STY": "1.pts"]))
        let sequence = String(
            decoding: try clipboard.sequence(for: String(repeating: "x", count: 2_000)), as: UTF8.self)
        let pieces = sequence.components(separatedBy: "\u{1B}\\").dropLast()
        #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 256 })
        let inner = pieces.map { $0.dropFirst(2) }.joined()
        #expect(text(in: Array(inner.utf8)) == String(repeating: "x", count: 2_000))
    }
}
