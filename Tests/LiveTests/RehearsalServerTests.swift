import Catalog
import Flow
import JSON
import OAuth
import Rehearsal
import TestSupport
import Testing
import Wire

@BlockingActor @Suite struct RehearsalServerTests {
    /// A browser and a client without manners of their own.
    struct Visitor {
        let server: RehearsalServer
        let isIPv6: Bool
        let port: Int
        let redirectURI: String

        init(
            fault: Fault? = nil, ipv6: Bool = false, redirectURI: String = "http://127.0.0.1:9/callback"
        ) async throws {
            var provider = BuiltIn.provider
            provider.clients[0].redirectURIs = [redirectURI]
            server = try await RehearsalServer.start(playing: provider, ipv6: ipv6, fault: fault)
            isIPv6 = ipv6
            self.redirectURI = redirectURI
            port = try #require(server.issuer.split(separator: ":").last.flatMap { Int($0) })
        }

        func send(_ method: String, _ target: String, _ body: String = "") throws -> RawClient.Response {
            let client = try #require(RawClient(port: port, ipv6: isIPv6))
            let type = body.isEmpty ? "" : "Content-Type: application/x-www-form-urlencoded\r\n"
            return try #require(
                client.response(
                    to: "\(method) \(target) HTTP/1.1\r\nHost: \(isIPv6 ? "[::1]" : "127.0.0.1"):\(port)\r\n\(type)"
                        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"))
        }

        /// Opens the page, allows, and reads the redirect.
        func answer() throws -> AuthorizationResponse {
            var request = AuthorizationRequest(endpoint: "/oauth/authorize")
            request["response_type"] = "code"
            request["client_id"] = server.profile.clients[0].clientID
            request["redirect_uri"] = redirectURI
            request["scope"] = "user:read"
            request["state"] = "dObT5xOcWLK2VpxskBNECg"
            let page = try send("GET", request.url.text)
            #expect(page.status == 200)
            let ticket = try #require(page.body.firstMatch(of: #/name="ticket" value="([0-9a-f]+)"/#)).1
            let redirect = try send("POST", "/oauth/consent", "ticket=\(ticket)&decision=allow")
            #expect(redirect.status == 303)
            return AuthorizationResponse(
                try #require(redirect.head.firstMatch(of: #/Location: ([^\r]+)/#)).1.description)
        }

        func exchange(_ code: String) throws -> RawClient.Response {
            let client = server.profile.clients[0].clientID
            return try send(
                "POST", "/api/token",
                "grant_type=code&client_id=\(client)&code=\(code)&device_name=test&device_id=1")
        }
    }

    @Test(arguments: [false, true])
    func playsAProvider(ipv6: Bool) async throws {
        let visitor = try await Visitor(ipv6: ipv6)
        let server = visitor.server
        #expect(server.issuer == (ipv6 ? "http://[::1]:" : "http://127.0.0.1:") + String(visitor.port))
        #expect(server.profile.tokenEndpoint == server.issuer + "/api/token")
        let metadata = try visitor.send("GET", "/.well-known/oauth-authorization-server")
        #expect(try JSONValue(reading: Array(metadata.body.utf8))["issuer"] == .string(server.issuer))
        #expect(server.metadataURL == server.issuer + "/.well-known/oauth-authorization-server")
        let answer = try visitor.answer()
        #expect(answer.issuer == server.issuer)
        let reply = try visitor.exchange(try #require(answer.code))
        #expect(reply.status == 200)
        #expect(try visitor.exchange(try #require(answer.code)).status == 400)
        await server.closed()
        var events: [RehearsalEvent] = []
        for await event in server.events { events.append(event) }
        #expect(
            events == [
                .consentShown(client: "Example client", scopes: ["user:read"]), .allowed, .codeIssued,
                .tokenIssued(scopes: ["user:read"], isNarrowed: false), .reused("The code"),
                .tokenRefused(code: "invalid_grant", reason: "The code was used before."),
            ])
    }

    @Test func answersToOneNameOnly() async throws {
        let visitor = try await Visitor()
        for ipv6 in [false, true] {
            for host in ["localhost", "[::1]", "evil.example"] {
                let client = try #require(RawClient(port: visitor.port, ipv6: ipv6))
                #expect(client.response(to: "GET / HTTP/1.1\r\nHost: \(host):\(visitor.port)\r\n\r\n")?.status == 421)
            }
        }
        await visitor.server.closed()
    }

    @Test func takesAFaultWhileItRuns() async throws {
        let visitor = try await Visitor()
        #expect(try visitor.answer().code != nil)
        visitor.server.setFault(.deny)
        #expect(try visitor.answer().error == "access_denied")
        visitor.server.setFault(nil)
        #expect(try visitor.answer().code != nil)
        await visitor.server.closed()
    }

    @Test func listensOnThePortThatIsAskedFor() async throws {
        // No other program gets the port meanwhile.
        let reserved = try #require(ReservedPort())
        defer { withExtendedLifetime(reserved) {} }
        let port = reserved.number
        let first = try await RehearsalServer.start(playing: BuiltIn.provider, port: port)
        await #expect(throws: ListenerProblem.portInUse(port)) {
            try await RehearsalServer.start(playing: BuiltIn.provider, port: port)
        }
        await first.closed()
        // A process that another test starts has the socket, too, until it is executed.
        let isFree = await eventually { OpenSockets.listening(port: port).isEmpty }
        #expect(isFree)
        let next = try await RehearsalServer.start(playing: BuiltIn.provider, port: port)
        #expect(next.issuer == "http://127.0.0.1:\(port)")
        await next.closed()
        let isRefused = await eventually { RawClient(port: port) == nil }
        #expect(isRefused)
    }

    // MARK: The second answer

    /// The program at the redirect URI, which takes the first answer.
    @Test func sendsTheAnswerAgain() async throws {
        let sockets = try LoopbackSockets(LoopbackAddress("http://127.0.0.1/callback"), port: .anyFree)
        let (targets, continuation) = AsyncStream.makeStream(of: String.self)
        let listener = try await LoopbackServer.start(on: sockets, limits: .listener) { request, _ in
            continuation.yield(request.target)
            // A redirect is not followed.
            return HTTPResponse(status: 410, fields: [HTTPField(name: "Location", value: "/elsewhere")])
        }
        let visitor = try await Visitor(fault: .answerTwice, redirectURI: sockets.redirectURI)
        let answer = try visitor.answer()
        var sent = targets.makeAsyncIterator()
        let target = try #require(await sent.next())
        #expect(AuthorizationResponse(target).code == answer.code)
        for await event in visitor.server.events {
            guard case .answerRepeated(let status) = event else { continue }
            #expect(status == 410)
            break
        }
        listener.stop()
        await listener.stopped()
        await visitor.server.closed()
    }

    @Test func saysThatThePortIsClosed() async throws {
        let sockets = try LoopbackSockets(LoopbackAddress("http://127.0.0.1/callback"), port: .anyFree)
        let visitor = try await Visitor(fault: .answerTwice, redirectURI: sockets.redirectURI)
        _ = try visitor.answer()
        for await event in visitor.server.events {
            guard case .answerRepeated(let status) = event else { continue }
            #expect(status == nil)
            break
        }
        await visitor.server.closed()
    }
}
