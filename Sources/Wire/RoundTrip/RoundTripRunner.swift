import Catalog
import Flow
import OAuth
import Platform
import Rehearsal

/// Carries out the tasks of an attempt, and reports its events.
///
/// It owns the sockets, the code and the tokens of its attempt. They are gone when it ends.
package actor RoundTripRunner {
    private let environment: Environment
    let exchange: TokenExchange
    private let tell: @Sendable (RoundTripEvent) -> Void

    private var isOver = false
    private var sockets: LoopbackSockets?
    private var listener: LoopbackListener?
    /// The listener of an attempt that has ended. Its browser may still have to fetch its page.
    private var lastListener: LoopbackListener?
    private var rehearsal: RehearsalServer?
    var attempt: AuthorizationAttempt?
    /// The token request that is shown, and is sent when the user accepts it.
    var request: TokenRequest?
    /// The code, kept until the request is sent, because the request may change until then.
    var code: Secret?
    var tokens: TokenResponse?
    var surroundings = TokenRequest.Surroundings()
    private var secret: Secret?
    private var authentication = ClientAuthenticationMethod.basic
    private var timeout = Duration.seconds(RoundTrip.timeout)
    /// The tasks that read the events of the rehearsal and the listener, and the one that sends the request.
    var tasks: [Task<Void, Never>] = []

    /// - Parameter tell: Called with each event, on any thread.
    package init(
        environment: Environment, exchange: TokenExchange = TokenExchange(),
        tell: @escaping @Sendable (RoundTripEvent) -> Void
    ) {
        self.environment = environment
        self.exchange = exchange
        self.tell = tell
    }

    package func perform(_ task: RoundTripTask) async {
        guard !isOver else { return }
        switch task {
        case .prepare(let preparation): await prepare(preparation)
        case .authorize(let authorization): await authorize(authorization)
        case .takeAnswer(let text): check(pasted: text)
        case .consent(let allows): await consent(allows: allows)
        case .useClientSecret(let secret):
            self.secret = Secret(secret)
            changeRequest()
        case .authenticate(let method):
            authentication = method
            changeRequest()
        case .exchange: send(request)
        case .refresh: refresh()
        case .revealTokens:
            guard let tokens else { return }
            tell(.tokensRevealed(.init(access: tokens.accessToken.reveal(), refresh: tokens.refreshToken?.reveal())))
        case .revealClaims: tell(.claims(claims()))
        case .copyAccessToken:
            guard let tokens else { return }
            tell(.accessToken(tokens.accessToken.reveal()))
        case .end: await end()
        }
    }

    /// Closes all sockets and forgets all secrets. No event is reported after that.
    package func end() async {
        isOver = true
        for task in tasks { task.cancel() }
        tasks = []
        request = nil
        code = nil
        surroundings = TokenRequest.Surroundings()
        secret = nil
        tokens = nil
        attempt = nil
        sockets = nil
        lastListener = listener ?? lastListener
        listener = nil
        await lastListener?.stopped()
        await rehearsal?.closed()
        rehearsal = nil
    }

    /// Ends the attempt, and returns when the browser has its page, or after `ServerLimits.grace`. If the program ends
    /// earlier, the browser does not get its page.
    package func parted() async {
        await end()
        await lastListener?.closed()
    }

    func report(_ event: RoundTripEvent) {
        if !isOver { tell(event) }
    }

    func fail(
        _ step: RoundTrip.Step, _ text: String, _ remedy: RoundTrip.Failure.Remedy = .again, code: String? = nil
    ) {
        listener?.close()
        report(.failed(.init(step, text, remedy, code: code)))
    }

    // MARK: Before the browser

    private func prepare(_ preparation: RoundTripTask.Preparation) async {
        timeout = .seconds(preparation.seconds)
        do { try SystemResources.forNetwork() } catch { return fail(.open, "\(error.message).") }
        var provider = preparation.provider
        if preparation.place == .rehearsal {
            do {
                let server = try await RehearsalServer.start(playing: provider, fault: preparation.fault)
                guard !isOver else { return server.close() }
                rehearsal = server
                provider = server.profile
                follow(server)
            } catch {
                return fail(.open, "The rehearsal provider cannot start. \(error.message).")
            }
        }
        do {
            surroundings = try DeviceIdentity(environment: environment).surroundings(for: provider)
        } catch {
            return fail(.open, "The system gives no random values for the device's id.")
        }
        guard let redirectURI = preparation.redirectURI, preparation.catching != .byPaste else {
            let reason =
                preparation.redirectURI == nil ? "No redirect_uri is sent." : "The redirect is not received here."
            return report(
                .ready(provider: provider, redirectURI: preparation.redirectURI, arrival: .paste(reason: reason)))
        }
        do {
            let address = try LoopbackAddress(redirectURI)
            let isFree = preparation.catching == .onFreePort || address.port == nil
            let mayChoose = provider.allowsAnyLoopbackPort && isFree
            let sockets = try LoopbackSockets(address, port: mayChoose ? .anyFree : .asGiven)
            self.sockets = sockets
            report(
                .ready(
                    provider: provider, redirectURI: sockets.redirectURI,
                    arrival: .listener("\(address.hostName):\(sockets.port)")))
        } catch let obstacle as LoopbackAddress.Obstacle {
            report(
                .ready(
                    provider: provider, redirectURI: redirectURI, arrival: .paste(reason: "\(obstacle.message).")))
        } catch let problem as ListenerProblem {
            let remedy = remedy(for: problem, preparation)
            fail(.wait, Self.sentence(for: problem, remedy), remedy)
        } catch {
            fail(.wait, "Cannot listen on this machine.")
        }
    }

    /// Returns the remedy for a port in use: another registered loopback redirect URI, or else a free port if that is
    /// allowed.
    private func remedy(
        for problem: ListenerProblem, _ preparation: RoundTripTask.Preparation
    ) -> RoundTrip.Failure.Remedy {
        switch problem {
        case .portInUse, .privilegedPort:
            let given = preparation.redirectURI ?? ""
            let uris = preparation.provider.clients.first { $0.redirectURIs.contains(given) }?.redirectURIs ?? []
            let next = uris.drop { $0 != given }.dropFirst() + uris.prefix { $0 != given }
            if let other = next.first(where: { (try? LoopbackAddress($0)) != nil }) { return .redirectURI(other) }
            return preparation.provider.allowsAnyLoopbackPort ? .freePort : .field("redirect_uri")
        case .noFreePort, .noIPv6, .other: return .field("redirect_uri")
        }
    }

    /// Returns a sentence about a port in use and the remedy.
    private static func sentence(for problem: ListenerProblem, _ remedy: RoundTrip.Failure.Remedy) -> String {
        guard case .portInUse(let port) = problem else { return "\(problem.message)." }
        return switch remedy {
        case .redirectURI(let uri): "Another program uses port \(port); the next registered redirect URI is \(uri)."
        case .freePort: "Another program uses port \(port); a free port can take its place."
        case .field, .again: "\(problem.message)."
        }
    }

    private func follow(_ server: RehearsalServer) {
        tasks.append(
            Task { [weak self] in
                for await event in server.events { await self?.report(.log(event)) }
            })
    }

    // MARK: The answer

    private func authorize(_ authorization: RoundTripTask.Authorization) async {
        let attempt = AuthorizationAttempt(
            authorization.request, verifier: authorization.verifier.map { Secret($0) },
            provider: authorization.provider, client: authorization.client, version: authorization.version,
            tokenParameters: authorization.tokenParameters)
        self.attempt = attempt
        authentication = authorization.authentication
        if let sockets {
            self.sockets = nil
            do {
                let listener = try await LoopbackListener.open(
                    on: sockets, timeout: timeout, check: { attempt.check($0) })
                guard !isOver else { return listener.close() }
                self.listener = listener
                follow(listener)
            } catch {
                return fail(.wait, "\(error.message).", .field("redirect_uri"))
            }
        }
        report(.listening)
    }

    private func follow(_ listener: LoopbackListener) {
        tasks.append(
            Task { [weak self] in
                for await event in listener.events {
                    switch event {
                    case .refused(let refusal, let count):
                        await self?.report(
                            .refused(refusal.text, canBePasted: refusal.canBePasted, count: count))
                    case .answered(let verdict, _): await self?.handle(verdict)
                    case .timedOut: await self?.report(.timedOut)
                    }
                }
            })
    }

    private func check(pasted text: String) {
        guard let attempt else { return }
        handle(attempt.check(AuthorizationResponse.completed(text, redirectURI: attempt.redirectURI ?? "")))
    }

    private func handle(_ verdict: AnswerVerdict) {
        guard let attempt, request == nil else { return }
        switch verdict {
        case .stray(let finding, let response):
            // The redirect is not for this attempt, so its code is not used.
            report(.strayPaste(Self.reason(for: finding, response), Self.mismatch(attempt, finding, response)))
        case .refused(let diagnostics, let response):
            listener?.close()
            report(
                .answerRefused(diagnostics, error: response.error, description: response.errorDescription))
        case .accepted(let code, let remarks):
            listener?.close()
            offer(code, remarks, of: attempt)
        }
    }

    private static func reason(for finding: Diagnostic?, _ response: AuthorizationResponse) -> String {
        if response.fragment?.contains("code=") == true {
            return "The answer comes after #, which no server sees: use response_mode=query."
        }
        if response.code == nil, response.error == nil, response.state == nil {
            return "That is not a redirect: it has neither code nor state. Paste the whole address the browser ends at."
        }
        return finding?.message ?? "It is not the answer to this attempt."
    }

    private static func mismatch(
        _ attempt: AuthorizationAttempt, _ finding: Diagnostic?, _ response: AuthorizationResponse
    ) -> RoundTrip.Mismatch? {
        guard finding?.rule == .responseStateMismatch, let received = response.state else { return nil }
        return RoundTrip.Mismatch(sent: attempt.request["state"] ?? "", received: received)
    }

    /// Shows the token request as it will be sent.
    private func offer(_ code: Secret, _ remarks: [Diagnostic], of attempt: AuthorizationAttempt) {
        self.code = code
        guard let exchange = make(code, of: attempt) else { return }
        report(.stateMatched(exchange, remarks: remarks))
    }

    /// Shows the token request again after the secret or its place has changed.
    private func changeRequest() {
        guard let attempt, let code, let exchange = make(code, of: attempt) else { return }
        report(.requestChanged(exchange))
    }

    /// Creates the token request and its preview. Returns nil, and the attempt fails, if that is not possible.
    private func make(_ code: Secret, of attempt: AuthorizationAttempt) -> RoundTrip.Exchange? {
        do {
            surroundings.authentication = ClientAuthentication(authentication, secret: secret)
            let (request, diagnostics) = try attempt.exchange(of: code, surroundings)
            self.request = request
            return preview(of: request, diagnostics)
        } catch {
            fail(.exchange, error.message)
            return nil
        }
    }

    func preview(of request: TokenRequest, _ diagnostics: [Diagnostic] = []) -> RoundTrip.Exchange {
        RoundTrip.Exchange(
            preview: request.preview, curl: request.curl, diagnostics: diagnostics,
            authentication: secret == nil ? .none : authentication)
    }

    // MARK: The rehearsal without a browser

    private func consent(allows: Bool) async {
        guard let rehearsal, let attempt else { return }
        do {
            let response = try rehearsal.press(allows: allows, at: attempt.url.text)
            guard let location = response[field: "Location"] else {
                return fail(
                    .open, "The provider shows an error page instead of redirecting; the reason is below.",
                    .field("url"))
            }
            guard listener != nil, (try? LoopbackAddress(String(location.prefix { $0 != "#" && $0 != "?" }))) != nil
            else {
                return handle(attempt.check(location))
            }
            await LoopbackVisit.visit(location)
            if let second = response.followUpURL {
                report(.log(.answerRepeated(status: await LoopbackVisit.visit(second))))
            }
        } catch {
            report(.notDone("The system gives no random values: nothing was answered"))
        }
    }
}
