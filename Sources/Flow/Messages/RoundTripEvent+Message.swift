import Catalog
import JSON
import OAuth

extension RoundTripEvent: Message {
    enum Kind: String, CaseIterable {
        case ready, listening, browser, refused, stray, answerRefused = "answer-refused"
        case stateMatched = "state-matched"
        case requestChanged = "request-changed"
        case timedOut = "timed-out"
        case secondsPassed = "seconds-passed"
        case sent, granted, failed, lost
        case notDone = "not-done"
        case tokens, claims
        case accessToken = "access-token"
        case log
    }

    package init(_ value: JSONValue) throws(MessageProblem) {
        let fields = MessageFields(value)
        switch try fields.choice("event", Kind.self) {
        case .ready:
            self = .ready(
                provider: try fields.provider(), redirectURI: try fields.optionalText("redirect_uri"),
                arrival: try RoundTrip.Arrival(fields))
        case .listening: self = .listening
        case .browser: self = .browser(try RoundTrip.Browser(fields))
        case .refused:
            self = .refused(
                try fields.text("reason"), canBePasted: try fields.flag("can_be_pasted"),
                count: try fields.integer("count"))
        case .stray:
            self = .strayPaste(
                try fields.text("reason"), try fields.optionalObject("mismatch").map(RoundTrip.Mismatch.init))
        case .answerRefused:
            self = .answerRefused(
                try fields.diagnostics("findings"), error: try fields.optionalText("error"),
                description: try fields.optionalText("description"))
        case .stateMatched:
            self = .stateMatched(try RoundTrip.Exchange(fields), remarks: try fields.diagnostics("remarks"))
        case .requestChanged: self = .requestChanged(try RoundTrip.Exchange(fields))
        case .timedOut: self = .timedOut
        case .secondsPassed: self = .secondsPassed(try fields.integer("seconds"))
        case .sent: self = .sent(try RoundTrip.Exchange(fields))
        case .granted: self = .granted(try RoundTrip.Grant(fields))
        case .failed: self = .failed(try RoundTrip.Failure(fields))
        case .lost: self = .lost(try fields.text("text"))
        case .notDone: self = .notDone(try fields.text("text"))
        case .tokens:
            self = .tokensRevealed(
                .init(access: try fields.text("access"), refresh: try fields.optionalText("refresh")))
        case .claims:
            var named: [RoundTrip.NamedClaims] = []
            for fields in try fields.objects("tokens") { named.append(try RoundTrip.NamedClaims(fields)) }
            self = .claims(named)
        case .accessToken: self = .accessToken(try fields.text("access"))
        case .log: self = .log(try RehearsalEvent(fields))
        }
    }

    package var value: JSONValue {
        switch self {
        case .ready(let provider, let redirectURI, let arrival):
            Self.value(
                .ready,
                [
                    .init("provider", .string(ProviderFile.text(of: provider))),
                    .init("redirect_uri", .optional(redirectURI)),
                ] + arrival.members)
        case .listening: Self.value(.listening)
        case .browser(let browser): Self.value(.browser, browser.members)
        case .refused(let reason, let canBePasted, let count):
            Self.value(
                .refused,
                [
                    .init("reason", .string(reason)), .init("can_be_pasted", .bool(canBePasted)),
                    .init("count", .number(JSONNumber(count))),
                ])
        case .strayPaste(let reason, let mismatch):
            Self.value(
                .stray, [.init("reason", .string(reason)), .init("mismatch", mismatch?.value ?? .null)])
        case .answerRefused(let diagnostics, let error, let description):
            Self.value(
                .answerRefused,
                [
                    .init("findings", .array(diagnostics.map(\.value))), .init("error", .optional(error)),
                    .init("description", .optional(description)),
                ])
        case .stateMatched(let exchange, let remarks):
            Self.value(.stateMatched, exchange.members + [.init("remarks", .array(remarks.map(\.value)))])
        case .requestChanged(let exchange): Self.value(.requestChanged, exchange.members)
        case .timedOut: Self.value(.timedOut)
        case .secondsPassed(let seconds):
            Self.value(.secondsPassed, [.init("seconds", .number(JSONNumber(seconds)))])
        case .sent(let exchange): Self.value(.sent, exchange.members)
        case .granted(let grant): Self.value(.granted, grant.members)
        case .failed(let failure): Self.value(.failed, failure.members)
        case .lost(let text): Self.value(.lost, [.init("text", .string(text))])
        case .notDone(let text): Self.value(.notDone, [.init("text", .string(text))])
        case .tokensRevealed(let tokens):
            Self.value(
                .tokens, [.init("access", .string(tokens.access)), .init("refresh", .optional(tokens.refresh))])
        case .claims(let named): Self.value(.claims, [.init("tokens", .array(named.map(\.value)))])
        case .accessToken(let token): Self.value(.accessToken, [.init("access", .string(token))])
        case .log(let event): Self.value(.log, event.members)
        }
    }

    private static func value(_ kind: Kind, _ members: [JSONValue.Member] = []) -> JSONValue {
        .object([.init("event", .string(kind.rawValue))] + members.filter { $0.value != .null })
    }
}
