import Foundation
import TestTraits
import Testing

/// Terminal inside tmux, under a shell: what needs job control, and a terminal that is not ours.
@Suite(.onThreadsOfTheirOwn, .serialized, .enabled(if: Tmux.isInstalled, "tmux is missing: apt-get install tmux"))
struct TmuxTests {
    private func start(_ term: String = "tmux-256color") throws -> Tmux {
        let tmux = try Tmux(term: term)
        try tmux.run("\(Products.probe); stty -a | grep -o -e '-\\?icanon'; echo status $?")
        try tmux.wait(for: "line 7")
        return tmux
    }

    private func stopAndContinue(_ tmux: Tmux, by stop: () throws -> Void) throws {
        try stop()
        try tmux.wait { try $0.contains("Stopped") && !tmux.isAlternate }
        #expect(try tmux.value("#{cursor_flag}") == "1")
        try tmux.run("clear; stty -a | grep -o -e '-\\?icanon'")
        try tmux.wait { $0.contains("\nicanon") || $0.hasPrefix("icanon") }
        try tmux.run("fg")
        try tmux.wait { try $0.contains("line 7") && tmux.isAlternate }
    }

    @Test(arguments: ["tmux-256color", "screen-256color", "xterm-256color"])
    func takesTheScreenAndGivesItBack(term: String) throws {
        let tmux = try start(term)
        #expect(try tmux.isAlternate)
        #expect(try tmux.value("#{cursor_flag}") == "0")
        #expect(try tmux.value("#{pane_title}") == "probe")
        try tmux.press("Down", "Up", "BTab", "C-Left", "Home", "PPage", "M-q", "é")
        try tmux.wait(for: "character(\"\\u{00E9}\")")
        for key in ["down", "up", "backTab", "wordLeft", "home", "pageUp"] {
            #expect(try tmux.screen().contains("key(\(key))"))
        }
        try tmux.press("q")
        try tmux.wait(for: "status 0")
        #expect(try !tmux.isAlternate)
        #expect(try tmux.value("#{cursor_flag}") == "1")
        #expect(try tmux.value("#{pane_title}") != "probe")
        #expect(try tmux.screen().contains("\nicanon"))
    }

    @Test func stopsAndContinues() throws {
        let tmux = try start()
        try stopAndContinue(tmux) { try tmux.press("C-z") }
        try tmux.wait(for: "resumed")
        #expect(try tmux.value("#{pane_title}") == "probe")
        let process = try tmux.command("display-message -p '#{pane_pid}'").joined()
        let child = try String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
            .split(separator: " ").compactMap { Int32($0) }
        let identifier = try #require(child.first)
        try stopAndContinue(tmux) { kill(identifier, SIGTSTP) }
        // Bracketed paste is on again.
        try tmux.paste("q\nq")
        try tmux.wait(for: "paste(\"q\\nq\")")
    }

    @Test func takesTheSizeItFindsWhenItContinues() throws {
        let tmux = try start()
        try tmux.press("C-z")
        try tmux.wait(for: "Stopped")
        try tmux.resize(width: 100, height: 30)
        try tmux.run("fg")
        try tmux.wait(for: "probe 100x30")
    }

    @Test func paintsAgainAfterItWasStoppedFromOutside() throws {
        let tmux = try start()
        let process = try tmux.value("#{pane_pid}")
        let child = try String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
        let identifier = try #require(child.split(separator: " ").compactMap { Int32($0) }.first)
        kill(identifier, SIGSTOP)
        // The shell has no way of leaving our screen: it writes over it.
        try tmux.wait(for: "Stopped")
        try tmux.run("fg")
        try tmux.wait { $0.contains("resumed") && !$0.contains("Stopped") && $0.contains("line 7") }
    }

    @Test func showsOneLineThatTmuxWraps() throws {
        let tmux = try start()
        try tmux.press("p")
        let text = String(repeating: "0123456789", count: 20)
        try tmux.wait(joined: true) { $0.hasPrefix("\(text)\n\nEnter goes back") }
        try tmux.press("C-z")
        try tmux.wait(for: "Stopped")
        try tmux.run("fg")
        try tmux.wait(joined: true) { $0.hasPrefix("\(text)\n\nEnter goes back") && !$0.contains("Stopped") }
        try tmux.press("Enter")
        try tmux.wait { try $0.contains("line 7") && tmux.isAlternate }
    }

    @Test func survivesAStormOfSizes() throws {
        let tmux = try start()
        for step in 0..<40 { try tmux.resize(width: 2 + step * 37 % 150, height: 2 + step * 13 % 50) }
        try tmux.resize(width: 90, height: 26)
        try tmux.wait { $0.hasPrefix("probe 90x26") && $0.contains("line 7") }
    }
}
