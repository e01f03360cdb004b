import App
import Catalog
import OAuth
import TestSupport
import Testing

/// The session in questions and answers, as a user types them.
struct DialogueTests {
    /// A dialogue, and everything that it has said.
    private struct Talk {
        var dialogue: Dialogue
        var effects: [Effect] = []
        private(set) var said: [String] = []
        private var drawn: UInt8 = 1

        init(_ provider: Provider = Fixture.provider, listings: [ProviderListing] = []) {
            dialogue = Dialogue(provider: provider, own: OwnEntries(), fresh: Fixture.fresh(), listings: listings)
            hear()
        }

        /// The output since the last answer.
        private(set) var lines: [String] = []

        private mutating func hear() {
            lines = dialogue.takeLines()
            said += lines
        }

        /// Types a line. Random values come as they are asked for.
        mutating func type(_ answers: String...) {
            for answer in answers {
                effects = dialogue.answer(answer)
                for case .drawValues(let purpose) in effects {
                    drawn += 1
                    effects += dialogue.handle(.valuesDrawn(Fixture.fresh(drawn), purpose))
                }
                hear()
            }
        }

        mutating func happens(_ event: Event) {
            effects = dialogue.handle(event)
            hear()
        }

        mutating func ends() {
            dialogue.endInput()
            hear()
        }

        var scopes: [String] {
            dialogue.session.outcome.request["scope"].map { $0.split(separator: " ").map(String.init) } ?? []
        }
        var prompt: String { lines.last ?? "" }
    }

    private static let listings = [Fixture.provider, other].map {
        ProviderListing($0.id == "bakery" ? .builtIn : .shipped(OctetPath("/\($0.id).json")), .provider(.init($0)))
    }

    private static var other: Provider {
        var provider = Provider(id: "mill", name: "Mill", authorizationEndpoint: "https://mill.example/authorize")
        provider.scopes = ScopeList([(name: "grind", summary: "")])
        return provider
    }

    @Test func leadsToTheURLWithEnterAlone() {
        var talk = Talk(listings: Self.listings)
        #expect(talk.prompt == "Which provider? Type a number or a name. Press Enter for Bakery.")
        talk.type("", "", "", "", "")
        let url = talk.dialogue.session.outcome.url.text
        #expect(talk.lines.contains(url))
        #expect(talk.lines.contains("No findings. The request is valid."))
        #expect(url == Fixture.model().session.outcome.url.text, "the same core gives the same URL")
        talk.type("")
        #expect(talk.dialogue.isOver)
    }

    @Test func hasShortLinesWithoutDrawing() {
        var talk = Talk(listings: Self.listings)
        talk.type("?", "", "?", "new", "?", "back", "", "?", "", "?", "", "?", "", "?", "findings", "explain")
        let url = talk.dialogue.session.outcome.url.text
        for line in talk.said where line != url {
            #expect(line.utf8.allSatisfy { 0x20...0x7E ~= $0 }, "\(line)")
            #expect(line.utf8.count <= 150, "\(line)")
        }
    }

    @Test(arguments: ["2", "staging", "Staging", "stag"])
    func takesAClientByNumberOrName(answer: String) {
        var talk = Talk()
        talk.type(answer)
        #expect(talk.dialogue.session.draft.client == 1)
        #expect(talk.lines.first == "Client: Staging.")
        // It has one redirect URI, so nothing is asked about it.
        #expect(talk.dialogue.question == .scopes)
    }

    @Test func asksForTheRedirectURIIfThereAreSeveral() {
        var talk = Talk()
        talk.type("1", "2")
        #expect(talk.dialogue.session.draft.redirectURI == "https://app.example/callback")
        talk.type("back", "nonsense")
        #expect(talk.dialogue.question == .redirectURI)
        talk.type("http://127.0.0.1:9000/callback")
        #expect(talk.dialogue.session.draft.redirectURI == "http://127.0.0.1:9000/callback")
    }

