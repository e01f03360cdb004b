import NIOCore
import NIOSSL
import TestTraits
import Testing

@testable import Platform
@testable import Wire

/// Downloads from servers on loopback.
@Suite(.onThreadsOfTheirOwn) struct DownloaderTests {
    static let short = HTTPFetcher.Limits(connect: .seconds(1), total: .seconds(2))

    static func download(_ url: String, _ fetcher: HTTPFetcher = HTTPFetcher()) async throws -> String {
        String(decoding: try await Downloader(fetcher: fetcher).download(url), as: UTF8.self)
    }

    static func problem(_ url: String, _ fetcher: HTTPFetcher = HTTPFetcher()) async -> DownloadProblem? {
        do {
            _ = try await Downloader(fetcher: fetcher).download(url)
            return nil
        } catch {
            return error
        }
    }

    // MARK: What is sent

    @Test(arguments: ["127.0.0.1", "[::1]"])
    func asksForADocumentAndSaysNothingElse(host: String) async throws {
        let reply = ScriptedServer.Script.reply(ScriptedServer.response(body: "a: 1"))
        try await ScriptedServer.run(reply, host: host == "[::1]" ? "::1" : host) { server in
            let text = try await Self.download("http://\(host):\(server.port)/v1/api.yaml?x=1&y")
            #expect(text == "a: 1")
            let lines = [
                "GET /v1/api.yaml?x=1&y HTTP/1.1", "Host: \(host):\(server.port)",
                "Accept: application/json, application/yaml, text/yaml;q=0.9, */*;q=0.5", "Accept-Encoding: identity",
                "User-Agent: authscope", "", "",
            ]
            #expect(server.arrived.requests == [lines.joined(separator: "\r\n")])
        }
    }

    @Test(
        arguments: [
            ("http://localhost:1/", .connection(.insecureAddress)),
            ("http://x.example/", .connection(.insecureAddress)),
            ("http://127.0.0.2/", .connection(.insecureAddress)), ("file:///etc/passwd", .connection(.insecureAddress)),
            ("ftp://127.0.0.1/", .connection(.insecureAddress)), ("https://", .connection(.malformedAddress)),
            ("https://x.example/ a", .connection(.malformedAddress)),
            ("https://x.example/\r\nX: 1", .connection(.malformedAddress)),
            ("https://x.example/#a", .connection(.malformedAddress)), ("https://user@x.example/", .userInformation),
            ("https://user:word@x.example/", .userInformation), ("http://a@127.0.0.1:1/", .userInformation),
        ] as [(String, DownloadProblem)])
    func goesNowhereElse(url: String, expected: DownloadProblem) async {
        #expect(await Self.problem(url) == expected)
    }

    // MARK: Whom it trusts

    @Test func trustsAGoodCertificateOnly() async throws {
        let pairs = try Certificates.all.get()
        for (pair, isTrusted, expected) in [
            (pairs.good, true, nil), (pairs.good, false, .untrusted), (pairs.expired, true, .untrusted),
            (pairs.otherHost, true, .otherHost),
        ] as [(Certificates.Pair, Bool, ConnectionProblem.CertificateProblem?)] {
            let reply = ScriptedServer.Script.reply(ScriptedServer.response(body: "{}"))
            try await ScriptedServer.run(reply, tls: pair.server) { server in
                let fetcher = HTTPFetcher(trusting: isTrusted ? [pair.certificate] : [])
                let found = await Self.problem("https://127.0.0.1:\(server.port)/", fetcher)
                #expect(found == expected.map { .connection(.certificate($0, "127.0.0.1:\(server.port)")) })
            }
        }
    }

    // MARK: Redirects

