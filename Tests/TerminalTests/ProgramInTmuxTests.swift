import Foundation
import TestTraits
import Testing

/// The program inside tmux, under a shell.
@Suite(.onThreadsOfTheirOwn, .serialized, .enabled(if: Tmux.isInstalled, "tmux is missing: apt-get install tmux"))
struct ProgramInTmuxTests {
    private func start(_ term: String = "tmux-256color") throws -> Tmux {
        let tmux = try Tmux(term: term)
        try tmux.run("\(Products.authscope); echo status $?")
        try tmux.wait { $0.contains("Ready") && $0.contains("? help") }
        return tmux
    }

    @Test(arguments: ["tmux-256color", "screen-256color", "xterm-256color"])
    func startsTogglesAndQuits(term: String) throws {
        let tmux = try start(term)
        #expect(try tmux.isAlternate)
        try tmux.press("Space")
        try tmux.wait(for: "0 of 5 on")
        try tmux.press("Up", "Space")
        try tmux.wait(for: "1 of 5 on")
        try tmux.press("q")
        try tmux.wait(for: "status 0")
        #expect(try !tmux.isAlternate)
        #expect(try tmux.value("#{cursor_flag}") == "1")
    }

    /// With keys that the screen names, and nothing else.
    @Test func exchangesACode() throws {
        let tmux = try Tmux(term: "tmux-256color")
        let redirectURI = "http://127.0.0.1:\(try Sockets.freePort())/callback"
        let file = tmux.home.appending(path: "provider.json")
        try """
        { "authscope": 1, "id": "example", "name": "Example", "scopes": ["orders"], "suggested_scopes": ["orders"],
          "authorization_endpoint": "https://accounts.example/authorize",
          "clients": [{ "name": "App", "client_id": "app-1", "redirect_uris": ["\(redirectURI)"] }] }
        """.write(to: file, atomically: true, encoding: .utf8)
        try tmux.run("\(Products.authscope) --provider \(file.path); echo status $?")
        try tmux.wait { $0.contains("t rehearse") }
        try tmux.press("t")
        try tmux.wait { $0.contains("a allow ") && $0.contains("Wait on 127.0.0.1") }
        try tmux.press("a")
        try tmux.wait { $0.contains("Enter send ") && $0.contains("3 state matches") }
        try tmux.press("Enter")
        try tmux.wait { $0.contains("✓ Exchanged") && $0.contains("Esc leave") }
        try tmux.press("Escape")
        try tmux.wait { $0.contains("t rehearse") }
        try tmux.press("q")
        try tmux.wait(for: "status 0")
        #expect(try !tmux.isAlternate)
    }

    /// The provider chosen in the palette, and the choices made with it, are there again at the next start.
    @Test func comesBackToTheProviderChosenLast() throws {
        let tmux = try Tmux(term: "tmux-256color")
        let folder = tmux.home.appending(path: "config/authscope/providers")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try """
        { "authscope": 1, "id": "music", "name": "Music", "scopes": ["listen", "play"],
          "authorization_endpoint": "https://music.example/authorize",
          "clients": [{ "name": "App", "client_id": "app-1", "redirect_uris": ["https://app.example/callback"] }] }
        """.write(to: folder.appending(path: "music.json"), atomically: true, encoding: .utf8)
        try "{".write(to: folder.appending(path: "broken.json"), atomically: true, encoding: .utf8)
        try tmux.run("\(Products.authscope); echo status $?")
        try tmux.wait { $0.contains("Bakeronline") && $0.contains("Ready") }
        try tmux.type(":prov")
        try tmux.wait { $0.contains("Commands") && $0.contains("change to another provider") }
        try tmux.press("Enter")
        try tmux.wait { $0.contains("Providers") && $0.contains("✗  broken.json") }
        try tmux.type("mus")
        try tmux.wait { $0.contains("1 of ") && $0.contains("music.example") }
        try tmux.press("Enter")
        try tmux.wait { $0.contains("Now on Music") && $0.contains("0 of 2 on") }
        try tmux.press("Down", "Space")
        try tmux.wait(for: "scope=play")
        try tmux.press("q")
        try tmux.wait(for: "status 0")
        try tmux.run("clear; \(Products.authscope); echo status $?")
        try tmux.wait { $0.contains("Music") && $0.contains("1 of 2 on") && $0.contains("scope=play") }
        try tmux.press("q")
        try tmux.wait(for: "status 0")
        // The choices for the first one are saved too.
        try tmux.run("clear; \(Products.authscope) --provider bakeronline; echo status $?")
        try tmux.wait { $0.contains("Bakeronline") && $0.contains("1 of 5 on") }
        try tmux.press("q")
        try tmux.wait(for: "status 0")
    }