    @Test(arguments: [
        ("1", ["company:read", "user:read"]), ("5", []),
        ("1-3", ["company:read", "company:write", "customer:read", "user:read"]),
        ("company:read, customer:write", ["company:read", "customer:write", "user:read"]), ("none", []),
        ("only company:write", ["company:write"]), ("only 1 2", ["company:read", "company:write"]),
        ("y:r", ["company:read", "user:read"]), ("add beta", ["user:read", "beta"]),
    ])
    func turnsScopesOnAndOff(answer: String, scopes: [String]) {
        var talk = Talk()
        talk.type("2", answer)
        #expect(talk.scopes == scopes)
        #expect(talk.dialogue.question == .scopes)
        #expect(
            talk.lines.first == "Scopes that are on: \(scopes.isEmpty ? "no scope" : scopes.joined(separator: ", ")).")
    }

    @Test(arguments: [
        ("7", "The numbers are 1 to 6."), ("0", "The numbers are 1 to 6."), ("3-2", "The numbers are 1 to 6."),
        ("nothing", "There is no scope called nothing. Type add nothing to add it as one of your own."),
        ("1 customer", "3. customer:read, off: Read a user's orders."), ("find shop", "No scope matches shop."),
        ("add user:read", "user:read is in the list already."),
    ])
    func saysWhatIsWrongAndAsksAgain(answer: String, first: String) {
        var talk = Talk()
        talk.type("2", answer)
        #expect(talk.lines.first == first)
        #expect(talk.scopes == ["user:read"], "a wrong answer changes nothing")
        #expect(talk.prompt.hasPrefix("Which scopes? "))
    }

    @Test func listsManyScopesOnlyOnDemand() {
        var talk = Talk(Fixture.large(1_000))
        talk.type("2")
        #expect(talk.lines.contains("There are 1,000 scopes. Type list for all, or find and a word for some."))
        #expect(talk.lines.count < 10)
        talk.type("find area00042")
        #expect(talk.lines.prefix(2).allSatisfy { $0.contains("area00042:") })
        talk.type("list")
        #expect(talk.lines.count == 1_001)
    }

    @Test func saysTheFindingsInWordsAndFixesThem() {
        var talk = Talk()
        talk.type("2", "none", "", "plain")
        let count = talk.dialogue.session.outcome.diagnostics.count
        #expect(talk.lines.contains { $0.hasPrefix("Findings: ") && $0.contains("error") })
        #expect(talk.lines.contains { $0.hasPrefix("1. error, scope: ") })
        talk.type("explain 1")
        #expect(talk.lines.first?.hasPrefix("Rule param-missing, ") == true)
        let plain = talk.dialogue.session.outcome.diagnostics.firstIndex { $0.fix != nil && $0.parameter != "scope" }
        talk.type("fix \((plain ?? 0) + 1)")
        #expect(talk.dialogue.session.outcome.diagnostics.count < count)
        talk.type("fix")
        #expect(talk.prompt.hasPrefix("What next? "))
    }

    @Test func givesAChangedURLValuesOfItsOwn() {
        var talk = Talk()
        talk.type("2", "", "")
        let state = talk.dialogue.session.draft.state
        talk.type("scopes", "1")
        #expect(talk.dialogue.session.draft.state != state)
        talk.type("")
        #expect(talk.dialogue.question == .result, "what was asked out of order leads back")
        #expect(talk.lines.contains { $0.hasPrefix("https://") })
    }

    @Test func addsAClient() {
        var talk = Talk(Self.other)
        #expect(talk.lines.contains("Mill has no client yet."))
        talk.type("new", "", "My app", "my app é", "my-app", "no uri")
        #expect(talk.dialogue.question == .clientRedirectURI)
        talk.type("http://127.0.0.1:8765/callback")
        #expect(talk.dialogue.session.provider.clients.map(\.name) == ["My app"])
        #expect(talk.dialogue.session.draft.client == 0)
        #expect(talk.dialogue.session.draft.redirectURI == "http://127.0.0.1:8765/callback")
        #expect(talk.effects.contains { if case .saveOwn(let own) = $0 { own.clients.count == 1 } else { false } })
        #expect(talk.dialogue.question == .scopes)
    }

    @Test func addsAClientOutOfOrder() {
        var talk = Talk()
        talk.type("2", "", "", "client", "new", "My app", "my-app", "http://127.0.0.1:8765/callback")
        #expect(talk.dialogue.session.outcome.request["client_id"] == "my-app")
        #expect(talk.dialogue.question == .result)
        talk.type("client", "1", "2")
        #expect(talk.dialogue.question == .result, "a client with several redirect URIs is asked for one")
        #expect(talk.dialogue.session.draft.redirectURI == "https://app.example/callback")
    }

    @Test func asksForWhatTheAddressLacks() {
        var provider = Self.other
        provider.authorizationEndpoint = "https://{tenant}.example/authorize"
        provider.variables = [AddressVariable(name: "tenant", summary: "The name of your tenant.")]
        var talk = Talk(provider)
        #expect(talk.prompt == "tenant? The name of your tenant.")
        talk.type("", "a b")
        #expect(talk.dialogue.question == .variable(0))
        talk.type("contoso")
        #expect(talk.dialogue.url.hasPrefix("https://contoso.example/authorize?"))
    }

    @Test func changesTheProvider() {
        var talk = Talk(listings: Self.listings)
        talk.type("mi")
        #expect(talk.lines == [], "it waits for the provider")
        guard let source = Self.listings.last?.source else { return }
        #expect(talk.effects.last == .openProvider(source))
        talk.happens(.providerOpened(OpenedProvider(source: source, provider: Self.other, fresh: Fixture.fresh())))
        #expect(talk.lines.first == "Provider: Mill.")
        #expect(talk.effects == [.rememberProvider(source)])
        talk.type("back", "9")
        #expect(talk.lines.first == "The numbers are 1 to 2.")
        talk.type("1")
        talk.happens(.providerNotOpened("/x.json: it is gone"))
        #expect(talk.lines.first == "/x.json: it is gone.")
        #expect(talk.dialogue.question == .provider)
    }

    @Test func copiesAndOpens() {
        var talk = Talk()
        talk.type("2", "", "", "copy")
        #expect(talk.effects == [.copy(talk.dialogue.url)])
        talk.happens(.copied(.program("wl-copy")))
        #expect(talk.lines.first?.hasPrefix("Copied, ") == true)
        talk.happens(.noProgramCopied(talk.dialogue.url))
        #expect(talk.effects == [], "no sequence is sent to the terminal")
        talk.type("open")
        #expect(talk.effects == [.openBrowser(talk.dialogue.url)])
        talk.dialogue.browserAbsence = "none is installed"
        talk.type("open")
        #expect(talk.lines.first == "None is installed.")
    }

    @Test func asksBeforeTheVerifierLeavesInTheURL() {
        var talk = Talk()
        talk.type("2", "", "plain", "copy")
        #expect(talk.effects == [])
        talk.type("copy plain")
        #expect(talk.effects == [.copy(talk.dialogue.url)])
    }

    @Test func showsTheVerifierOnlyWhenAsked() {
        var talk = Talk()
        talk.type("2", "", "")
        let verifier = talk.dialogue.session.draft.verifier
        #expect(!talk.said.contains { $0.contains(verifier) })
        talk.type("verifier")
        #expect(talk.lines.contains(verifier))
    }

    @Test func namesTheQuestionWhereTheInputEnds() {
        var talk = Talk(listings: Self.listings)
        talk.type("")
        talk.ends()
        #expect(talk.lines.isEmpty)
        #expect(talk.dialogue.isOver)
        #expect(talk.dialogue.unanswered == .client)
        // At the last question, the URL has been said.
        var complete = Talk()
        complete.type("2", "", "")
        complete.ends()
        #expect(complete.dialogue.unanswered == nil)
    }

    @Test func goesBackToEachQuestion() {
        var talk = Talk(listings: Self.listings)
        talk.type("", "1", "", "", "")
        var questions: [Dialogue.Question] = []
        for _ in 0..<5 {
            talk.type("back")
            questions.append(talk.dialogue.question)
        }
        #expect(questions == [.method, .scopes, .redirectURI, .client, .provider])
        talk.type("back")
        #expect(talk.lines.first == "This is the first question.")
    }

    /// Whatever is typed, there is a question or an end, and the URL is that of the session.
    @Test func takesAnyAnswer() {
        var random = SeededGenerator(seed: 7)
        let words = [
            "", "1", "2", "-", "all", "none", "only", "find", "add x", "new", "back", "?", "copy", "fix 1", "explain 1",
            "scopes", "client", "redirect", "method", "provider", "plain", "S256", "undo", "é", "9999999999999999999",
            "1-",
            "http://127.0.0.1/cb", "list",
        ]
        for _ in 0..<50 {
            var talk = Talk(listings: Self.listings)
            for _ in 0..<40 where !talk.dialogue.isOver {
                talk.type(words[Int.random(in: words.indices, using: &random)])
                if talk.effects.contains(where: { if case .openProvider = $0 { true } else { false } }) {
                    talk.happens(.providerNotOpened("gone"))
                }
                #expect(talk.dialogue.isOver || talk.lines.last?.isEmpty == false)
                #expect(talk.dialogue.url == talk.dialogue.session.outcome.url.text)
            }
        }
    }
}
