import Glibc
import NIOCore
import NIOSSL
import OAuth
import TestTraits
import Testing

@testable import Platform
@testable import Wire

@Suite(.onThreadsOfTheirOwn) struct TokenExchangeTests {
    static let granted = #"{"access_token": "abc", "token_type": "Bearer", "expires_in": 3600}"#
    static let short = HTTPFetcher.Limits(connect: .seconds(1), total: .seconds(2))

    static func request(to endpoint: String, language: String? = "en-US,en;q=0.5") throws -> TokenRequest {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/authorize")
        provider.tokenEndpoint = endpoint
        provider.apiVersions = APIVersions(header: "X-VERSION", latestStable: "1.8.0", versions: [])
        provider.acceptLanguage = language
        var surroundings = TokenRequest.Surroundings()
        surroundings.version = "1.7.0"
        return try TokenRequest(
            exchanging: Secret("code+with/all&sorts of=it"), redirectURI: "http://127.0.0.1:8765/callback",
            verifier: Secret("verifier-verifier-verifier-verifier-verifier"), clientID: "client", provider: provider,
            surroundings)
    }

    static func problem(
        _ exchange: TokenExchange = TokenExchange(), to endpoint: String
    ) async throws -> TokenExchangeProblem? {
        switch await exchange.send(try request(to: endpoint)) {
        case .success: nil
        case .failure(let problem): problem
        }
    }

    // MARK: What is sent

    @Test(arguments: ["127.0.0.1", "::1"])
    func sendsTheRequestAsItWasShown(host: String) async throws {
        try await ScriptedServer.run(.reply(ScriptedServer.response(body: Self.granted)), host: host) { server in
            let authority = host == "::1" ? "[::1]:\(server.port)" : "\(host):\(server.port)"
            let request = try Self.request(to: "http://\(authority)/a%2Fb/../token;x?y=%20z&q")
            let answer = try await TokenExchange().send(request).get()
            guard case .granted(let token) = answer.reply else {
                Issue.record("no token")
                return
            }
            #expect(token.accessToken.reveal() == "abc")
            #expect(answer.status == 200)

            let message = request.message
            var lines = ["POST /a%2Fb/../token;x?y=%20z&q HTTP/1.1", "Host: \(authority)"]
            lines += message.headers.map { "\($0.name): \($0.value)" }
            lines += ["Content-Length: \(message.body.utf8.count)", "", message.body]
            #expect(server.arrived.requests == [lines.joined(separator: "\r\n")])
        }
    }

    @Test func takesNoFieldThatWouldEndItsLine() async throws {
        try await ScriptedServer.run(.reply(ScriptedServer.response(body: Self.granted))) { server in
            let request = try Self.request(to: "http://127.0.0.1:\(server.port)/", language: "en\r\nX-Forged: 1")
            guard case .failure(let problem) = await TokenExchange().send(request) else {
                Issue.record("sent")
                return
            }
            #expect(problem == .connection(.malformedField))
            #expect(server.arrived.octets == 0)
        }
    }

