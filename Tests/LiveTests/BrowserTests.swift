import Catalog
import Foundation
import OAuth
import TestSupport
import Testing

@testable import Platform

@Suite struct BrowserTests {
    /// A browser whose `xdg-open` is a script in the folder.
    private func browser(_ folder: TemporaryFolder, timeout: Duration = .seconds(600)) -> Browser {
        let environment = Platform.Environment(["DISPLAY": ":0", "PATH": "\(folder.path):/usr/bin:/bin"])
        return Browser(environment: environment, userID: 1_000, timeout: timeout)
    }

    private func recorded(_ folder: TemporaryFolder, _ name: String) -> String {
        (try? String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)) ?? ""
    }

    // MARK: Whether it is tried

    @Test func isNotTriedIfNoBrowserCanCome() throws {
        let folder = try TemporaryFolder()
        try folder.script("xdg-open", "exit 0")
        func absence(_ values: [String: String], userID: UInt32 = 1_000) -> Browser.Absence? {
            Browser(environment: Platform.Environment(values), userID: userID).absence
        }
        let path = ["PATH": folder.path]
        #expect(absence(path.merging(["DISPLAY": ":0"]) { $1 }) == nil)
        #expect(absence(path.merging(["WAYLAND_DISPLAY": "wayland-0"]) { $1 }) == nil)
        #expect(absence(path.merging(["DISPLAY": ":0"]) { $1 }, userID: 0) == .root)
        #expect(absence(path.merging(["DISPLAY": ":0", "SSH_CONNECTION": "a b c d"]) { $1 }) == .overSSH)
        #expect(absence(path.merging(["DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"]) { $1 }) == .overSSH)
        #expect(absence(path) == .noDisplay)
        #expect(absence(path.merging(["DISPLAY": ""]) { $1 }) == .noDisplay)
        #expect(absence(["DISPLAY": ":0", "PATH": "/no-such-directory"]) == .noOpener)
        #expect(absence(["DISPLAY": ":0", "PATH": "."]) == .noOpener)
        #expect(absence(["DISPLAY": ":0"]) == .noOpener)
    }

    /// A command of the user's own comes first, also as root, over SSH and without a display; then WSL's ways.
    @Test func takesTheBrowserThatIsThere() async throws {
        let folder = try TemporaryFolder()
        for name in ["mine", "wslview", "rundll32.exe", "xdg-open"] {
            try folder.script(name, "printf '%s\\n' \(name) \"$@\" > '\(folder.path)/argv'")
        }
        let url = "https://server.example/?a=b&c=d"
        func opens(_ values: [String: String], userID: UInt32 = 1_000) async -> [String] {
            let environment = ["PATH": "\(folder.path):/usr/bin:/bin"].merging(values) { $1 }
            let browser = Browser(environment: Platform.Environment(environment), userID: userID)
            guard await browser.open(url) == .opened else { return [] }
            return recorded(folder, "argv").split(separator: "\n").map(String.init)
        }
        let own = ["AUTHSCOPE_BROWSER": "mine --new-window  -x"]
        #expect(await opens(own) == ["mine", "--new-window", "-x", url])
        #expect(
            await opens(own.merging(["SSH_CONNECTION": "a b c d"]) { $1 }, userID: 0) == [
                "mine", "--new-window", "-x", url,
            ])
        #expect(await opens(["WSL_DISTRO_NAME": "Debian"]) == ["wslview", url])
        try FileManager.default.removeItem(atPath: folder.path + "/wslview")
        #expect(
            await opens(["WSL_DISTRO_NAME": "Debian"]) == ["rundll32.exe", "url.dll,FileProtocolHandler", url])
        try FileManager.default.removeItem(atPath: folder.path + "/rundll32.exe")
        #expect(await opens(["WSL_DISTRO_NAME": "Debian"]) == ["xdg-open", url])
        let nobody = Platform.Environment([
            "AUTHSCOPE_BROWSER": "nobody-has-this", "DISPLAY": ":0", "PATH": folder.path,
        ])
        #expect(Browser(environment: nobody, userID: 1_000).absence == .noOwnBrowser)
    }

    /// One that the configuration names is used on any machine too, but AUTHSCOPE_BROWSER comes before it.
    @Test func takesTheBrowserOfTheConfiguration() async throws {
        let folder = try TemporaryFolder()
        for name in ["mine", "yours"] {
            try folder.script(name, "printf '%s\\n' \(name) \"$@\" > '\(folder.path)/argv'")
        }
        let url = "https://server.example/?a=b&c=d"
        func opens(_ command: [String], _ values: [String: String] = [:]) async -> [String] {
            let environment = ["PATH": "\(folder.path):/usr/bin:/bin", "SSH_TTY": "x"].merging(values) { $1 }
            let browser = Browser(
                environment: Platform.Environment(environment), command: ProgramArguments(command, line: 1), userID: 0)
            guard await browser.open(url) == .opened else { return [] }
            return recorded(folder, "argv").split(separator: "\n").map(String.init)
        }
        #expect(await opens(["mine", "a b", "$HOME"]) == ["mine", "a b", "$HOME", url])
        #expect(await opens(["\(folder.path)/mine"]) == ["mine", url])
        #expect(await opens(["mine"], ["AUTHSCOPE_BROWSER": "yours"]) == ["yours", url])
        let nobody = Browser(
            environment: Platform.Environment(["PATH": folder.path]),
            command: ProgramArguments(["nobody-has-this"], line: 3))
        #expect(nobody.absence == .noConfiguredBrowser("nobody-has-this", line: 3))
        #expect(nobody.absence?.message.hasPrefix("nobody-has-this (config.json:3) was not found. Correct") == true)
    }

    @Test func startsNothingIfItIsNotTried() async throws {
        let folder = try TemporaryFolder()
        try folder.script("xdg-open", "touch '\(folder.path)/started'")
        let values = ["DISPLAY": ":0", "PATH": "\(folder.path):/usr/bin:/bin"]
        let browser = Browser(environment: Platform.Environment(values), userID: 0)
        #expect(await browser.open("https://server.example/") == .failed)
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/started"))
    }

    // MARK: Arguments and environment

    @Test(arguments: [
        "https://server.example/", "https://server.example:8443/a/b.c?x=%20~_-&y=:/?", "http://127.0.0.1:1/",
        "http://[::1]:8080/x", "http://[::1]/", "http://localhost/?a=b", "https://127.0.0.1/x",
    ])
    func acceptsAURL(url: String) {
        #expect(Browser.accepts(url))
    }

    @Test(arguments: [
        "", "--help", "-", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "https:/", "https://",
        "https:///x", "https://server.example", "https://server.example?x", "http://server.example/",
        "http://127.0.0.2/", "http://localhost.example/", "http://user@127.0.0.1/", "https://user@server.example/",
        "https://server.example:/", "https://server.example:8x/", "https://[::2]/", "https://sérver.example/",
        "HTTPS://server.example/", " https://server.example/", "https://server.example/#x", "https://server.example/+",
        "https://server.example/é", "https://server.example/\0", "http://[::1]x/", "http://[::1]:/",
    ])
    func doesNotAcceptAnythingElse(url: String) {
        #expect(!Browser.accepts(url))
    }

    /// 300 URLs: half as our own serialiser writes them, half with the same text raw.
    private static let corpus: [String] = {
        var payloads = [
            "'", "\"", "`id`", "$(id)", "${IFS}", ";id", "|id", "&id", "&&id", ">x", "<x", "\n", "\r\n", "\t", " ",
            "--help", "-", "%s", "%u", "%n", "%00", "\\", "\\n", "*", "?", "[a]", "{a,b}", "~", "!", "!!", "#x", "(x)",
            "^", "=", ",", "+", "@", ":", "//", "..", "é", "日本", "\u{202E}", "\u{7f}", "\u{1b}]52;c;x\u{7}", "\0",
            "'; touch /tmp/x; '", "\"; touch /tmp/x; \"", "$(touch /tmp/x)", String(repeating: "x", count: 8_000),
        ]
        var generator = SeededGenerator(seed: 3)
        while payloads.count < 150 { payloads.append(generator.text(longest: 40)) }
        return payloads.flatMap { payload -> [String] in
            var request = AuthorizationRequest(endpoint: "https://server.example/authorize")
            request["client_id"] = "s6BhdRkqt3"
            request["scope"] = payload
            return [request.url.text, "https://server.example/authorize?client_id=s6BhdRkqt3&scope=\(payload)"]
        }
    }()

    @Test func passesExactlyOneArgumentOrNothing() async throws {
        let folder = try TemporaryFolder()
        // The arguments of the program: its absolute path, and the URL.
        try folder.script("xdg-open", "{ printf '%s\\n' \"$#\" \"$0\"; printf '%s' \"$1\"; } > '\(folder.path)/argv'")
        let browser = browser(folder)
        #expect(Self.corpus.count == 300)
        var opened = 0
        for url in Self.corpus {
            try? FileManager.default.removeItem(atPath: "\(folder.path)/argv")
            let outcome = await browser.open(url)
            #expect(outcome == (Browser.accepts(url) ? .opened : .notAccepted))
            #expect(recorded(folder, "argv") == (outcome == .opened ? "1\n\(folder.path)/xdg-open\n\(url)" : ""))
            if outcome == .opened { opened += 1 }
        }
        // All of our own, and those of the raw ones that hold nothing special.
        #expect((150...200).contains(opened))
    }

    @Test func acceptsWhateverOurOwnSerialiserWrites() {
        for url in stride(from: 0, to: 300, by: 2).map({ Self.corpus[$0] }) { #expect(Browser.accepts(url), "\(url)") }
    }

    // MARK: How it is started

    @Test func startsItInASessionOfItsOwnWithNothingOfOurs() async throws {
        let folder = try TemporaryFolder()
        try folder.script(
            "xdg-open",
            """
            ls -l /proc/$$/fd > '\(folder.path)/descriptors' & wait
            cat /proc/$$/stat > '\(folder.path)/stat'
            """)
        // Sockets that a careless program would hand down, besides those of a listener.
        let careless = (0..<20).map { _ in socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
        defer { for descriptor in careless { close(descriptor) } }
        let login = try await Login()
        #expect(await browser(folder).open("https://server.example/") == .opened)
        login.listener.close()
        let descriptors = recorded(folder, "descriptors")
        #expect(!descriptors.isEmpty && !descriptors.contains("socket:") && !descriptors.contains("pipe:"))
        for number in 0...2 { #expect(descriptors.contains(" \(number) -> /dev/null\n")) }
        // proc(5): the number, the name in brackets, the state, then parent, group and session.
        let stat = recorded(folder, "stat").split(separator: " ")
        #expect(stat[3] == "\(getpid())", "started by us and by no shell")
        #expect(stat[5] == stat[0], "leads its session")
    }

    @Test func reportsThatItFailed() async throws {
        let folder = try TemporaryFolder()
        try folder.script("xdg-open", "exit 3")
        #expect(await browser(folder).open("https://server.example/") == .failed)
    }

    /// An opener that hangs is ended and reaped. Its children go on, because one may be the browser.
    @Test func givesUpOnAnOpenerThatHangs() async throws {
        let folder = try TemporaryFolder()
        let pids = "\(folder.path)/pids"
        try folder.script("xdg-open", "sleep 600 & echo \"$$ $!\" > '\(pids)'; wait")
        var numbers: [pid_t] = []
        for timeout in growingTimeouts where numbers.isEmpty {
            #expect(await browser(folder, timeout: timeout).open("https://server.example/") == .tookTooLong)
            numbers = recorded(folder, "pids").split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
        }
        try #require(numbers.count == 2)
        #expect(kill(numbers[0], 0) == -1 && errno == ESRCH)
        #expect(kill(numbers[1], SIGKILL) == 0)
    }
}
