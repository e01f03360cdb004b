import Glibc
import OAuth
import TestSupport
import Testing
import Wire

@BlockingActor @Suite struct LoopbackListenerTests {
    // MARK: The answer

    @Test(arguments: [false, true])
    func takesTheRightAnswer(ipv6: Bool) async throws {
        let login = try await Login("http://localhost/callback")
        let client = try #require(login.connect(ipv6: ipv6))
        let host = "localhost:\(login.port)"
        let query = "code=\(Login.code)&state=\(Login.state)"
        let fields = "Sec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\n"
        let response = try #require(client.response(to: login.request(query, host: host, fields: fields)))
        #expect(response.status == 303)
        #expect(response.head.contains("\r\nLocation: /done\r\n"))
        let page = try #require(
            client.response(to: "GET /done HTTP/1.1\r\nHost: \(host)\r\nSec-Fetch-Dest: document\r\n\r\n"))
        #expect(page.status == 200)
        #expect(page.body.contains("You may close this tab and go back to the terminal."))
        let outcome = await login.outcome()
        #expect(outcome.refusals.isEmpty)
        #expect(outcome.end == Login.code)
        #expect(login.checked.all == ["http://localhost:\(login.port)/callback?\(query)"])
        #expect(login.listener.redirectURI == "http://localhost:\(login.port)/callback")
        await login.listener.closed()
    }

    /// In a queue of 128, a crowd of 200 leaves no room for the browser.
    @Test func hasALongQueue() async throws {
        let login = try await Login()
        let sockets = OpenSockets.descriptors(port: login.port).filter(\.isListening)
        #expect(sockets.count == 2)
        for socket in sockets {
            // For a socket that listens, `tcpi_sacked` of tcp_info is the length of its queue.
            var info = [UInt32](repeating: 0, count: 64)
            var size = socklen_t(info.count * 4)
            #expect(getsockopt(socket.descriptor, Int32(IPPROTO_TCP), TCP_INFO, &info, &size) == 0)
            #expect(info[7] == 1_024)
        }
        login.listener.close()
        await login.listener.closed()
    }

    /// RFC 8252 §8.3: the sockets are closed before the answer is passed on.
    @Test func closesTheSocketsBeforeItReportsTheAnswer() async throws {
        let login = try await Login()
        #expect(OpenSockets.listening(port: login.port).count == 2)
        let client = try #require(login.connect())
        client.send(login.rightAnswer)
        for await event in login.listener.events {
            guard case .answered(.accepted, let answer) = event else { continue }
            #expect(OpenSockets.listening(port: login.port).isEmpty)
            #expect(answer == "\(login.listener.redirectURI)?code=\(Login.code)&state=\(Login.state)")
        }
        #expect(login.connect() == nil)
        #expect(client.response()?.status == 303)
        #expect(client.response(to: "GET /done HTTP/1.1\r\nHost: \(login.host)\r\n\r\n")?.status == 200)
        await login.listener.closed()
        #expect(OpenSockets.descriptors(port: login.port).isEmpty)
    }

    @Test(arguments: ["HTTP/1.0\r\nHost: HOST\r\n\r\n", "HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"])
    func givesThePageAtOnceToAClientThatSendsOnlyOneRequest(rest: String) async throws {
        let login = try await Login()
        let line = "GET /callback?code=\(Login.code)&state=\(Login.state) "
        let client = try #require(login.connect())
        let response = try #require(client.response(to: line + rest.replacing("HOST", with: login.host)))
        #expect(response.status == 200)
        #expect(response.body.contains("You may close this tab"))
        #expect(client.isEnded)
        #expect(await login.outcome().end == Login.code)
        await login.listener.closed()
    }

    /// An error that carries the right state ends the wait, and no other does (S4.5).
    @Test func takesAnErrorOnlyWithTheRightState() async throws {
        let login = try await Login()
        #expect(login.send(login.request("error=access_denied"))?.status == 400)
        #expect(login.send(login.request("error=access_denied&state=other"))?.status == 400)
        let client = try #require(login.connect())
        #expect(client.response(to: login.request("error=access_denied&state=\(Login.state)"))?.status == 303)
        let page = client.response(to: "GET /done HTTP/1.1\r\nHost: \(login.host)\r\n\r\n")
        #expect(page?.body.contains("Not accepted") == true)
        let outcome = await login.outcome()
        #expect(outcome.refusals == [.missingState, .wrongState])
        #expect(outcome.end == "refused")
    }

    @Test func stillTakesTheRightAnswerAfterAThousandWrongOnes() async throws {
        let login = try await Login()
        for index in 0..<1_000 {
            let ipv6 = index % 2 == 1
            let response = login.connect(ipv6: ipv6)?.response(to: login.request("code=x&state=wrong\(index)"))
            #expect(response?.status == 400)
        }
        #expect(login.send(login.rightAnswer)?.status == 303)
        var counts: [Int] = []
        var code: String?
        for await event in login.listener.events {
            switch event {
            case .refused(let refusal, let count):
                #expect(refusal == .wrongState)
                counts.append(count)
            case .answered(.accepted(let accepted, _), _): code = accepted.reveal()
            case .answered, .timedOut: break
            }
        }
        // The events were not read meanwhile. Only the newest are kept, and the count is right.
        #expect(counts.last == 1_000)
        #expect(counts.count < 100)
        #expect(code == Login.code)
    }

    @Test func takesOneOfTwoRightAnswersThatComeAtOnce() async throws {
        let login = try await Login()
        let clients = [try #require(login.connect()), try #require(login.connect(ipv6: true))]
        // Without the line end at the end, which is one Character.
        for client in clients { client.send(String(login.rightAnswer.dropLast())) }
        // Both have to be let in, or the second would find the door shut.
        let areIn = await eventually {
            OpenSockets.descriptors(port: login.port).count { !$0.isListening } == 2
        }
        #expect(areIn)
        for client in clients { client.send("\r\n") }
        let statuses = clients.map { $0.response()?.status ?? 0 }
        #expect(statuses.sorted() == [303, 410])
        #expect(login.checked.all.count == 1)
        login.listener.close()
        var answers = 0
        for await event in login.listener.events {
            if case .answered = event { answers += 1 }
        }
        #expect(answers == 1)
    }

    // MARK: Other requests

    @Test(arguments: MalformedRequest.all)
    func refusesAMalformedRequestWithoutEffect(request: MalformedRequest) async throws {
        let login = try await Login()
        let text = request.text.replacing("HOST", with: login.host)
            .replacing("ANSWER", with: "code=\(Login.code)&state=\(Login.state)")
        let client = try #require(login.connect())
        #expect(client.response(to: text)?.status == request.status)
        #expect(client.isEnded)
        #expect(login.checked.all.isEmpty)
        #expect(login.send(login.rightAnswer)?.status == 303)
        let outcome = await login.outcome()
        #expect(outcome.refusals.map(\.status) == [request.status])
        #expect(outcome.end == Login.code)
    }

    @Test func refusesAHeadThatComesTooSlowly() async throws {
        var limits = ServerLimits()
        limits.requestTimeout = .seconds(1)
        let login = try await Login(limits: limits)
        let client = try #require(login.connect())
        #expect(client.response(to: String(login.rightAnswer.dropLast()))?.status == 408)
        client.send("\r\n")
        #expect(client.isEnded)
        #expect(login.checked.all.isEmpty)
        login.listener.close()
        #expect(await login.outcome().refusals == [.fault(.slow)])
    }

    @Test func doesNotCountWhatABrowserDoesByItself() async throws {
        let login = try await Login()
        let icon = "GET /favicon.ico HTTP/1.1\r\nHost: \(login.host)\r\nSec-Fetch-Dest: image\r\n\r\n"
        #expect(login.send(icon)?.status == 404)
        _ = login.connect()
        #expect(login.send(login.rightAnswer)?.status == 303)
        #expect(await login.outcome().refusals.isEmpty)
    }

    /// `#code=…` never reaches a server: the browser comes back with nothing.
    @Test(arguments: ["http://127.0.0.1/callback", "http://127.0.0.1/callback?tenant=1"])
    func asksForTheAddressWhenTheAnswerMayBeInTheFragment(uri: String) async throws {
        for state in [Login.state, nil] {
            let login = try await Login(uri, state: state)
            for target in ["/callback", "/callback?", String(uri.dropFirst(16))] {
                let response = try #require(login.send("GET \(target) HTTP/1.1\r\nHost: \(login.host)\r\n\r\n"))
                #expect(response.status == 400)
                #expect(response.body.contains("If the address of this page has a #"))
            }
            login.listener.close()
            let outcome = await login.outcome()
            #expect(outcome.refusals == [.emptyAnswer, .emptyAnswer, .emptyAnswer])
            #expect(outcome.end == nil)
        }
    }

    @Test(arguments: Mishap.all)
    func saysWhatToDoAboutAnAnswerThatCannotBeTaken(mishap: Mishap) async throws {
        let login = try await Login()
        let text = mishap.request.replacing("HOST", with: login.host)
            .replacing("ANSWER", with: "code=\(Login.code)&state=\(Login.state)")
        let response = try #require(login.send(text))
        #expect(response.status == mishap.refusal.status)
        #expect(response.body.contains(mishap.page))
        #expect(mishap.refusal.text.contains(mishap.said))
        #expect(mishap.refusal.canBePasted == mishap.refusal.text.lowercased().contains("paste"))
        // The wait goes on.
        #expect(login.send(login.rightAnswer)?.status == 303)
        let outcome = await login.outcome()
        #expect(outcome.refusals == [mishap.refusal])
        #expect(outcome.end == Login.code)
    }

    /// A browser that fetches the answer in advance has not gone there: it comes again.
    @Test(arguments: [
        "Sec-Purpose: prefetch", "sec-purpose: prefetch;prerender", "Purpose: prefetch", "Purpose: Prefetch",
        "Sec-Purpose: prefetch;anonymous-client-ip\r\nSec-Fetch-Dest: empty",
    ])
    func acceptsNothingThatIsPrefetched(field: String) async throws {
        let login = try await Login()
        let query = "code=\(Login.code)&state=\(Login.state)"
        for query in [query, "error=access_denied&state=\(Login.state)"] {
            let response = try #require(login.send(login.request(query, fields: field + "\r\n")))
            #expect(response.status == 503)
            #expect(response.head.contains("\r\nCache-Control: no-store\r\n"))
            #expect(response.body.contains("Reload it"))
        }
        #expect(login.checked.all.isEmpty)
        #expect(login.send(login.rightAnswer)?.status == 303)
        let outcome = await login.outcome()
        #expect(outcome.refusals.isEmpty)
        #expect(outcome.end == Login.code)
    }

    // MARK: Crowds

    /// Held connections do not keep others out, however long the timeout is (S4.3).
    @Test(arguments: ["", "G"])
    func acceptsTheRightAnswerDuringConnectionsWithoutOne(text: String) async throws {
        let login = try await Login()
        var crowd: [RawClient] = []
        for index in 0..<300 {
            let client = try #require(login.connect(ipv6: index % 2 == 1))
            client.send(text)
            crowd.append(client)
        }
        #expect(login.send(login.rightAnswer)?.status == 303)
        let outcome = await login.outcome()
        #expect(outcome.refusals.isEmpty)
        #expect(outcome.end == Login.code)
        withExtendedLifetime(crowd) {}
    }

    @Test func refusesAnAnswerThatLostAParameterOfTheRedirectURI() async throws {
        let login = try await Login("http://127.0.0.1/callback?tenant=1")
        #expect(login.send(login.rightAnswer)?.status == 400)
        let query = "tenant=1&code=\(Login.code)&state=\(Login.state)"
        #expect(login.send(login.request(query))?.status == 303)
        let outcome = await login.outcome()
        #expect(outcome.refusals == [.otherAddress])
        #expect(outcome.end == Login.code)
    }

    @Test func showsOnlyConstantPages() async throws {
        let login = try await Login()
        let mark = "<script>marker</script>"
        let requests = [
            login.request("code=marker&state=marker"), login.request("marker", path: "/marker"),
            login.request("marker", host: "marker.example"), "marker\(mark)\r\n",
        ]
        for request in requests {
            let response = try #require(login.send(request))
            #expect(!response.body.contains("marker") && !response.head.contains("marker"))
            #expect(!response.body.contains("<script") && !response.body.contains("http"))
            for field in [
                "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'", "Cache-Control: no-store",
                "Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff", "Connection: close",
            ] {
                #expect(response.head.contains("\r\n\(field)\r\n"))
            }
        }
        login.listener.close()
    }

    // MARK: The addresses

    @Test(arguments: ["http://127.0.0.1/callback", "http://[::1]/callback", "http://localhost/callback"])
    func listensOnTheTwoLoopbackAddressesOnly(uri: String) async throws {
        let login = try await Login(uri)
        #expect(
            OpenSockets.listening(port: login.port) == ["0100007F", "00000000000000000000000001000000"])
        var list: UnsafeMutablePointer<ifaddrs>?
        getifaddrs(&list)
        defer { freeifaddrs(list) }
        var others = 0
        for entry in sequence(first: list, next: { $0?.pointee.ifa_next }) {
            guard let address = entry?.pointee.ifa_addr else { continue }
            switch Int32(address.pointee.sa_family) {
            case AF_INET:
                var copy = UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in.self)
                guard copy.sin_addr.s_addr != in_addr_t(0x7F00_0001).bigEndian else { continue }
                copy.sin_port = in_port_t(login.port).bigEndian
                #expect(RawClient(connecting: &copy, AF_INET) == nil)
            case AF_INET6:
                var copy = UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in6.self)
                let octets = withUnsafeBytes(of: copy.sin6_addr) { Array($0) }
                guard octets != [UInt8](repeating: 0, count: 15) + [1] else { continue }
                copy.sin6_port = in_port_t(login.port).bigEndian
                #expect(RawClient(connecting: &copy, AF_INET6) == nil)
            default: continue
            }
            others += 1
        }
        // All of 127.0.0.0/8 is this machine, so that there is always another address.
        #expect(RawClient(address: 0x7F00_0002, port: login.port) == nil)
        #expect(errno == ECONNREFUSED, "\(others) other addresses")
        login.listener.close()
    }

    @Test func listensAgainOnTheSamePortRightAfterAnAttempt() async throws {
        let first = try await Login()
        #expect(first.send(first.rightAnswer)?.status == 303)
        await first.listener.closed()
        let second = try await Login("http://127.0.0.1:\(first.port)/callback", port: .asGiven)
        #expect(second.port == first.port)
        #expect(second.listener.redirectURI == "http://127.0.0.1:\(first.port)/callback")
        #expect(second.send(second.rightAnswer)?.status == 303)
        #expect(await second.outcome().end == Login.code)
    }

    // MARK: The end

    @Test func endsAfterItsTime() async throws {
        let login = try await Login(timeout: .milliseconds(40))
        let outcome = await login.outcome()
        #expect(outcome.end == "timedOut")
        await login.listener.closed()
        #expect(OpenSockets.descriptors(port: login.port).isEmpty)
    }

    @Test(arguments: [(Duration.zero, 30), (.seconds(29), 30), (.seconds(300), 300), (.seconds(901), 900)])
    func waitsForATimeWithinItsLimits(asked: Duration, seconds: Int) async throws {
        let before = ContinuousClock.now
        let listener = try await LoopbackListener.open(
            LoopbackAddress("http://127.0.0.1/"), port: .anyFree, timeout: asked
        ) { .stray(nil, AuthorizationResponse($0)) }
        #expect(listener.deadline - before >= .seconds(seconds))
        #expect(listener.deadline - .now <= .seconds(seconds))
        listener.close()
    }

    @Test func closesOnRequest() async throws {
        let login = try await Login()
        let client = try #require(login.connect())
        client.send("GET /")
        login.listener.close()
        let areClosed = await eventually { OpenSockets.descriptors(port: login.port).isEmpty }
        #expect(areClosed)
        #expect(client.isEnded)
        let outcome = await login.outcome()
        #expect(outcome.refusals.isEmpty)
        #expect(outcome.end == nil)
    }

    @Test func closesWhenItsEventsAreNoLongerRead() async throws {
        let login = try await Login()
        let task = Task { await login.outcome().end }
        task.cancel()
        #expect(await task.value == nil)
        let areClosed = await eventually { OpenSockets.descriptors(port: login.port).isEmpty }
        #expect(areClosed)
    }

    @Test func closesWhenItIsDropped() async throws {
        let port = try await Login().port
        let areClosed = await eventually { OpenSockets.descriptors(port: port).isEmpty }
        #expect(areClosed)
    }

    @Test func closesTheConnectionOfABrowserThatDoesNotFetchItsPage() async throws {
        var limits = ServerLimits()
        limits.grace = .milliseconds(50)
        let login = try await Login(limits: limits)
        let client = try #require(login.connect())
        #expect(client.response(to: login.rightAnswer)?.status == 303)
        await login.listener.closed()
        #expect(client.isEnded)
        #expect(OpenSockets.descriptors(port: login.port).isEmpty)
    }

    /// A browser that waits for its page gets it, also when the listener is closed meanwhile.
    @Test func sendsThePageAfterItWasClosed() async throws {
        let login = try await Login()
        let client = try #require(login.connect())
        #expect(client.response(to: login.rightAnswer)?.status == 303)
        login.listener.close()
        #expect(client.response(to: "GET /done HTTP/1.1\r\nHost: \(login.host)\r\n\r\n")?.status == 200)
        await login.listener.closed()
        #expect(OpenSockets.descriptors(port: login.port).isEmpty)
    }
}
