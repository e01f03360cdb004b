import Catalog
import Foundation
import Testing

@testable import Platform

/// A path is octets. None of them is lost, however the path is shown.
@Suite struct OctetPathTests {
    private static let odd = OctetPath(octets: Array("/h\u{E9}/".utf8) + [0xFF, 0x20, 0xC3, 0x28, 0xF0, 0x9F])

    @Test func isTakenApart() {
        let path = Self.odd.appending([0x80]).appending("own")
        #expect(path.folder?.folder == Self.odd)
        #expect(Array(path.name) == Array("own".utf8))
        #expect(OctetPath("/a").folder == "/")
        #expect(OctetPath("/").folder == "/")
        #expect(OctetPath("a").folder == nil)
        #expect(OctetPath("a").nameText == "a")
        #expect(Self.odd.isAbsolute && !OctetPath("a/b").isAbsolute)
    }

    @Test func isShownWithEachOctet() {
        #expect(Self.odd.text == "/h\u{E9}/\\xFF \\xC3(\\xF0\\x9F")
        #expect(Self.odd.nameText == "\\xFF \\xC3(\\xF0\\x9F")
        #expect(OctetPath("/a/\u{1F600}").text == "/a/\u{1F600}")
    }

    @Test(arguments: [
        "/plain/path-1.json", "with space", "it's", "-n", "a\\b", "$(id)", "`id`", "\"", "new\nline", "é", "~", "*", "",
    ])
    func isAWordForAShell(text: String) throws { try check(OctetPath(text)) }

    @Test func isAWordForAShellThoughItIsNotUTF8() throws { try check(Self.odd) }

    /// A shell that reads the word finds the path.
    private func check(_ path: OctetPath) throws {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = ["-c", "printf %s \(path.shellWord)"]
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let octets = Array(output.fileHandleForReading.readDataToEndOfFile())
        shell.waitUntilExit()
        #expect(octets == (path.octets.first == UInt8(ascii: "-") ? Array("./".utf8) : []) + path.octets)
    }

    @Test func isWhatTheArgumentSaid() {
        let arguments = ["authscope", "--provider=x"].map { Array($0.utf8) } + [Self.odd.octets]
        let repaired = String(decoding: Self.odd.octets, as: UTF8.self)
        #expect(OctetPath(argument: repaired, among: arguments) == Self.odd)
        let joined = Array("--provider=".utf8) + Self.odd.octets
        #expect(OctetPath(argument: repaired, among: [joined]) == Self.odd)
        #expect(OctetPath(argument: repaired, among: []) == OctetPath(repaired))
        #expect(OctetPath(argument: "x", among: arguments) == "x")
    }

    @Test func comesFromTheEnvironmentUnchanged() throws {
        let folder = try TemporaryFolder()
        let home = OctetPath(folder.path).appending([0xFF])
        let environment = Environment(octets: ["HOME": home.octets, "PATH": home.octets])
        let store = OwnEntriesStore(environment: environment, provider: "bakery")
        #expect(store.path == home.appending(".config/authscope/own/bakery.json"))
        #expect(home.withCString { mkdir($0, 0o700) } == 0)
        var own = OwnEntries()
        own.add(.init(name: "a"))
        #expect(store.save(own, over: OwnEntries()) == .saved(own))
        #expect(store.load() == .entries(own))
        let state = StateDirectory(environment: environment).path
        #expect(state == home.appending(".local/state/authscope"))
        let tool = home.appending("tool")
        #expect(try PrivateFile(tool).create(with: []) == ())
        #expect(tool.withCString { chmod($0, 0o700) } == 0)
        #expect(environment.path(of: "tool") == tool)
        // No other folder was made beside it.
        let entries = try #require(OctetPath(folder.path).withCString { opendir($0) })
        defer { closedir(entries) }
        #expect(entryNames(in: entries) == [[0xFF]])
    }
}
