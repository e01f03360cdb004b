import Foundation
import TestTraits
import Testing

/// The output to the terminal if names and descriptions contain terminal controls.
@Suite(.onThreadsOfTheirOwn, .serialized)
final class HostileTextTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    @Test(arguments: [
        "\u{1B}]0;owned\u{7}", "\u{1B}]52;c;ZXZpbA==\u{7}", "\u{1B}[2J\u{1B}[1;1H", "\u{1B}[?1049l", "\u{9B}31m",
        "\u{1B}P1;1|00/00\u{1B}\\", "\u{202E}desrever", "\r\n\n\n", "\u{8}\u{8}\u{8}", "\u{1B}c", "\u{85}", "\u{E0041}",
        "\u{200B}\u{2066}", "日本\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ])
    func letsNoForeignTextDriveTheTerminal(payload: String) throws {
        let text = payload.unicodeScalars.map { scalar in
            scalar.utf16.map { String(format: "\\u%04X", $0) }.joined()
        }.joined()
        let file = home.appending(path: "hostile.json")
        try """
        {"authscope": 1, "id": "hostile", "name": "H\(text)",
         "authorization_endpoint": "https://server.example/authorize",
         "scopes": [{"name": "a:read", "summary": "S\(text)"}, {"name": "b:read", "summary": "\(text)"}],
         "clients": [{"name": "C\(text)", "client_id": "abc", "redirect_uris": ["https://app.example/cb"]}]}
        """.write(to: file, atomically: true, encoding: .utf8)
        let program = try Program(
            Products.authscope, ["--provider", file.path], environment: ["HOME": home.path], width: 100, height: 30)
        try program.wait { $0.contains("? help") }
        for key in ["1", "2", "j", " ", "3", "j", "v", "4", "j", "5", "\r", "q", "v", "z", "?", "q", "z", "p"] {
            program.type(key)
        }
        try program.wait { _ in program.hasWritten("Enter goes back") }
        program.type("\r")
        try program.wait { $0.isAlternate && $0.contains("? help") }
        #expect(program.screen.title.hasPrefix("authscope: C"))
        #expect(program.screen.title.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        #expect(program.screen.unknown == [])
        #expect(program.screen.commands.allSatisfy { !$0.hasPrefix("52") })
        #expect(program.screen.rows.allSatisfy { $0.unicodeScalars.count <= 200 })
        program.type("q")
        #expect(try program.end() == .exited(0))
    }
}