    /// An added client is there at the next start, and undo restores a deleted one.
    @Test func keepsAnOwnClient() throws {
        let tmux = try start()
        try tmux.press("1")
        try tmux.wait(for: "a add")
        try tmux.press("a")
        try tmux.wait { $0.contains("New client") && $0.contains("Enter save") }
        try tmux.type("Mine")
        try tmux.press("Tab")
        try tmux.type("typed wrong")
        try tmux.wait(for: "client-id-shape")
        try tmux.press("C-u")
        try tmux.paste(String(repeating: "0a", count: 40) + "\n")
        try tmux.press("Tab")
        try tmux.paste("http://127.0.0.1:9000/cb\nhttps://mine.example/cb\n")
        try tmux.wait { $0.contains("https://mine.example/cb") && $0.contains("Enter save") }
        try tmux.press("Enter")
        try tmux.wait { $0.contains("Added and chosen: Mine") && $0.contains("(∙) Mine") }
        try tmux.press("q")
        try tmux.wait(for: "status 0")
        let file = tmux.home.appending(path: "config/authscope/own/bakeronline.json")
        #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)

        try tmux.run("clear; \(Products.authscope); echo status $?")
        try tmux.wait { $0.contains("(∙) Mine") && $0.contains("? help") && $0.contains("9000") }
        try tmux.press("d")
        try tmux.wait { $0.contains("Deleted Mine · u undo") && !$0.contains("(∙) Mine") }
        try tmux.press("u")
        try tmux.wait(for: "(∙) Mine")
        try tmux.press("q")
        try tmux.wait(for: "status 0")

        try "{\"authscope\": 1, \"provider\": 3}".write(to: file, atomically: true, encoding: .utf8)
        try tmux.run("clear; \(Products.authscope); echo status $?")
        try tmux.wait { $0.contains("own/bakeronline.json:1:30") && !$0.contains("Mine") }
        try tmux.press("1", "d")
        try tmux.wait(for: "renamed to bakeronline.json.bad")
        try tmux.press("q")
        try tmux.wait(for: "status 0")
    }

    @Test func copiesThroughTmux() throws {
        let tmux = try start()
        try tmux.press("p")
        // With nothing above it.
        try tmux.wait(joined: true) { $0.hasPrefix("https://") && $0.contains("Enter goes back") }
        let url = try #require(
            tmux.screen(joined: true).split(separator: "\n").first { $0.hasPrefix("https://") })
        try tmux.press("Enter")
        try tmux.wait { $0.contains("? help") }
        try tmux.press("y")
        try tmux.wait { $0.contains("Copied") || $0.contains("Sent") }
        #expect(try tmux.command("show-buffer").joined() == url)
    }

    @Test func stopsAndContinues() throws {
        let tmux = try start()
        try tmux.press("C-z")
        try tmux.wait { try $0.contains("Stopped") && !tmux.isAlternate }
        #expect(try tmux.value("#{cursor_flag}") == "1")
        try tmux.resize(width: 100, height: 30)
        try tmux.run("fg")
        try tmux.wait { try $0.contains("Ready") && tmux.isAlternate }
        // In brackets again, hence no keys.
        try tmux.paste("q\nq\n")
        try tmux.press("Space")
        try tmux.wait(for: "0 of 5 on")
    }

    @Test func survivesAStormOfSizes() throws {
        let tmux = try start()
        for step in 0..<40 { try tmux.resize(width: 2 + step * 37 % 150, height: 2 + step * 13 % 50) }
        try tmux.resize(width: 80, height: 24)
        try tmux.wait { $0.contains("Ready") && $0.contains("? help") }
    }
}