    @Test func reportsWhatTheServerAnnounces() async throws {
        let fields = ["x-version-notice: use 1.8.0", "Sunset: Sat, 31 Dec 2033 23:59:59 GMT", "X-Other-Notice: no"]
        let reply = ScriptedServer.response(fields: fields, body: Self.granted)
        try await ScriptedServer.run(.reply(reply)) { server in
            let request = try Self.request(to: "http://127.0.0.1:\(server.port)/")
            let answer = try await TokenExchange().send(request).get()
            #expect(
                answer.notices == [
                    HTTPField(name: "x-version-notice", value: "use 1.8.0"),
                    HTTPField(name: "Sunset", value: "Sat, 31 Dec 2033 23:59:59 GMT"),
                ])
        }
    }

    @Test func readsARefusal() async throws {
        let reply = ScriptedServer.response("400 Bad Request", body: #"{"error": "invalid_grant"}"#)
        try await ScriptedServer.run(.reply(reply)) { server in
            let request = try Self.request(to: "http://127.0.0.1:\(server.port)/")
            let answer = try await TokenExchange().send(request).get()
            guard case .refused(let refusal) = answer.reply else {
                Issue.record("not refused")
                return
            }
            #expect(refusal.code == "invalid_grant")
            #expect(answer.status == 400)
        }
    }

    // MARK: Whom it trusts

    @Test(arguments: ["127.0.0.1", "::1"])
    func trustsAGoodCertificate(host: String) async throws {
        let pair = try Certificates.all.get().good
        let reply = ScriptedServer.Script.reply(ScriptedServer.response(body: Self.granted))
        try await ScriptedServer.run(reply, host: host, tls: pair.server) { server in
            let exchange = TokenExchange(fetcher: HTTPFetcher(trusting: [pair.certificate]))
            let authority = host == "::1" ? "[::1]" : host
            let found = try await Self.problem(exchange, to: "https://\(authority):\(server.port)/")
            #expect(found == nil)
            #expect(server.arrived.requests.count == 1)
        }
    }

    @Test(
        arguments: [
            (\Certificates.good, false, .untrusted), (\.expired, true, .untrusted), (\.otherHost, true, .otherHost),
        ] as [(KeyPath<Certificates, Certificates.Pair> & Sendable, Bool, ConnectionProblem.CertificateProblem)])
    func refusesABadCertificate(
        of kind: KeyPath<Certificates, Certificates.Pair> & Sendable, isTrusted: Bool,
        _ problem: ConnectionProblem.CertificateProblem
    ) async throws {
        let pair = try Certificates.all.get()[keyPath: kind]
        let reply = ScriptedServer.Script.reply(ScriptedServer.response(body: Self.granted))
        try await ScriptedServer.run(reply, tls: pair.server) { server in
            let exchange = TokenExchange(fetcher: HTTPFetcher(trusting: isTrusted ? [pair.certificate] : []))
            let found = try await Self.problem(exchange, to: "https://127.0.0.1:\(server.port)/")
            #expect(found == .connection(.certificate(problem, "127.0.0.1:\(server.port)")))
            #expect(server.arrived.octets == 0)
        }
    }

    @Test func refusesTLSThatIsTooOld() async throws {
        let pair = try Certificates.all.get().good
        var tls = pair.server
        tls.minimumTLSVersion = .tlsv1
        tls.maximumTLSVersion = .tlsv11
        let reply = ScriptedServer.Script.reply(ScriptedServer.response(body: Self.granted))
        try await ScriptedServer.run(reply, tls: tls) { server in
            let exchange = TokenExchange(fetcher: HTTPFetcher(trusting: [pair.certificate]))
            let found = try await Self.problem(exchange, to: "https://127.0.0.1:\(server.port)/")
            #expect(found == .connection(.noTLS("127.0.0.1:\(server.port)")))
            #expect(server.arrived.octets == 0)
        }
    }

    @Test func speaksNoTLSWithAServerThatDoesNot() async throws {
        try await ScriptedServer.run(.silence) { server in
            let exchange = TokenExchange(fetcher: HTTPFetcher(limits: Self.short))
            let found = try await Self.problem(exchange, to: "https://127.0.0.1:\(server.port)/")
            #expect(found == .connection(.timedOut(.connecting)))
        }
    }

    @Test(arguments: [
        "http://localhost:1/", "http://127.0.0.2:1/", "http://x.example/", "http://[::2]/", "ftp://127.0.0.1/",
        "http://127.0.0.1.x.example/",
    ])
    func sendsNothingInTheClear(to endpoint: String) async throws {
        let found = try await Self.problem(to: endpoint)
        #expect(found == .connection(.insecureAddress))
    }

    // MARK: Where it goes

    @Test(arguments: [300, 304, 305, 306])
    func takesNothingElseForARedirect(status: Int) async throws {
        let fields = ["Location: http://127.0.0.1:1/"]
        let reply = ScriptedServer.response("\(status) Other", fields: fields, body: status == 304 ? "" : Self.granted)
        try await ScriptedServer.run(.reply(reply)) { server in
            let problem = try await Self.problem(to: "http://127.0.0.1:\(server.port)/")
            #expect(problem == .reply(.unexpectedStatus(status)))
        }
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func followsNoRedirect(status: Int) async throws {
        try await ScriptedServer.run(.reply(ScriptedServer.response(body: Self.granted))) { other in
            let reply = ScriptedServer.response(
                "\(status) Elsewhere", fields: ["Location: http://127.0.0.1:\(other.port)/"], body: Self.granted)
            try await ScriptedServer.run(.reply(reply)) { server in
                let problem = try await Self.problem(to: "http://127.0.0.1:\(server.port)/")
                #expect(problem == .reply(.redirected(status: status)))
                #expect(server.arrived.requests.count == 1)
                #expect(other.arrived.connections == 0)
            }
        }
    }

    @Test func triesOnceWhenTheConnectionIsDropped() async throws {
        try await ScriptedServer.run(.close) { server in
            let problem = try await Self.problem(to: "http://127.0.0.1:\(server.port)/")
            #expect(problem == .connection(.connectionClosed))
            #expect(server.arrived.requests.count == 1)
            #expect(server.arrived.connections == 1)
        }
    }

    @Test func saysThatNothingListens() async throws {
        let port = try await ScriptedServer.run(.close) { $0.port }
        let problem = try await Self.problem(to: "http://127.0.0.1:\(port)/")
        #expect(problem == .connection(.refusedConnection("127.0.0.1:\(port)")))
    }

    @Test func saysThatANameLeadsNowhere() async throws {
        // No resolver is asked for a label of more than 63 octets.
        let host = String(repeating: "a", count: 64) + ".example"
        let found = try await Self.problem(to: "https://\(host)/")
        #expect(found == .connection(.unknownHost(host)))
    }

    // MARK: How long and how much

    static let slow: [ScriptedServer.Script] = [
        .silence, .drip(ScriptedServer.response(body: granted), every: .milliseconds(100)),
        .drip("HTTP/1.1 100 Continue\r\n\r\n" + String(repeating: " ", count: 100), every: .milliseconds(200)),
        .reply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
    ]

    @Test(arguments: slow.indices)
    func endsAtItsLimitOfTime(script: Int) async throws {
        try await ScriptedServer.run(Self.slow[script]) { server in
            let exchange = TokenExchange(fetcher: HTTPFetcher(limits: Self.short))
            let found = try await Self.problem(exchange, to: "http://127.0.0.1:\(server.port)/")
            #expect(found == .connection(.timedOut(.waiting)))
        }
    }

    @Test func waitsForTenAndThirtySeconds() {
        #expect(HTTPFetcher().limits == HTTPFetcher.Limits(connect: .seconds(10), total: .seconds(30)))
    }

    static let large = String(repeating: "x", count: 10 << 20)
    static let oversized: [String] = [
        ScriptedServer.response(body: large),
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(String(large.utf8.count, radix: 16))\r\n\(large)\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n\(large)",
        ScriptedServer.response(body: String(repeating: " ", count: TokenReply.largestBody + 1)),
    ]

    @Test(arguments: oversized.indices)
    func readsNoMoreThanAToken(reply: Int) async throws {
        try await ScriptedServer.run(.reply(Self.oversized[reply])) { server in
            let found = try await Self.problem(to: "http://127.0.0.1:\(server.port)/")
            #expect(found == .reply(.tooLarge))
        }
    }

    @Test func readsTheLargestBody() async throws {
        let body = Self.granted + String(repeating: " ", count: TokenReply.largestBody - Self.granted.utf8.count)
        try await ScriptedServer.run(.reply(ScriptedServer.response(body: body))) { server in
            let found = try await Self.problem(to: "http://127.0.0.1:\(server.port)/")
            #expect(found == nil)
        }
    }

    @Test(arguments: [
        String(repeating: "[", count: 10_000), String(repeating: #"{"a":"#, count: 10_000), "", "-",
    ])
    func refusesWhatIsNotAReply(body: String) async throws {
        try await ScriptedServer.run(.reply(ScriptedServer.response(body: body))) { server in
            guard case .reply(.notJSON)? = try await Self.problem(to: "http://127.0.0.1:\(server.port)/") else {
                Issue.record("taken")
                return
            }
        }
    }

    @Test func decompressesNothing() async throws {
        let reply = ScriptedServer.response(fields: ["Content-Encoding: gzip"], body: Self.granted)
        try await ScriptedServer.run(.reply(reply)) { server in
            let found = try await Self.problem(to: "http://127.0.0.1:\(server.port)/")
            #expect(found == .reply(.encoded("gzip")))
        }
    }

    @Test func hidesTheCodeThatTheServerRepeats() async throws {
        let body = #"{"error": "invalid_grant", "error_description": "code+with/all&sorts of=it is used"}"#
        let reply = ScriptedServer.response("400 Bad Request", body: body)
        try await ScriptedServer.run(.reply(reply)) { server in
            let answer = try await TokenExchange().send(try Self.request(to: "http://127.0.0.1:\(server.port)/")).get()
            guard case .refused(let refusal) = answer.reply else {
                Issue.record("not refused")
                return
            }
            #expect(refusal.words?.text == "‹redacted:25› is used")
        }
    }

    @Test func refusesWhatIsNotHTTP() async throws {
        try await ScriptedServer.run(.reply("SSH-2.0-OpenSSH_9.2\r\n\r\n")) { server in
            let found = try await Self.problem(to: "http://127.0.0.1:\(server.port)/")
            #expect(found == .connection(.notHTTP))
        }
    }

    @Test func endsWhenItsTaskIsCancelled() async throws {
        try await ScriptedServer.run(.silence) { server in
            let attempt = Task(executorPreference: OwnThreads.executor) {
                try await Self.problem(to: "http://127.0.0.1:\(server.port)/")
            }
            let isThere = await eventually { server.arrived.requests.count == 1 }
            #expect(isThere)
            attempt.cancel()
            let found = try await attempt.value
            #expect(found == .connection(.cancelled))
            let isClosed = await eventually { server.arrived.closed == 1 }
            #expect(isClosed)
        }
    }

    // MARK: Messages

    static let problems: [TokenExchangeProblem] =
        ([
            .malformedAddress, .insecureAddress, .malformedField, .unknownHost("h"), .refusedConnection("h"),
            .unreachable("h", code: 1), .certificate(.untrusted, "h"), .certificate(.otherHost, "h"), .noTLS("h"),
            .timedOut(.connecting), .timedOut(.waiting), .connectionClosed, .notHTTP, .malformedStatus(99),
            .noResources(SystemFailure(wanted: "sockets", code: EMFILE)), .cancelled, .failed,
        ] as [ConnectionProblem]).map { .connection($0) }
        + [.reply(.tooLarge), .reply(.serverFailed(status: 500)), .reply(.noToken())]

    @Test(arguments: problems)
    func saysWhetherTheCodeIsUsed(problem: TokenExchangeProblem) {
        #expect(problem.message.contains("Nothing was sent") == !problem.mayHaveUsedCode)
        #expect(problem.message.contains("may be used") == problem.mayHaveUsedCode)
    }
}
