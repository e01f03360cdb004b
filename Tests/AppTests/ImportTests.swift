import App
import OAuth
import Screen
import TestTraits
import Testing

@testable import Catalog

@Suite(.onThreadsOfTheirOwn) struct ImportTests {
    /// A model that has read a document.
    private func offered(_ offer: ImportOffer = Fixture.offer(), width: Int = 80, height: Int = 24) -> Model {
        var model = Fixture.model(width: width, height: height)
        model.press("i")
        model.type("openapi.yaml")
        model.press(.enter)
        model.run(.importOffered(1, offer))
        return model
    }

    @Test(arguments: [["i"], [":", "i", "m", "p", .enter]] as [[Key]])
    func takesAPathOrURL(keys: [Key]) {
        var model = Fixture.model()
        model.press(keys)
        #expect(model.line?.subject == .importSource)
        model.run(.pasted("  https://music.example/openapi.json\n"))
        #expect(model.press(.enter) == [.readDocument(1, "https://music.example/openapi.json")])
        #expect(model.line == nil)
        #expect(model.screen[0].contains("Reading openapi.json  Ctrl-C cancel"))
    }

    @Test func keepsThePanesUsableWhileItReads() {
        var model = Fixture.model()
        model.press("i")
        model.type("a.json")
        model.press(.enter)
        model.press("g", " ")
        #expect(model.outcome.request["scope"] == "company:read user:read")
        #expect(model.press(.escape) == [.cancelReading(1)])
        #expect(model.notice?.text == "Import cancelled")
        // A late result changes nothing.
        let settled = model
        model.run(.importOffered(1, Fixture.offer()))
        model.run(.importFailed(1, "Cancelled"))
        #expect(model == settled)
    }

    @Test func keepsTheLineThatWasLeft() {
        var model = Fixture.model()
        model.press("i")
        model.type("~/api")
        model.press(.escape)
        #expect(model.line == nil)
        model.press("i")
        #expect(model.line?.editor.text == "~/api")
        model.press(.control("u"))
        #expect(model.press(.enter) == [])
        #expect(model.notice?.text == "No file or URL was typed")
    }

    @Test func completesAPathWithTab() {
        var model = Fixture.model()
        model.press("i")
        model.type("ap")
        #expect(model.press(.tab) == [.completePath("ap")])
        model.run(.pathCompleted("ap", PathCompletion(of: "ap", among: ["apis/", "other"])))
        #expect(model.line?.editor.text == "apis/")
        model.run(.pathCompleted("apis/", PathCompletion(of: "apis/", among: ["a.json", "a.yaml", ".hidden"])))
        #expect(model.line?.editor.text == "apis/a.")
        #expect(model.notice?.text == "a.json  a.yaml")
        // An answer to a closed mode is ignored.
        model.type("x")
        model.run(.pathCompleted("apis/a.", PathCompletion(of: "apis/a.", among: ["a.json"])))
        #expect(model.line?.editor.text == "apis/a.x")
    }

    @Test(arguments: [
        ("", [".config/", "b", "a"], "", ["a", "b"]), (".", [".config/", "b"], ".config/", [".config/"]),
        ("x/é", ["é1", "é2", "e\u{301}3"], "x/é", ["é1", "é2"]), ("x", ["a"], "x", []),
        ("~/fo", ["foo.json", "foo.yaml"], "~/foo.", ["foo.json", "foo.yaml"]),
    ])
    func completesAsFarAsAllBeginAlike(text: String, entries: [String], completed: String, names: [String]) {
        let completion = PathCompletion(of: text, among: entries)
        #expect(completion.text == completed)
        #expect(completion.names == names)
    }

