import OAuth

/// One attempt of the whole flow, as far as it has come: open, wait, compare the state, exchange the code.
///
/// It holds no secret but tokens that the user has asked to see, and those only while they are seen.
package struct RoundTrip: Equatable, Sendable {
    /// Who plays the provider.
    package enum Place: String, Equatable, Sendable {
        /// authscope itself, on this machine.
        case rehearsal
        case provider
    }

    /// How far the attempt has come.
    package enum Stage: Equatable, Sendable {
        /// The listener is being set up, and the rehearsal provider.
        case preparing
        case waiting
        /// The code is there; the request that redeems it is shown and not yet sent.
        case checking
        case exchanging
        case done
        case failed(Failure)
    }

    /// How the redirect is to be caught.
    package enum Catching: String, Equatable, Sendable {
        /// At the port of the redirect URI.
        case asGiven
        /// At a free port in its place (RFC 8252 §7.3).
        case onFreePort
        /// Not at all: the user pastes it.
        case byPaste
    }

    /// How the redirect reaches the program.
    package enum Arrival: Equatable, Sendable {
        /// A listener on this machine, such as `127.0.0.1:8765`.
        case listener(String)
        /// The user pastes it; the text says why it cannot be caught.
        case paste(reason: String)
    }

    /// What became of the browser.
    package enum Browser: Equatable, Sendable {
        case opening, opened
        /// None was started; the text says why.
        case absent(String)
        case failed(String)
    }

    /// The four steps, in order.
    package enum Step: Int, CaseIterable, Sendable {
        case open = 1
        case wait, compare, exchange
    }

    /// Why the attempt ended without a token, and what can be done about it.
    package struct Failure: Equatable, Sendable {
        package enum Remedy: Equatable, Sendable {
            /// Go to where this parameter is chosen or typed.
            case field(String)
            /// Try again with another redirect URI.
            case redirectURI(String)
            /// Try again on a free port (RFC 8252 §7.3).
            case freePort
            case again
        }

        package var step: Step
        package var text: String
        package var remedy: Remedy
        /// The error code of the server, where it has sent one.
        package var code: String?

        package init(_ step: Step, _ text: String, _ remedy: Remedy = .again, code: String? = nil) {
            self.step = step
            self.text = text
            self.remedy = remedy
            self.code = code
        }
    }

    /// The redirect that carried another state: both values, to be compared by eye. Neither is worth anything now.
    package struct Mismatch: Equatable, Sendable {
        package var sent: String
        package var received: String?

        package init(sent: String, received: String?) {
            self.sent = sent
            self.received = received
        }
    }

    /// The request that goes to the token endpoint, with its secrets masked, and what the linter says of it.
    package struct Exchange: Equatable, Sendable {
        package var preview: [String]
        /// The request for a shell, with placeholders instead of secrets.
        package var curl: String
        package var diagnostics: [Diagnostic]
        /// How it authenticates the client; `none` where it has no secret.
        package var authentication: ClientAuthenticationMethod

        package init(
            preview: [String], curl: String, diagnostics: [Diagnostic],
            authentication: ClientAuthenticationMethod = .none
        ) {
            self.preview = preview
            self.curl = curl
            self.diagnostics = diagnostics
            self.authentication = authentication
        }
    }

    /// What the token endpoint granted, without the tokens.
    package struct Grant: Equatable, Sendable {
        package var scope: GrantedScope
        /// Seconds, or nil when the server does not say.
        package var expiresIn: Int?
        /// First and last characters and the length.
        package var accessToken: String
        package var refreshToken: String?
        /// Nil when the server gave none.
        package var idToken: String?
        /// What the server wants to be known, such as a newer version.
        package var notices: [String]
        package var isRefreshed: Bool

        package init(
            scope: GrantedScope, expiresIn: Int?, accessToken: String, refreshToken: String?, idToken: String? = nil,
            notices: [String] = [], isRefreshed: Bool = false
        ) {
            self.scope = scope
            self.expiresIn = expiresIn
            self.accessToken = accessToken
            self.refreshToken = refreshToken
            self.idToken = idToken
            self.notices = notices
            self.isRefreshed = isRefreshed
        }
    }

    /// The claims of a token, with the token's name.
    package struct NamedClaims: Equatable, Sendable {
        package var token: String
        package var claims: TokenClaims

        package init(token: String, claims: TokenClaims) {
            self.token = token
            self.claims = claims
        }
    }

    /// Both tokens in plain text, while they are shown.
    package struct RevealedTokens: Equatable, Sendable {
        package var access: String
        package var refresh: String?

        package init(access: String, refresh: String?) {
            self.access = access
            self.refresh = refresh
        }
    }

    /// Seconds that an attempt waits for its redirect.
    package static let timeout = 300

    /// Tells attempts apart: what comes late from an earlier one is not for this one.
    package let number: Int
    package let place: Place
    package let fault: Fault?
    package var stage = Stage.preparing
    /// The provider as it is asked: in a rehearsal, with endpoints on this machine.
    package var provider: Provider
    package var request: AuthorizationRequest
    package var arrival: Arrival?
    /// The arguments of ssh(1) that lead to this machine, where the browser is on another one.
    package var sshTarget: String?
    /// Whether the answer to this attempt has come, whatever it says.
    package var hasAnswer = false
    package var browser: Browser?
    package var secondsLeft = timeout
    package var refusals = 0
    /// Those among them that came to the listener and were not pasted.
    package var refusalsAtListener = 0
    package var lastRefusal = ""
    package var mismatch: Mismatch?
    /// What the linter found in the answer, besides errors.
    package var remarks: [Diagnostic] = []
    package var exchange: Exchange?
    /// How the client's secret is to be sent.
    package var authentication = ClientAuthenticationMethod.basic
    package var grant: Grant?
    /// The scopes of the grant, one by one.
    package var ledger: ScopeLedger?
    package var revealed: RevealedTokens?
    /// The claims of the tokens while they are shown; nil while they are not.
    package var claims: [NamedClaims]?
    /// Why the tokens are gone, although they were granted; nil while they are there.
    package var tokenLoss: String?
    /// What happened at the rehearsal provider, oldest first.
    package var log: [RehearsalEvent] = []

    package init(number: Int, place: Place, fault: Fault?, provider: Provider, request: AuthorizationRequest) {
        self.number = number
        self.place = place
        self.fault = place == .rehearsal ? fault : nil
        self.provider = provider
        self.request = request
    }

    /// Whether the token request that is shown has the client's secret.
    package var hasClientSecret: Bool { exchange.map { $0.authentication != .none } ?? false }

    /// Whether a code is there that would be lost.
    package var holdsCode: Bool { stage == .checking || stage == .exchanging }

    /// Whether sockets may be open or a request under way.
    package var isRunning: Bool {
        switch stage {
        case .preparing, .waiting, .checking, .exchanging: true
        case .done, .failed: false
        }
    }

    /// The step that is under way, or that failed; nil when the attempt is done.
    package var presentStep: Step? {
        switch stage {
        case .preparing: .open
        case .waiting: .wait
        case .checking, .exchanging: .exchange
        case .done: nil
        case .failed(let failure): failure.step
        }
    }
}
