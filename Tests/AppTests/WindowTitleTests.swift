import Catalog
import OAuth
import Testing

@testable import App

@Suite struct WindowTitleTests {
    private func titles(_ effects: [Effect]) -> [String] {
        effects.compactMap { if case .setTitle(let title) = $0 { title } else { nil } }
    }

    @Test func namesTheClientAndTheProvider() {
        #expect(Fixture.model().windowTitle == "authscope: Demo web app - Bakery")
        var provider = Fixture.provider
        provider.clients = []
        #expect(Fixture.model(provider).windowTitle == "authscope: Bakery")
    }

    @Test func isSentWhenItChanges() {
        var model = Fixture.model()
        #expect(titles(model.press("1", "j")) == [])
        #expect(titles(model.press(" ")) == ["authscope: Staging - Bakery"])
        #expect(titles(model.press("m", "u", "3", "4")) == [])
        #expect(titles(model.press("u")) == ["authscope: Demo web app - Bakery"])
        model.press("1", "k", "e")
        model.type("!")
        #expect(titles(model.press(.enter)) == ["authscope: Demo web app! - Bakery"])
        let other = OpenedProvider(source: .builtIn, provider: Fixture.other, fresh: Fixture.fresh())
        #expect(titles(model.run(.providerOpened(other))) == [model.windowTitle])
        #expect(model.windowTitle.hasSuffix(Fixture.other.name))
    }

    @Test func isPrintableASCII() {
        var provider = Fixture.provider
        provider.name = "Ba\u{1B}]0;x\u{7}kery\u{202E}"
        provider.clients[0].name = "Café 日本 " + String(repeating: "long ", count: 40)
        let title = Fixture.model(provider).windowTitle
        #expect(title.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        #expect(title.hasPrefix("authscope: Caf? ?? long"))
        #expect(title.hasSuffix(" - Ba<U+001B>]0;x<U+0007>kery<U+202E>"))
        #expect(title.utf8.count <= 100)
    }
}
