import App
import Flow
import OAuth
import Rehearsal

extension Fixture {
    /// A provider that can be asked for real: it has a token endpoint, and a client of the user's own.
    static var tokenProvider: Provider {
        var provider = provider
        provider.tokenEndpoint = "https://accounts.bakery.example/api/token"
        provider.clients[0].isExample = false
        return provider
    }

    /// The provider as a rehearsal plays it.
    static func rehearsed(_ provider: Provider) -> Provider {
        RehearsalProvider(playing: provider, issuer: "http://127.0.0.1:40875").profile
    }

    static let exchange = RoundTrip.Exchange(
        preview: [
            "POST /api/token HTTP/1.1", "Host: 127.0.0.1:40875",
            "Content-Type: application/x-www-form-urlencoded", "Accept: application/json", "X-VERSION: 1.8.0", "",
            "grant_type=authorization_code&client_id=\(clientID)&code=‹redacted:64›&code_verifier=‹redacted:43›",
        ], curl: "curl --request POST 'http://127.0.0.1:40875/api/token'", diagnostics: [])

    static func grant(_ granted: String? = nil, requested: String = "user:read", notices: [String] = [])
        -> RoundTrip.Grant
    {
        RoundTrip.Grant(
            scope: GrantedScope(granted: granted, requested: requested), expiresIn: 3_600,
            accessToken: "51e4…9611 (64)", refreshToken: "1224…4fb4 (64)", notices: notices)
    }
}

extension Model {
    /// The number of the attempt that the effects ask something for.
    static func number(in effects: [Effect]) -> Int? {
        effects.compactMap { if case .roundTrip(let number, _) = $0 { number } else { nil } }.last
    }

    /// Delivers an event to the attempt on the screen.
    @discardableResult
    mutating func tell(_ event: RoundTripEvent) -> [Effect] {
        run(.roundTrip(roundTrip?.number ?? 0, event))
    }

    /// Starts an attempt and has it listen.
    @discardableResult
    mutating func startAttempt(at address: String = "127.0.0.1:8765") -> [Effect] {
        press("t")
        guard let trip = roundTrip else { return [] }
        let asked = trip.place == .rehearsal ? Fixture.rehearsed(provider) : provider
        return tell(.ready(provider: asked, redirectURI: trip.request["redirect_uri"], arrival: .listener(address)))
    }

    /// Goes on to the token request.
    mutating func matchState() { tell(.stateMatched(Fixture.exchange, remarks: [])) }
}
