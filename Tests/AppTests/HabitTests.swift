import App
import Catalog
import Flow
import OAuth
import Screen
import Testing

/// The habits of a provider on the screen: rows, forms and keys.
@Suite struct HabitTests {
    private static var provider: Provider {
        var provider = Fixture.tokenProvider
        provider.authorizationEndpoint = "https://{tenant}.bakery.example/{region}/authorize"
        provider.tokenEndpoint = "https://{tenant}.bakery.example/{region}/token"
        provider.variables = [
            AddressVariable(name: "tenant", summary: "The name of your tenant"),
            AddressVariable(name: "region", standard: "eu", allowed: ["eu", "us"]),
        ]
        provider.habits.parameters = [Parameter("access_type", "offline")]
        provider.habits.tokenParameters = [Parameter("audience", "bakery")]
        provider.token.clientAuthentication = [.body]
        provider.clients[0].kind = .confidential
        return provider
    }

    private static func opened(_ provider: Provider) -> OpenedProvider {
        OpenedProvider(source: .shipped(OctetPath("/share/x.json")), provider: provider, fresh: Fixture.fresh(9))
    }

    // MARK: Variables

    @Test func asksForAVariableWhenTheProviderOpens() {
        var model = Fixture.model()
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        model.press(.enter)
        model.run(.providerOpened(Self.opened(Self.provider)))
        #expect(model.form?.subject == .variables)
        #expect(model.form?.current == .variable(0))
        // It cannot be saved without a value, or with an invalid one.
        model.press(.enter)
        #expect(model.form?.fieldAtFault == .variable(0))
        model.type("a b")
        #expect(model.screen.joined().contains("The name of your tenant"))
        #expect(
            model.form?.shownFindings(of: .variable(0)).first?.text.hasPrefix("A value can have only letters") == true)
        model.press(.control("u"))
        model.type("contoso")
        let effects = model.press(.enter)
        #expect(model.form == nil)
        #expect(model.provider.authorizationEndpoint == "https://contoso.bakery.example/eu/authorize")
        #expect(effects.contains(.saveOwn(model.own)))
        #expect(model.own.variables == [Parameter("tenant", "contoso")])
        #expect(model.outcome.url.text.hasPrefix("https://contoso.bakery.example/eu/authorize?"))
        model.press("u")
        #expect(model.provider.openVariables.map(\.name) == ["tenant"])
    }

    @Test func saysWhichValueIsMissing() {
        var model = Fixture.model(Self.provider, width: 100)
        #expect(model.press("t").isEmpty)
        #expect(model.notice?.text == "No value for tenant yet: enter it in 3 Request")
        #expect(model.screen[0].contains("No tenant yet:"))
        model.press("3", .home)
        #expect(model.requestCursor == .variable(0))
        #expect(model.screen.contains { $0.contains("no value yet: Enter types one") })
    }

    @Test func changesAVariableInItsRow() {
        var model = Fixture.model(Self.provider, width: 100)
        model.press("3", .home, .enter)
        model.type("a@b")
        model.press(.enter)
        #expect(model.notice?.text.hasPrefix("Not accepted: a value can have only") == true)
        #expect(model.editing != nil)
        model.press(.control("u"))
        model.type("contoso")
        model.press(.enter, .down, .right)
        #expect(model.provider.authorizationEndpoint == "https://contoso.bakery.example/us/authorize")
        model.press("d")
        #expect(model.provider.authorizationEndpoint == "https://contoso.bakery.example/eu/authorize")
        #expect(model.refusal(of: .reset) == "This is the default already")
        model.press(.up, "d")
        #expect(model.provider.openVariables.map(\.name) == ["tenant"])
    }

    @Test func findsTheAddressesByTheirName() {
        var model = Fixture.model(Self.provider)
        model.press(":", "a", "d", "d", "r", "e", "s", .enter)
        #expect(model.form?.subject == .variables)
        model.press(.escape)
        #expect(model.form == nil)
        var plain = Fixture.model()
        plain.press(":", "a", "d", "d", "r", "e", "s", .enter)
        #expect(plain.form == nil)
    }

    // MARK: Parameters

    @Test func hasARowForEachParameterThatIsAlwaysSent() {
        let model = Fixture.model(Self.provider, width: 120, height: 40)
        #expect(
            model.draft.extras == [
                ExtraParameter(Parameter("access_type", "offline")),
                ExtraParameter(Parameter("audience", "bakery"), to: .token),
            ])
        #expect(model.screen.contains { $0.contains(#/access_type=offline +provider's, to URL/#) })
        #expect(model.screen.contains { $0.contains(#/audience=bakery +provider's, to token request/#) })
        #expect(model.outcome.request["access_type"] == "offline")
        #expect(model.outcome.request["audience"] == nil)
        #expect(model.draft.tokenParameters == [Parameter("audience", "bakery")])
    }

    @Test func changesWhereAParameterGoesAndRemovesIt() {
        var model = Fixture.model(Self.provider, width: 100)
        model.press("3", .end)
        model.press(.up)
        #expect(model.requestCursor == .extra(1))
        model.press(.right)
        #expect(model.draft.extras[1].destination == .both)
        #expect(model.outcome.request["audience"] == "bakery")
        model.press(.right)
        #expect(model.draft.extras[1].destination == .url)
        #expect(model.draft.tokenParameters.isEmpty)
        model.press(.left, "d")
        #expect(model.draft.extras.count == 1)
        model.press("u")
        #expect(model.draft.extras.count == 2)
    }

    @Test func keepsSecretsAndTheFlowsOwnFieldsOutOfTheTokenRequest() {
        for name in ["code", "client_secret"] {
            var model = Fixture.model(width: 100)
            model.press("3", .end, .enter)
            model.type("\(name)=x")
            model.press(.enter, .up, .right)
            #expect(model.draft.extras.first?.destination == .url)
            #expect(model.notice?.text.hasPrefix("Not possible in the token request: ") == true)
        }
    }

    /// A fix of the URL leaves alone what only the token request has.
    @Test func keepsParametersOfTheTokenRequestThroughAFix() throws {
        var draft = Draft(provider: Self.provider, fresh: Fixture.fresh())
        let extras = draft.extras
        let request = draft.request(to: Self.provider)
        draft.adopt(request, headers: [], provider: Self.provider, fresh: nil)
        #expect(draft.extras == extras)
    }

    // MARK: The client's secret

    private func checking() -> Model {
        var own = OwnEntries()
        own.set(variable: "tenant", to: "contoso")
        var model = Model(
            provider: Self.provider, own: own, fresh: Fixture.fresh(), size: Size(width: 120, height: 40))
        model.startAttempt()
        model.matchState()
        return model
    }

    @Test func saysWhereTheSecretGoesAndChangesIt() throws {
        var model = checking()
        let number = try #require(model.roundTrip?.number)
        #expect(model.roundTrip?.authentication == .body)
        #expect(model.screen.contains { $0.contains("Client secret: in the body (client_secret_post)") })
        #expect(model.press("b") == [.roundTrip(number, .authenticate(.none))])
        #expect(model.screen.contains { $0.contains("Client secret: not sent (none)") })
        model.press("b")
        #expect(model.notice?.text == "Client secret: in the Authorization header, which the provider does not offer")
        #expect(model.press("b") == [.roundTrip(number, .authenticate(.body))])
    }

    @Test func changesTheSecretsPlaceOnlyBeforeTheRequestIsSent() {
        var model = Fixture.model()
        model.startAttempt()
        #expect(model.press("b").isEmpty)
        #expect(model.notice?.text == "No token request is ready to send")
    }

    // MARK: A machine that is used over SSH

    @Test func showsTheWayFromTheMachineWithTheBrowser() {
        var model = Fixture.model(width: 120, height: 40)
        model.sshTarget = "ann@10.0.0.5"
        model.startAttempt()
        // In a rehearsal the consent page is here, too.
        #expect(model.roundTrip?.place == .rehearsal)
        let line = "ssh -L 8765:127.0.0.1:8765 -L 40875:127.0.0.1:40875"
        #expect(model.screen.contains { $0.contains(line) })
        #expect(model.roundTrip?.tunnel == "\(line) ann@10.0.0.5")
        var other = Fixture.model(Fixture.tokenProvider, width: 120, height: 40)
        other.sshTarget = "ann@10.0.0.5"
        other.startAttempt()
        #expect(other.roundTrip?.tunnel == "ssh -L 8765:127.0.0.1:8765 ann@10.0.0.5")
        var here = Fixture.model(width: 120, height: 40)
        here.startAttempt()
        #expect(!here.screen.contains { $0.contains("ssh -L") })
    }

    @Test func sendsWhatTheDraftSays() throws {
        var own = OwnEntries()
        own.set(variable: "tenant", to: "contoso")
        var model = Model(
            provider: Self.provider, own: own, fresh: Fixture.fresh(), size: Size(width: 120, height: 40))
        let tasks = model.startAttempt().compactMap { effect -> RoundTripTask.Authorization? in
            if case .roundTrip(_, .authorize(let authorization)) = effect { authorization } else { nil }
        }
        let authorization = try #require(tasks.first)
        #expect(authorization.tokenParameters == [Parameter("audience", "bakery")])
        #expect(authorization.authentication == .body)
    }

    @Test func aClientOfOnesOwnHasItsOwnWay() {
        var model = Fixture.model()
        model.press("1", "e")
        #expect(model.form?.fields.contains(.authentication) == false)
        while model.form?.current != .kind { model.press(.tab) }
        model.press(" ", .tab)
        #expect(model.form?.current == .authentication)
        #expect(model.form?.client.authentication == nil)
        model.press(" ")
        #expect(model.form?.client.authentication == .basic)
        model.press(" ")
        #expect(model.screen.contains { $0.contains("(∙) body") })
        model.press(.enter)
        #expect(model.provider.clients[0].authentication == .body)
        // A public client has no secret to send.
        model.press("e")
        while model.form?.current != .kind { model.press(.tab) }
        model.press(" ")
        #expect(model.form?.client.authentication == nil)
    }
}
