import OAuth

/// The state of an attempt of the whole flow: open the browser, wait, compare the state, exchange the code.
///
/// It contains no secrets, except tokens while the user looks at them.
package struct RoundTrip: Equatable, Sendable {
    /// The party that acts as the provider.
    package enum Place: String, Equatable, Sendable {
        /// This program, on this machine.
        case rehearsal
        case provider
    }

    /// The stage of the attempt.
    package enum Stage: Equatable, Sendable {
        /// The listener and the rehearsal provider are being started.
        case preparing
        case waiting
        /// The code has arrived. The token request is shown, and not sent yet.
        case checking
        case exchanging
        case done
        case failed(Failure)
    }

    /// The way in which the redirect is received.
    package enum Catching: String, Equatable, Sendable {
        /// At the port of the redirect URI.
        case asGiven
        /// At a free port in its place (RFC 8252 §7.3).
        case onFreePort
        /// Not on this machine: the user pastes it.
        case byPaste
    }

    /// The place where the redirect arrives.
    package enum Arrival: Equatable, Sendable {
        /// A listener on this machine, such as `127.0.0.1:8765`.
        case listener(String)
        /// The user pastes it. The value is the reason.
        case paste(reason: String)
    }

    /// The state of the browser.
    package enum Browser: Equatable, Sendable {
        case opening, opened
        /// None was started. The value is the reason.
        case absent(String)
        case failed(String)
    }

    /// The four steps, in order.
    package enum Step: Int, CaseIterable, Sendable {
        case open = 1
        case wait, compare, exchange
    }

    /// The reason why the attempt ended without a token, and the remedy.
    package struct Failure: Equatable, Sendable {
        package enum Remedy: Equatable, Sendable {
            /// Go to the field of this parameter.
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
        /// The error code of the server, or nil when it sent none.
        package var code: String?

        package init(_ step: Step, _ text: String, _ remedy: Remedy = .again, code: String? = nil) {
            self.step = step
            self.text = text
            self.remedy = remedy
            self.code = code
        }
    }

    /// The two states of a redirect with a wrong state, for the user to compare. Neither can be used any more.
    package struct Mismatch: Equatable, Sendable {
        package var sent: String
        package var received: String?

        package init(sent: String, received: String?) {
            self.sent = sent
            self.received = received
        }
    }

    /// The token request with masked secrets, and the linter's findings.
    package struct Exchange: Equatable, Sendable {
        package var preview: [String]
        /// The request as a curl command, with placeholders instead of secrets.
        package var curl: String
        package var diagnostics: [Diagnostic]
        /// The client authentication of the request; `none` when it has no secret.
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

    /// The response of the token endpoint without the tokens.
    package struct Grant: Equatable, Sendable {
        package var scope: GrantedScope
        /// The lifetime in seconds, or nil when the server does not say.
        package var expiresIn: Int?
        /// The first and last characters of the token, and its length.
        package var accessToken: String
        package var refreshToken: String?
        /// The abridged ID token, or nil when the server sent none.
        package var idToken: String?
        /// The announcements of the server, such as a newer version.
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

    /// The seconds that an attempt waits for its redirect.
    package static let timeout = 300

    /// Identifies the attempt, so that late events of an earlier one are ignored.
    package let number: Int
    package let place: Place
    package let fault: Fault?
    package var stage = Stage.preparing
    /// The provider that receives the requests. In a rehearsal, its endpoints are on this machine.
    package var provider: Provider
    package var request: AuthorizationRequest
    package var arrival: Arrival?
    /// The arguments of ssh(1) that lead to this machine, or nil when the user is not connected over SSH.
    package var sshTarget: String?
    /// Whether the redirect of this attempt has arrived, with a code or an error.
    package var hasAnswer = false
    package var browser: Browser?
    package var secondsLeft = timeout
    package var refusals = 0
    /// The number of them that arrived at the listener and were not pasted.
    package var refusalsAtListener = 0
    package var lastRefusal = ""
    package var mismatch: Mismatch?
    /// The linter's findings in the redirect, without errors.
    package var remarks: [Diagnostic] = []
    package var exchange: Exchange?
    /// The way in which the client's secret is sent.
    package var authentication = ClientAuthenticationMethod.basic
    package var grant: Grant?
    /// The scopes of the grant, one by one.
    package var ledger: ScopeLedger?
    package var revealed: RevealedTokens?
    /// The claims of the tokens, or nil while they are not shown.
    package var claims: [NamedClaims]?
    /// The reason why the tokens have been lost, or nil.
    package var tokenLoss: String?
    /// The events at the rehearsal provider, oldest first.
    package var log: [RehearsalEvent] = []

    package init(number: Int, place: Place, fault: Fault?, provider: Provider, request: AuthorizationRequest) {
        self.number = number
        self.place = place
        self.fault = place == .rehearsal ? fault : nil
        self.provider = provider
        self.request = request
    }

    /// Whether the shown token request contains the client's secret.
    package var hasClientSecret: Bool { exchange.map { $0.authentication != .none } ?? false }

    /// Whether there is a code that would be lost.
    package var holdsCode: Bool { stage == .checking || stage == .exchanging }

    /// Whether sockets may be open, or a request is being sent.
    package var isRunning: Bool {
        switch stage {
        case .preparing, .waiting, .checking, .exchanging: true
        case .done, .failed: false
        }
    }

    /// The current step, or the one that failed. Nil when the attempt is done.
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
