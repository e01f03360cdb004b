import Foundation
import TestTraits
import Testing

/// From the calls of an app to a URL with just the scopes that they need, in the program itself.
@Suite(.onThreadsOfTheirOwn, .serialized)
final class OperationsTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    private func start(width: Int, height: Int) throws -> Program {
        let file = home.appending(path: "provider.json")
        try """
        { "authscope": 1, "id": "example", "name": "Example",
          "authorization_endpoint": "https://accounts.example/authorize",
          "scopes": ["profile", "orders", "orders:write", "invoices"], "suggested_scopes": ["invoices"],
          "clients": [{ "name": "App", "client_id": "app-1", "redirect_uris": ["http://127.0.0.1:8765/callback"] }],
          "operations": [
            { "method": "GET", "path": "/me", "scopes": [["profile"]] },
            { "method": "GET", "path": "/orders", "scopes": [["orders"]] },
            { "method": "POST", "path": "/orders", "scopes": [["orders", "orders:write"]] },
            { "method": "GET", "path": "/invoices", "scopes": [["invoices"]] } ] }
        """.write(to: file, atomically: true, encoding: .utf8)
        let program = try Program(
            Products.authscope, ["--provider", file.path], environment: ["HOME": home.path], width: width,
            height: height)
        try program.wait { $0.contains("? help") && $0.contains("Ready") }
        return program
    }

    /// The URL as `p` prints it.
    private func url(on program: Program) throws -> String {
        program.type("p")
        try program.wait { $0.contains("Enter goes back") }
        let text = program.screen.rows.joined()
        let match = try #require(text.firstMatch(of: /https:\/\/[^ ]+/))
        program.type("\r")
        try program.wait { $0.contains("? help") }
        return String(match.output)
    }

    @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 10)])
    func asksForTheScopesThatTwoCallsNeedAndForNoOthers(width: Int, height: Int) throws {
        let program = try start(width: width, height: height)
        #expect(width == 40 || program.screen.text.contains("O operations"))
        program.type("O")
        try program.wait {
            $0.contains("Space tick an operation")
                && ($0.contains("0 of 4 ticked") || $0.contains("1/4 · 0 ticked"))
        }
        program.type(" ")
        try program.wait { $0.contains("Smallest set: 1 scope") && $0.contains("a use this set") }
        program.type("jj ")
        try program.wait { $0.contains("Smallest set: 3 scopes") }
        program.type("a")
        try program.wait { $0.contains("3 scopes on, 1 off") }
        #expect(try url(on: program).contains("&scope=profile%20orders%20orders%3Awrite&"))
        program.type("u")
        try program.wait { $0.contains("1 of 4 on") || $0.contains("/4 · 1 on") }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }

    @Test func remembersTheCallsOfAnAppUntilTheNextStart() throws {
        let first = try start(width: 80, height: 24)
        first.type("Oj ")
        try first.wait { $0.contains("1 of 4 ticked") }
        first.type("q")
        #expect(try first.end() == .exited(0))
        let second = try start(width: 80, height: 24)
        second.type("O")
        try second.wait { $0.contains("1 of 4 ticked") && $0.contains("Smallest set: 1 scope") }
        second.type("q")
        #expect(try second.end() == .exited(0))
    }
}
