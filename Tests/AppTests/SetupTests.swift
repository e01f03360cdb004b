import Catalog
import OAuth
import Screen
import TestTraits
import Testing

@testable import App

/// The screen with a configuration, and the lists that change it.
@Suite(.onThreadsOfTheirOwn) struct SetupTests {
    private func model(
        _ configuration: String = "{}", settings: Configuration = Configuration(), width: Int = 80, height: Int = 24
    ) throws -> Model {
        var model = Fixture.model(width: width, height: height)
        let configuration = try Configuration(reading: Array(configuration.utf8), path: "config.json")
        model.configure(Setup(configuration: configuration, settings: settings), problem: nil)
        return model
    }

    /// Opens a command of the palette.
    private func open(_ command: String, in model: inout Model) -> [Effect] {
        model.press(":")
        model.type(command)
        return model.press(.enter)
    }

    @Test func doesWhatTheNewKeySays() throws {
        var model = try model(#"{"keys": {"global": {"copy": "W", "help": "F1", "pane.request": "Q"}}}"#)
        #expect(model.press("y") == [])
        #expect(model.press("W").contains(.copy(model.outcome.url.text)))
        // Corner, footer, title, help and palette name it.
        #expect(model.screen[0].contains("W copy"))
        #expect(model.screen[23].contains("F1 help"))
        #expect(model.screen.contains { $0.contains("Q Request") })
        model.press(.f1)
        #expect(model.help?.rows.contains { $0.label == "W" && $0.action == .copy } == true)
        model.press(.escape, ":")
        #expect(model.menu?.rows.first { $0.text == "copy" }?.remark == "W")
        model.press(.escape, "Q")
        #expect(model.pane == .request)
    }

    @Test func takesAKeyAway() throws {
        var model = try model(#"{"keys": {"global": {"copy": "none", "pane.url": "none"}}}"#)
        #expect(!model.screen[0].contains("y copy"))
        #expect(model.screen.contains { $0.hasPrefix("─ URL ") })
        #expect(model.press("y") == [])
        model.press("5")
        #expect(model.pane == .scopes)
    }

    @Test func namesNoKeysWithoutHints() throws {
        var model = try model(#"{"hints": "off"}"#)
        #expect(model.screen[0].hasSuffix("✓ Ready "))
        #expect(model.screen[23].allSatisfy { $0 == " " })
        // The state stays without its key.
        model.press(" ")
        #expect(model.screen[0].hasSuffix(" No scope yet "))
        model.press("1", "a")
        #expect(!model.screen[0].contains("Next"))
        // A message is shown if a line takes the row above.
        model.press(.escape, ":")
        #expect(model.screen[23].allSatisfy { $0 == " " })
    }

    @Test func typesACharacterThatIsAKeyEverywhere() throws {
        var model = try model(#"{"keys": {"global": {"redraw": "U"}}}"#)
        model.press("/", "U")
        #expect(model.scopeFilter == "U")
        model.press(.escape)
        #expect(model.press("U") == [.redraw])
    }

    // MARK: A broken file

    @Test func keepsTheNoticeUntilItIsRead() {
        var model = Fixture.model()
        model.configure(nil, problem: "config.json:3:5: unknown key \"them\"; did you mean \"theme\"?")
        #expect(model.screen[22].contains("✗ config.json:3:5: unknown key"))
        #expect(model.screen[22].contains(":messages"))
        model.press("j", "y")
        model.run(.copied(.terminal))
        #expect(!model.screen[22].contains("config.json"))
        model.press("k")
        #expect(model.screen[22].contains("config.json:3:5"))
        _ = open("messages", in: &model)
        #expect(model.screen.joined().contains("did you mean \"theme\"?"))
        model.press(.escape)
        #expect(!model.screen[22].contains("config.json"))
        #expect(model.desk.keys === KeyTable.standard)
    }

    // MARK: Themes

    @Test func showsAThemeWhileTheCursorIsOnIt() throws {
        var model = Fixture.model()
        #expect(open("theme", in: &model) == [])
        let dark = try #require(Theme.named("dark"))
        let light = try #require(Theme.named("light"))
        #expect(model.press(.down) == [.useTheme(dark)])
        #expect(model.press(.down) == [.useTheme(light)])
        #expect(model.press(.up) == [.useTheme(dark)])
        // Esc goes back to the one before.
        #expect(model.press(.escape) == [.useTheme(.auto)])
        #expect(model.desk.setup == nil)
        _ = open("theme", in: &model)
        model.press(.down)
        #expect(model.press(.enter) == [.saveSetting(.theme(dark)), .useTheme(dark)])
        #expect(model.desk.theme == dark)
        _ = open("theme", in: &model)
        #expect(model.menu?.current?.text == "dark")
        #expect(model.press(.escape) == [.useTheme(dark)])
    }

    @Test func leavesTheThemeOfTheUsersFile() throws {
        var model = try model(#"{"theme": {"base": "light", "error": 1}}"#)
        _ = open("theme", in: &model)
        #expect(model.menu?.current?.text == "custom")
        #expect(model.screen[22].contains("config.json sets the theme"))
        let own = model.desk.theme
        model.press(.down)
        #expect(model.press(.enter) == [.useTheme(own)])
        #expect(model.notice?.text == "config.json sets the theme: change it there")
        #expect(model.desk.theme == own)
    }

    @Test func offersNoThemeWithoutColours() {
        var model = Fixture.model()
        model.hasColors = false
        model.press(":")
        model.type("theme")
        model.press(.enter)
        #expect(model.notice?.text == "No colours here: NO_COLOR, --color never, or a terminal without colours")
    }

    // MARK: Keys

    /// Goes to the row of an action in the list of keys.
    private func choose(_ help: String, in model: inout Model) {
        _ = open("keys", in: &model)
        model.press("/")
        model.type(help)
        model.press(.enter)
    }

    @Test func bindsTheKeyThatIsPressed() {
        var model = Fixture.model()
        choose("copy the url", in: &model)
        model.press(.enter)
        #expect(model.screen[0].contains("Press the new key"))
        let change = KeyChange(.global, .copy, ["Q"])
        #expect(model.press("Q") == [.saveSetting(.keys(change))])
        #expect(model.notice?.text == "Q: copy the URL")
        #expect(model.help?.current?.label == "Q")
        model.press(.escape, .escape)
        #expect(model.screen[0].contains("Q copy"))
        #expect(model.press("Q") == [.copy(model.outcome.url.text)])
    }

    @Test func addsAndRemovesAndGoesBack() {
        var model = Fixture.model()
        choose("copy the url", in: &model)
        model.press("a")
        #expect(model.press("Q") == [.saveSetting(.keys(KeyChange(.global, .copy, ["y", "Q"])))])
        #expect(model.press("x") == [.saveSetting(.keys(KeyChange(.global, .copy, [])))])
        #expect(model.screen.contains { $0.contains("*none") })
        #expect(model.press("d") == [.saveSetting(.standardKeys(.global, .copy))])
        #expect(model.help?.current?.label == "y")
    }

    @Test func namesAConflictAndWaitsForAnotherKey() {
        var model = Fixture.model()
        choose("copy the url", in: &model)
        model.press(.enter)
        #expect(model.press("q") == [])
        #expect(model.notice?.text == "q is taken (global: quit). Press another, or Esc")
        #expect(model.press(.enter) == [])
        #expect(model.notice?.text == "Enter keeps its meaning: it always confirms or leaves")
        model.press(.escape)
        #expect(model.help?.takesKeys == false)
        #expect(model.desk.setup == nil)
        // A way out stays.
        model.press(.escape, "/")
        model.type("one level back; never")
        model.press(.enter)
        #expect(model.press("x") == [])
        #expect(model.notice?.text == "Esc stays: it always leaves")
        // Without the palette, `:keys` could not be reached again.
        model.press(.escape, "/")
        model.type("all commands, found by")
        model.press(.enter)
        #expect(model.press("x") == [])
        #expect(model.notice?.text == "This action must have a key: press another, or Esc")
    }

    @Test func keepsTheWayOutBesideTheNewKey() {
        var model = Fixture.model()
        choose("one level back; never", in: &model)
        model.press(.enter)
        let change = KeyChange(.global, .back, ["E", .escape])
        #expect(model.press("E") == [.saveSetting(.keys(change))])
        // Eight keys are enough.
        for key in ["W", "Q", "X", "Z", "H", "J"] as [Key] { model.press("a", key) }
        #expect(model.desk.keys.row(of: .back, in: .global)?.keys.count == 8)
        #expect(model.press("a", "U") == [])
        #expect(model.notice?.text == "An action has at most 8 keys")
    }

    @Test func leavesTheKeysOfTheUsersFile() throws {
        var model = try model(#"{"keys": {"global": {"copy": "W"}}}"#)
        choose("copy the url", in: &model)
        #expect(model.press(.enter) == [])
        #expect(model.notice?.text == "config.json sets the keys of \"copy\": change them there")
    }

    @Test func listsActionsWithoutKeys() {
        var model = Fixture.model()
        choose("check the request against", in: &model)
        #expect(model.help?.current?.action == .profile)
        model.press(.enter)
        #expect(model.press("Q") == [.saveSetting(.keys(KeyChange(.global, .profile, ["Q"])))])
    }

    @Test func saysThatASettingWasNotKept() {
        var model = Fixture.model()
        model.run(.settingsNotSaved("/x/settings.json cannot be written"))
        #expect(model.notice?.text == "Not saved, only for this session: /x/settings.json cannot be written")
        model.run(.settingsSetAside("settings.json.bad"))
        #expect(model.notice?.text == "Saved. The broken file was renamed to settings.json.bad")
    }
}