    @Test func showsEverythingAndWritesNothingBeforeConsent() {
        var model = offered(width: 120, height: 40)
        let text = model.screen.joined(separator: "\n")
        for part in [
            "Music Web API", "https://accounts.music.example/authorize", "https://accounts.music.example/api/token",
            "accounts.music.example", "3, 1 of them used but not declared, 1 without a description; none is turned on",
            "3: 2 need a token, 1 open", "PKCE methods", "clients", "OpenAPI 3.0.3, openapi.yaml",
            "88:15: the scope \"play\" is used and not declared", "nothing is written yet", "a new provider",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(model.press("j", "k", .pageDown, .pageUp) == [])
        #expect(model.press(.escape) == [])
        #expect(model.importing == nil)
        #expect(model.notice?.text == "Import cancelled")
    }

    @Test func writesWhatWasAgreedTo() {
        var model = offered()
        #expect(model.press(.enter) == [.keepProviders(1, [Fixture.imported])])
        var opened = OpenedProvider(source: .builtIn, provider: Fixture.imported, fresh: Fixture.fresh(3))
        opened.greeting = "Imported Music Web API. No scope is on"
        model.run(.providerOpened(opened))
        #expect(model.notice?.text == "Imported Music Web API. No scope is on")
        #expect(model.draft.scopes.isEmpty)
        // The line is empty for the next one.
        model.press("i")
        #expect(model.line?.editor.text == "")
    }

    @Test func saysWhatCouldNotBeWritten() {
        var model = offered()
        model.press(.enter)
        model.run(.importFailed(1, "/config/music.json cannot be written; nothing was written"))
        #expect(model.screen.contains { $0.contains("/config/music.json cannot be written") })
    }

    @Test func asksAgainWhenCodesWouldGoToAnotherHost() {
        var model = offered(Fixture.moved)
        #expect(
            model.screen.contains {
                $0.contains("! the host of the token endpoint changes from old.music.example to")
            })
        #expect(model.press(.enter) == [])
        #expect(
            model.question
                == .moveHosts(
                    ["the host of the token endpoint changes from old.music.example to accounts.music.example"],
                    then: .keepImport([Fixture.imported])))
        #expect(model.press(.enter) == [])
        #expect(model.importing != nil)
        #expect(model.press(.enter, "y") == [.keepProviders(1, [Fixture.imported])])
    }

    @Test func offersAnotherIDIfOneIsTaken() {
        let offer = Fixture.offer { $0.id == "music" ? .taken(path: "/config/music.yaml") : .new }
        var model = offered(offer)
        #expect(offer.providers.map(\.id) == ["music-2"])
        #expect(
            model.screen.contains { $0.contains("! the id music belongs to music.yaml, which was written by hand:") })
        var renamed = Fixture.imported
        renamed.id = "music-2"
        #expect(model.press(.enter) == [.keepProviders(1, [renamed])])
    }

    @Test func takesAnIDThatIsTyped() {
        let offer = Fixture.offer { $0.id == "music" ? .taken(path: "/config/music.yaml") : .new }
        var model = offered(offer)
        model.press("e")
        #expect(model.line?.subject == .importID(1, index: 0))
        #expect(model.line?.editor.text == "music-2")
        model.press(.control("u"))
        model.type("My Music")
        #expect(model.press(.enter) == [])
        #expect(model.line != nil)
        #expect(model.notice?.text.hasPrefix("an id has 1 to 64 lower-case letters") == true)
        model.press(.control("u"))
        model.type("songs")
        #expect(model.press(.enter) == [.renameImport(1, offer, 0, id: "songs")])
        let fault = ImportOffer.IDFault(message: "songs is the built-in provider's; choose another")
        model.run(.importRenamed(1, .failure(fault)))
        #expect(model.notice?.text == fault.message)
        #expect(model.importing?.providers.map(\.id) == ["music-2"])
        let renamed = try? offer.renamed(0, to: "songs") { _ in .new }
        guard let renamed else { return #expect(Bool(false), "it cannot be renamed") }
        model.run(.importRenamed(1, .success(renamed)))
        #expect(model.importing?.providers.map(\.id) == ["songs"])
        #expect(!model.screen.contains { $0.contains("belongs to music.yaml") })
        var provider = Fixture.imported
        provider.id = "songs"
        #expect(model.press(.enter) == [.keepProviders(1, [provider])])
        // A late result is ignored.
        let settled = model
        model.run(.importRenamed(1, .success(renamed)))
        #expect(model == settled)
    }

    @Test func anIDThatIsTakenIsRefused() {
        let offer = Fixture.several
        func fault(_ id: String, _ placement: ProviderPlacement) -> String? {
            do {
                _ = try offer.renamed(0, to: id) { _ in placement }
                return nil
            } catch { return error.message }
        }
        #expect(fault("old", .new) == "another provider of this import has the id old; choose another")
        #expect(fault("x", .builtIn) == "x is the built-in provider's; choose another")
        #expect(
            fault("x", .taken(path: "/x.yaml"))
                == "/x.yaml was written by hand and is not overwritten; choose another id")
        #expect(fault("generic", .new)?.contains("is reserved") == true)
        let update = try? offer.renamed(0, to: "x") { .update($0) }
        #expect(update?.preview.items[0].comparison != nil && update?.providers.map(\.id).first == "x")
    }

    @Test func findsTheIDThatAnEarlierImportOfTheDocumentGot() {
        let offer = Fixture.offer { provider in
            switch provider.id {
            case "music": return .builtIn
            case "music-2":
                var other = provider
                other.importedFrom = "/home/me/other.yaml"
                return .update(other)
            default: return .update(provider)
            }
        }
        #expect(offer.providers.map(\.id) == ["music-3"])
        #expect(offer.renamings == [.init(id: "music", file: nil)])
        #expect(offer.preview.items[0].comparison != nil)
    }

    @Test func choosesAmongSeveral() {
        var model = offered(Fixture.several)
        #expect(model.importing?.indices == [0])
        model.press("j")
        #expect(model.importing?.providers.map(\.id) == ["music-apps"])
        model.press(" ", "j", " ", "j", "k", "k", "k")
        #expect(model.importing?.cursor == 0)
        #expect(
            model.press(.enter) == [.keepProviders(1, [Fixture.several.providers[1], Fixture.several.providers[2]])])
    }

    @Test func importsTheOneUnderTheCursorIfNoneIsChosen() {
        var model = offered(Fixture.several)
        model.press("j", "j", " ", " ")
        #expect(model.press(.enter) == [.keepProviders(1, [Fixture.several.providers[2]])])
    }

    @Test func showsAFailureWhole() {
        var model = Fixture.model()
        model.press("i")
        model.type("spotify.yaml")
        model.press(.enter)
        model.run(.importFailed(1, "spotify.yaml:88:3: the indentation is wrong here; see the line above it"))
        #expect(model.importing == nil)
        #expect(model.topRows.joined().contains("see the line above  it"))
        model.press(.escape)
        // The next key does what it always does.
        model.press(" ")
        #expect(model.draft.scopes.isEmpty)
        model.press("i")
        #expect(model.line?.editor.text == "spotify.yaml")
    }

    @Test(arguments: [(1, 1), (39, 9), (40, 10), (60, 20), (72, 22), (200, 60)])
    func drawsAtEverySize(width: Int, height: Int) {
        for offer in [Fixture.offer(), Fixture.several, Fixture.moved] {
            var model = offered(offer)
            model.run(.resized(Size(width: width, height: height)))
            for _ in 0..<40 {
                model.press("j")
                #expect(model.render().text.allSatisfy { $0.columns == width })
            }
        }
    }
}
