import Catalog
import Screen
import TestTraits
import Testing

@testable import App

/// The contents of a configuration, and the messages about errors in it.
@Suite(.onThreadsOfTheirOwn) struct ConfigurationTests {
    private func read(_ text: String) throws -> Configuration {
        try Configuration(reading: Array(text.utf8), path: "config.json")
    }

    @Test func readsEachMember() throws {
        let configuration = try read(
            """
            {
              // Whatever an editor wants.
              "$schema": "https://example/config.schema.json",
              "keys": {"global": {"copy": "W", "zoom": ["Z", "Ctrl-T"], "plain": "none",}},
              /* A theme by its name. */
              "theme": "contrast",
              "browser": ["firefox", "--new-window"],
              "clipboard": ["/usr/bin/pbcopy"],
              "mouse": false,
              "hints": "off",
              "ascii": true,
            }
            """)
        #expect(
            configuration.keys == [
                KeyChange(.global, .copy, ["W"]), KeyChange(.global, .zoom, ["Z", .control("t")]),
                KeyChange(.global, .plain, []),
            ])
        #expect(configuration.theme == Theme.named("contrast"))
        #expect(configuration.browser?.words == ["firefox", "--new-window"])
        #expect(configuration.clipboard?.words == ["/usr/bin/pbcopy"])
        #expect(configuration.mouse == false)
        #expect(configuration.hints == false)
        #expect(configuration.ascii == true)
        #expect(try read("{}") == Configuration())
    }

    @Test func readsColoursByRole() throws {
        let theme = try #require(
            try read(#"{"theme": {"base": "dark", "background": 17, "error": "bright-red", "value-beside": 250}}"#)
                .theme)
        #expect(theme.base == Theme.named("dark")?.base)
        #expect(theme.background == 17)
        #expect(theme.color(of: .error) == 9)
        #expect(theme.color(of: .valueBeside) == 250)
        #expect(theme.color(of: .text) == nil)
    }

    static let faults: [(text: String, problem: String)] = [
        ("", "1:1: the text ends here; expected an object"),
        ("{\n  \"them\": \"dark\"}", "2:3: unknown key \"them\"; did you mean \"theme\"?"),
        ("{\n  // é\n  /* é */ \"theme\": \"drak\"}", "3:20: unknown theme \"drak\"; did you mean \"dark\"?"),
        (#"{"theme": {"erorr": 1}}"#, "1:12: unknown role \"erorr\"; did you mean \"error\"?"),
        (
            #"{"theme": {"error": 256}}"#,
            "1:21: a colour is a number from 0 to 255, or a name such as \"bright-blue\""
        ),
        (#"{"theme": {"error": "bright-redd"}}"#, "1:21: unknown colour \"bright-redd\"; did you mean \"bright-red\"?"),
        (#"{"hints": "maybe"}"#, "1:11: expected \"on\" or \"off\""),
        (#"{"mouse": "on"}"#, "1:11: found '\"'; expected true or false"),
        (
            #"{"browser": "firefox %s"}"#,
            "1:13: expected an array of texts: the program, then its arguments"
        ),
        (#"{"browser": []}"#, "1:13: the program is missing: name it first"),
        (#"{"clipboard": ["./copy"]}"#, "1:15: write the whole path of the program, or only its name"),
        (
            #"{"keys": {"global": {"palette": "none"}}}"#,
            "1:22: this action must have a key, such as :, because no other way leads there; name one"
        ),
        (#"{"keys": {"globl": {}}}"#, "1:11: unknown place \"globl\"; did you mean \"global\"?"),
        (#"{"keys": {"global": {"cpoy": "c"}}}"#, "1:22: unknown action \"cpoy\"; did you mean \"copy\"?"),
        (#"{"keys": {"global": {"copy": "Ctl-C"}}}"#, "1:30: unknown key \"Ctl-C\"; did you mean \"Ctrl-C\"?"),
        (#"{"keys": {"global": {"copy": "yy"}}}"#, "1:30: unknown key \"yy\"; a key is one character"),
        (#"{"keys": {"global": {"copy": "esc"}}}"#, "1:30: unknown key \"esc\"; did you mean \"Esc\"?"),
        (#"{"keys": {"global": {"copy": "PgUpp"}}}"#, "1:30: unknown key \"PgUpp\"; did you mean \"PgUp\"?"),
        (#"{"keys": {"global": {"copy": ["c", "c"]}}}"#, "1:36: c is listed twice; remove one"),
        (
            #"{"keys": {"global": {"copy": [ ]}}}"#,
            "1:30: no key is listed; write \"none\" to leave the action without a key"
        ),
        (#"{"keys": {"global": {"copy": "F13"}}}"#, "1:30: unknown key \"F13\"; did you mean \"F1"),
        (#"{"keys": {"global": {"copy": "Ctrl-I"}}}"#, "1:30: a terminal sends the same for Ctrl-I and Tab"),
        (#"{"keys": {"global": {"copy": "Alt-X"}}}"#, "1:30: the only keys with Alt"),
        (#"{"theme": "dark", "theme": "dark"}"#, "1:19: the name \"theme\" occurs twice in this object; keep one"),
    ]

    @Test(arguments: faults)
    func saysWhatIsWrongAndWhere(text: String, problem: String) {
        do {
            _ = try read(text)
            Issue.record("read: \(text)")
        } catch {
            #expect("\(error)".hasPrefix("config.json:\(problem)"), "\(error)")
        }
    }

    // MARK: Keys

    /// A key has one meaning in each place.
    static let conflicts: [(keys: String, problem: String)] = [
        // With a key of the standard table.
        (
            #""global": {"copy": "q"}"#,
            "1:30: q is also the key of \"quit\" in \"global\"; give one of them another key or \"none\""
        ),
        // With a key of the file; the later one is named.
        (#""global": {"copy": "Q", "plain": ["W", "Q"]}"#, "1:50: Q is also the key of \"copy\" in \"global\""),
        // A key of a pane would hide one that works everywhere.
        (#""global": {"copy": "a"}"#, "1:30: a is also the key of \"client.add\" in \"clients\""),
        (#""scopes": {"all": "y"}"#, "1:29: y is also the key of \"copy\" in \"global\""),
        (#""attempt": {"attempt.allow": "y"}"#, "1:40: y is also the key of \"copy\" in \"global\""),
        (#""page": {"toggle": "j"}"#, "1:30: j is also the key of \"down\" in \"viewer\""),
        (#""list": {"up": "Ctrl-A"}"#, "1:26: Ctrl-A is also the key of \"text.start\" in \"text\""),
        // Ctrl-Z works while typing, too.
        (#""text": {"text.yank": "Ctrl-Z"}"#, "1:33: Ctrl-Z is also the key of \"suspend\" in \"global\""),
        (#""global": {"redraw": "N"}"#, "1:32: N is also the key of \"match.previous\" in \"viewer\""),
        // Ways out.
        (#""global": {"copy": "Esc"}"#, "1:30: Esc always confirms or leaves"),
        (#""viewer": {"filter": "Ctrl-C"}"#, "1:32: Ctrl-C always confirms or leaves"),
        (#""global": {"zoom": "Enter"}"#, "1:30: Enter always confirms or leaves"),
        (#""global": {"back": "none"}"#, "1:22: Esc must stay a key of this action"),
        (#""global": {"interrupt": "Ctrl-X"}"#, "1:22: Ctrl-C must stay a key of this action"),
        (#""text": {"accept": "Ctrl-O"}"#, "1:20: Enter must stay a key of this action"),
        (#""text": {"back": "Esc"}"#, "1:20: Ctrl-C must stay a key of this action"),
        (#""question": {"yes": "none"}"#, "1:24: this action must have a key, such as y,"),
        // Characters are text while a line is typed.
        (#""text": {"text.start": "a"}"#, "1:34: a is typed as text here"),
    ]

    @Test(arguments: conflicts)
    func refusesAKeyWithTwoMeanings(keys: String, problem: String) {
        do {
            _ = try read("{\"keys\": {\(keys)}}")
            Issue.record("read: \(keys)")
        } catch {
            #expect("\(error)".hasPrefix("config.json:\(problem)"), "\(error)")
        }
    }

    @Test func swapsTwoKeys() throws {
        let keys = try read(#"{"keys": {"global": {"copy": "q", "quit": "y"}}}"#).keys
        let table = KeyTable.standard.changed(by: keys)
        #expect(table.action(for: "q", in: [.scopes, .global]) == .copy)
        #expect(table.action(for: "y", in: [.scopes, .global]) == .quit)
        #expect(table.key(of: .copy, in: [.global]) == "q")
    }

    /// Every action has its usual keys in a file that says so, with the names that the documentation gives to keys.
    @Test func readsTheStandardTable() throws {
        let contexts = Binding.Context.allCases.map { context in
            let rows = KeyTable.standard.bindings.filter { $0.context == context }.map { row in
                let keys = row.keys.map { $0 == "\\" || $0 == "\"" ? #""\\#($0.label)""# : "\"\($0.label)\"" }
                return "\"\(row.action.rawValue)\": " + (keys.isEmpty ? "\"none\"" : "[\(keys.joined(separator: ","))]")
            }
            return "\"\(context.name)\": {\(rows.joined(separator: ","))}"
        }
        let keys = try read("{\"keys\": {\(contexts.joined(separator: ","))}}").keys
        #expect(keys.count == KeyTable.standard.bindings.count)
        #expect(KeyTable.standard.changed(by: keys) == KeyTable.standard)
        #expect(Set(Binding.Context.allCases.map(\.name)).count == Binding.Context.allCases.count)
    }

    @Test func copiesNoTableWithoutChanges() {
        #expect(KeyTable.standard.changed(by: []) === KeyTable.standard)
        #expect(Fixture.model().desk.keys === KeyTable.standard)
        #expect(Setup().keys === KeyTable.standard)
    }

    // MARK: Settings

    @Test func writesSettingsThatCanBeRead() throws {
        var settings = Configuration()
        settings.apply(.theme(try #require(Theme.named("dusk"))))
        settings.apply(.keys(KeyChange(.global, .copy, ["\"", "c"])))
        settings.apply(.keys(KeyChange(.text, .textYank, [])))
        settings.apply(.keys(KeyChange(.global, .copy, ["\\"])))
        settings.apply(.keys(KeyChange(.global, .plain, ["W"])))
        settings.apply(.standardKeys(.global, .plain))
        let again = try Configuration(settings: Array(settings.settingsText.utf8), path: "settings.json")
        #expect(again.theme == settings.theme)
        #expect(again.keys.count == 2)
        #expect(again.keys.contains(KeyChange(.global, .copy, ["\\"])))
        #expect(again.keys.contains(KeyChange(.text, .textYank, [])))
    }

    @Test func letsTheUsersFileCount() throws {
        var settings = Configuration()
        settings.apply(.theme(.mono))
        settings.apply(.keys(KeyChange(.global, .copy, ["X"])))
        settings.apply(.keys(KeyChange(.global, .zoom, ["Q"])))
        settings.apply(.keys(KeyChange(.global, .open, [.control("o")])))
        let setup = Setup(
            configuration: try read(#"{"theme": "dark", "keys": {"global": {"copy": "W", "plain": "Q"}}}"#),
            settings: settings)
        #expect(setup.theme.name == "dark")
        #expect(setup.keys.key(of: .copy, in: [.global]) == "W")
        #expect(setup.keys.key(of: .open, in: [.global]) == .control("o"))
        // It would have the key of another action.
        #expect(setup.keys.key(of: .zoom, in: [.global]) == "z")
        #expect(setup.unused == [KeyChange(.global, .zoom, ["Q"])])
    }
}
