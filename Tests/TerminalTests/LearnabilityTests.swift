import Foundation
import TestTraits
import Testing

/// Somebody who has read nothing presses only keys that the screen names at that moment.
@Suite(.onThreadsOfTheirOwn, .serialized)
final class LearnabilityTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    private func start(width: Int, height: Int, _ arguments: [String] = []) throws -> Program {
        let program = try Program(
            Products.authscope, arguments, environment: ["HOME": home.path], width: width, height: height)
        try program.wait { $0.contains("? help") }
        return program
    }

    /// The built-in provider, but for the port of its client, which anybody on this machine may have.
    private func builtInProviderAtAFreePort() throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../seeds")
        let text = try String(contentsOf: folder.appending(path: "bakeronline.json"), encoding: .utf8)
        #expect(text.contains("127.0.0.1:8765"))
        let file = home.appending(path: "provider.json")
        try text.replacing("127.0.0.1:8765", with: "127.0.0.1:\(Sockets.freePort())")
            .write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    private static let bytes = [
        "Space": " ", "Enter": "\r", "Tab": "\t", "Esc": "\u{1B}", "2": "2", "3": "3", "4": "4", "y": "y", "f": "f",
        "p": "p", "q": "q", "t": "t", "a": "a", "?": "?",
    ]

    /// Presses a key that the first row or the last one offers with this hint.
    private func press(_ key: String, _ hint: String, on program: Program) throws {
        // A frame may come in two pieces, the last row in the second one.
        try program.wait { screen in
            [screen.rows.first, screen.rows.last].compactMap(\.self).contains { $0.contains("\(key) \(hint)") }
        }
        program.type(try #require(Self.bytes[key]))
    }

    @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 10)])
    func copiesWithTheFirstKey(width: Int, height: Int) throws {
        let program = try start(width: width, height: height)
        try press("y", "copy", on: program)
        try program.wait { $0.contains("Copied via the terminal") }
        #expect(program.screen.commands.contains { $0.hasPrefix("52;c;") })
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    /// The whole flow in three keys, without a browser, an account or a network.
    @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 10)])
    func exchangesACodeWithThreeKeys(width: Int, height: Int) throws {
        let program = try start(width: width, height: height, ["--provider", try builtInProviderAtAFreePort()])
        try press("t", "rehearse", on: program)
        try program.wait { $0.contains("a allow") }
        try press("a", "allow", on: program)
        try program.wait { $0.contains("Enter send") }
        try press("Enter", "send", on: program)
        try program.wait { $0.contains("✓ Exchanged") }
        try press("Esc", "leave", on: program)
        try program.wait { $0.contains("Ready") }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    /// Clicks on what the first row or the last one offers.
    private func click(_ hint: String, on program: Program) throws {
        try program.wait { screen in
            [screen.rows.first, screen.rows.last].compactMap(\.self).contains { $0.contains(hint) }
        }
        let rows = program.screen.rows
        let y = try #require([0, rows.count - 1].first { rows[$0].contains(hint) })
        let place = "\(rows[y].components(separatedBy: hint)[0].count + 1);\(y + 1)"
        program.type("\u{1B}[<0;\(place)M\u{1B}[<0;\(place)m")
    }

    /// The same without a key.
    @Test(arguments: [(120, 36), (80, 24), (60, 20)])
    func exchangesACodeWithTheMouseAlone(width: Int, height: Int) throws {
        let program = try start(width: width, height: height, ["--provider", try builtInProviderAtAFreePort()])
        try click("t rehearse", on: program)
        try click("a allow", on: program)
        try program.wait { $0.contains("Enter send") }
        try click("Enter send", on: program)
        try program.wait { $0.contains("✓ Exchanged") }
        try click("Esc leave", on: program)
        try program.wait { $0.contains("Ready") }
        try click("y copy", on: program)
        try program.wait { $0.contains("Copied via the terminal") }
        try click("? help", on: program)
        try program.wait { $0.contains("Everywhere") }
        try click("Esc close", on: program)
        try program.wait { $0.contains("Ready") }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    /// From an API description to a URL of one's own client, by what the screen says.
    @Test(arguments: [(120, 36), (80, 24), (60, 20)])
    func copiesAURLOfAProviderThatIsOnlyAFile(width: Int, height: Int) throws {
        try Self.description.write(to: home.appending(path: "music.yaml"), atomically: true, encoding: .utf8)
        let program = try start(width: width, height: height)
        try press("?", "help", on: program)
        try program.wait { screen in screen.rows.contains { $0.hasPrefix("   i  ") && $0.contains("import") } }
        try press("Esc", "close", on: program)
        // Esc and a key that follows it at once would be Alt and that key.
        try program.wait { $0.contains("? help") && !$0.contains("Esc close") }
        program.type("i")
        try program.wait { $0.contains("File, folder or https URL:") }
        program.type("~/music.yaml")
        try press("Enter", "read it", on: program)
        try program.wait { $0.contains("Enter import") && $0.contains("nothing is written yet") }
        try press("Enter", "import", on: program)
        try program.wait { $0.contains("Imported Music") }
        try press("a", "add", on: program)
        try program.wait { $0.contains("New client") }
        program.type("Mine\tapp-1\thttps://app.example/callback")
        try program.wait { $0.contains("https://app.example/callback") }
        try press("Enter", "save", on: program)
        try program.wait { $0.contains("No scope yet: 2 go to Scopes") }
        program.type("2")
        try program.wait { $0.contains("No scope yet: Space turn on") }
        try press("Space", "on/off", on: program)
        try program.wait { $0.contains("Ready") }
        try press("y", "copy", on: program)
        try program.wait { $0.contains("Copied via the terminal") }
        let command = try #require(program.screen.commands.first { $0.hasPrefix("52;c;") })
        let data = try #require(Data(base64Encoded: String(command.dropFirst("52;c;".count))))
        let url = String(decoding: data, as: UTF8.self)
        #expect(
            url.hasPrefix(
                "https://music.example/authorize?response_type=code&client_id=app-1"
                    + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=library%3Aread&state="))
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    private static let description = """
        openapi: 3.0.3
        info: {title: Music, version: "1"}
        paths:
          /me/tracks:
            get: {security: [{oauth: ["library:read"]}], responses: {}}
        components:
          securitySchemes:
            oauth:
              type: oauth2
              flows:
                authorizationCode:
                  authorizationUrl: https://music.example/authorize
                  tokenUrl: https://music.example/token
                  scopes: {"library:read": Read your library}
        """

    @Test func findsItsWayBackWhenNoScopeIsOn() throws {
        let program = try start(width: 80, height: 24)
        try press("Space", "on/off", on: program)
        try program.wait { $0.contains("No scope yet: Space turn on") }
        try press("Tab", "next pane", on: program)
        try program.wait { $0.contains("No scope yet: 2 go to Scopes") }
        program.type("2")
        try program.wait { $0.contains("No scope yet: Space turn on") }
        program.type(" ")
        try program.wait { $0.contains("Ready") }
        try press("y", "copy", on: program)
        try program.wait { $0.contains("Copied via the terminal") }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    @Test func fixesWhatIsWrong() throws {
        let program = try start(width: 80, height: 24)
        program.type("m")
        try program.wait { $0.contains("1 warning") }
        try press("4", "show it", on: program)
        try program.wait { $0.contains("f use S256") }
        try press("f", "use S256", on: program)
        try program.wait { $0.contains("Fixed: use S256") }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }
}