    @Test(arguments: [301, 302, 303, 307, 308])
    func followsARedirectOnTheSameHost(status: Int) async throws {
        let script = ScriptedServer.Script.inTurn([
            ScriptedServer.response("\(status) Elsewhere", fields: ["Location: ../b.json?c#d"], body: "no"),
            ScriptedServer.response(body: "{}"),
        ])
        try await ScriptedServer.run(script) { server in
            let text = try await Self.download("http://127.0.0.1:\(server.port)/x/a")
            #expect(text == "{}")
            #expect(
                server.arrived.requests.map { $0.prefix { $0 != "\r\n" } } == [
                    "GET /x/a HTTP/1.1", "GET /x/../b.json?c HTTP/1.1",
                ])
        }
    }

    @Test func followsThreeRedirects() async throws {
        let redirect = ScriptedServer.response("302 Found", fields: ["Location: /again"], body: "")
        for (count, isFollowed) in [(3, true), (4, false)] {
            let replies = Array(repeating: redirect, count: count) + [ScriptedServer.response(body: "{}")]
            try await ScriptedServer.run(.inTurn(replies)) { server in
                let problem = await Self.problem("http://127.0.0.1:\(server.port)/")
                #expect(problem == (isFollowed ? nil : .tooManyRedirects))
                #expect(server.arrived.requests.count == 4)
            }
        }
    }

    @Test func followsNoRedirectToAnotherHost() async throws {
        try await ScriptedServer.run(.reply(ScriptedServer.response(body: "{}"))) { other in
            let target = "127.0.0.1:\(other.port)"
            let reply = ScriptedServer.response("302 Found", fields: ["Location: http://\(target)/x"], body: "{}")
            try await ScriptedServer.run(.reply(reply)) { server in
                let problem = await Self.problem("http://127.0.0.1:\(server.port)/")
                #expect(problem == .redirectedElsewhere(target, isSecure: false))
                #expect(problem?.message.contains("http://\(target)") == true)
                #expect(other.arrived.connections == 0)
            }
        }
    }

    static let base = "https://x.example:8443/a/b?c/d"
    static let redirects: [(location: String, target: String)] = [
        ("https://X.example:8443/y", "https://X.example:8443/y"), ("//x.example:8443/y", "https://x.example:8443/y"),
        ("/y?z", "https://x.example:8443/y?z"), ("?z", "https://x.example:8443/a/b?z"),
        ("y/../z", "https://x.example:8443/a/y/../z"), ("y?u=https://z/", "https://x.example:8443/a/y?u=https://z/"),
        ("/y#part", "https://x.example:8443/y"),
    ]

    @Test(arguments: redirects)
    func resolvesALocation(location: String, target: String) throws {
        let address = try EndpointAddress(Self.base)
        #expect(try Downloader.redirect(from: Self.base, of: address, to: [location]) == target)
    }

    @Test(
        arguments: [
            ("http://x.example:8443/", .malformedRedirect),
            ("https://x.example/", .redirectedElsewhere("x.example", isSecure: true)),
            ("//evil.example/", .redirectedElsewhere("evil.example", isSecure: true)),
            ("https://x.example:8443@evil.example/", .malformedRedirect), ("file:///etc/passwd", .malformedRedirect),
            ("https:\\\\evil.example", .malformedRedirect), ("/\u{E9}", .malformedRedirect),
            ("/a b", .malformedRedirect),
        ] as [(String, DownloadProblem)])
    func refusesALocationElsewhere(location: String, expected: DownloadProblem) throws {
        let address = try EndpointAddress(Self.base)
        #expect(throws: expected) { try Downloader.redirect(from: Self.base, of: address, to: [location]) }
    }

    @Test func refusesARedirectWithoutOneLocation() throws {
        let address = try EndpointAddress(Self.base)
        for locations in [[], ["/a", "/b"]] {
            #expect(throws: DownloadProblem.malformedRedirect) {
                try Downloader.redirect(from: Self.base, of: address, to: locations)
            }
        }
    }

    // MARK: What is refused

    @Test(arguments: [201, 204, 206, 304, 400, 401, 403, 404, 410, 500, 503])
    func takesADocumentWithStatus200Only(status: Int) async throws {
        let reply = ScriptedServer.response("\(status) X", body: status == 204 || status == 304 ? "" : "{}")
        try await ScriptedServer.run(.reply(reply)) { server in
            #expect(await Self.problem("http://127.0.0.1:\(server.port)/") == .status(status))
        }
    }

    @Test func takesNoCodedDocument() async throws {
        let reply = ScriptedServer.response(fields: ["Content-Encoding: GZIP"], body: "x")
        try await ScriptedServer.run(.reply(reply)) { server in
            #expect(await Self.problem("http://127.0.0.1:\(server.port)/") == .encoded("gzip"))
        }
        let identity = ScriptedServer.response(fields: ["Content-Encoding: identity"], body: "x")
        try await ScriptedServer.run(.reply(identity)) { server in
            let text = try await Self.download("http://127.0.0.1:\(server.port)/")
            #expect(text == "x")
        }
    }

    static let large = String(repeating: "x", count: Downloader.largest + 1)
    static let oversized: [String] = [
        ScriptedServer.response(body: large), "HTTP/1.1 200 OK\r\n\r\n\(large)",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(String(large.utf8.count, radix: 16))\r\n\(large)\r\n0\r\n\r\n",
    ]

    @Test(arguments: oversized.indices)
    func takesNoMoreThanIsAllowed(reply: Int) async throws {
        try await ScriptedServer.run(.reply(Self.oversized[reply])) { server in
            #expect(await Self.problem("http://127.0.0.1:\(server.port)/") == .tooLarge)
        }
    }

    @Test func takesTheLargestDocument() async throws {
        let body = String(Self.large.dropLast())
        try await ScriptedServer.run(.reply(ScriptedServer.response(body: body))) { server in
            let text = try await Self.download("http://127.0.0.1:\(server.port)/")
            #expect(text.utf8.count == Downloader.largest)
        }
    }

    static let slow: [ScriptedServer.Script] = [
        .silence, .drip(ScriptedServer.response(body: "a: 1"), every: .milliseconds(100)),
        .reply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
    ]

    @Test(arguments: slow.indices)
    func endsAtItsLimitOfTime(script: Int) async throws {
        try await ScriptedServer.run(Self.slow[script]) { server in
            let found = await Self.problem("http://127.0.0.1:\(server.port)/", HTTPFetcher(limits: Self.short))
            #expect(found == .connection(.timedOut(.waiting)))
        }
    }

    @Test func saysWhenTheDocumentIsNotWhole() async throws {
        try await ScriptedServer.run(.close) { server in
            #expect(await Self.problem("http://127.0.0.1:\(server.port)/") == .connection(.connectionClosed))
        }
    }

    @Test func endsWhenItsTaskIsCancelled() async throws {
        try await ScriptedServer.run(.silence) { server in
            let url = "http://127.0.0.1:\(server.port)/"
            let attempt = Task(executorPreference: OwnThreads.executor) {
                try await onThread { isCancelled throws(DownloadProgram.Failure) in
                    try DocumentReader().read(address: url, isCancelled: isCancelled)
                }
            }
            let isThere = await eventually { server.arrived.requests.count == 1 }
            #expect(isThere)
            attempt.cancel()
            let failure = await #expect(throws: DownloadProgram.Failure.self) { try await attempt.value }
            #expect(failure?.problem == .cancelled)
            let isClosed = await eventually { server.arrived.closed == 1 }
            #expect(isClosed)
        }
    }

    // MARK: Messages

    @Test(
        arguments: [
            (.userInformation, "name and password"),
            (.redirectedElsewhere("h.example", isSecure: true), "https://h.example"),
            (.malformedRedirect, "browser"), (.tooManyRedirects, "3 times"), (.status(401), "login"),
            (.status(404), "404"), (.status(503), "503"), (.status(206), "206"), (.encoded("br"), "br"),
            (.tooLarge, "16 MiB"), (.connection(.unknownHost("h.example")), "h.example"),
            (.connection(.certificate(.otherHost, "h.example")), "h.example"),
            (.connection(.timedOut(.connecting)), "network"), (.connection(.insecureAddress), "https"),
        ] as [(DownloadProblem, String)])
    func saysWhatToDo(problem: DownloadProblem, words: String) {
        #expect(problem.message.contains(words))
        #expect(!problem.message.hasSuffix("."))
    }
}
