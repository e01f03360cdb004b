import Glibc
import OAuth
import Synchronization
import TestSupport
import Testing

@testable import Platform
@testable import Wire

@BlockingActor @Suite struct LoopbackServerTests {
    private func start(
        _ limits: ServerLimits = .listener, _ respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) async throws -> LoopbackServer {
        let sockets = try LoopbackSockets(LoopbackAddress("http://127.0.0.1/"), port: .anyFree)
        return try await LoopbackServer.start(on: sockets, limits: limits) { request, _ in respond(request) }
    }

    private let get = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n"

    @Test(arguments: [false, true])
    func answersAndCloses(ipv6: Bool) async throws {
        let server = try await start { request in
            HTTPResponse(
                status: 200, fields: [HTTPField(name: "X", value: request.target)], body: Array("héllo".utf8))
        }
        let client = try #require(RawClient(port: server.port, ipv6: ipv6))
        let response = try #require(client.response(to: get))
        #expect(response.head == "HTTP/1.1 200 OK\r\nX: /x\r\nContent-Length: 6\r\nConnection: close\r\n\r\n")
        #expect(response.body == "héllo")
        #expect(client.isEnded)
        server.stop()
        await server.stopped()
    }

    @Test func handsOverTheBodyOfAForm() async throws {
        var limits = ServerLimits()
        limits.methods = ["GET", "POST"]
        limits.body = 65_536
        let server = try await start(limits) { HTTPResponse(status: 200, body: $0.body) }
        let body = String(repeating: "a=b&", count: 10_000)
        let head = "POST /t HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        #expect(RawClient(port: server.port)?.response(to: head + body)?.body == body)
        let tooLong = "POST /t HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n"
        #expect(RawClient(port: server.port)?.response(to: tooLong)?.status == 413)
        let refused = try #require(RawClient(port: server.port)?.response(to: "PUT / HTTP/1.1\r\n"))
        #expect(refused.status == 405)
        #expect(refused.head.contains("\r\nAllow: GET, POST\r\n"))
        let cookies = "GET / HTTP/1.1\r\nCookie: \(String(repeating: "x", count: 16_384))"
        let page = try #require(RawClient(port: server.port)?.response(to: cookies))
        #expect(page.status == 431)
        #expect(page.body.contains("mostly cookies. Delete the cookies of 127.0.0.1"))
        server.stop()
        await server.stopped()
    }

    @Test func makesTheClientWait() async throws {
        let waiting = Mutex(0)
        let server = try await start(Login.patient) { request in
            var response = HTTPResponse(status: 200)
            if request.target == "/soon" { response.delayMilliseconds = 50 }
            if request.target == "/late" {
                response.delayMilliseconds = 600_000
                waiting.withLock { $0 += 1 }
            }
            return response
        }
        let late = try #require(RawClient(port: server.port))
        late.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n")
        let isWaiting = await eventually { waiting.withLock { $0 } == 1 }
        #expect(isWaiting)
        // Others are answered meanwhile.
        #expect(RawClient(port: server.port)?.response(to: "GET /soon HTTP/1.1\r\nHost: h\r\n\r\n")?.status == 200)
        server.stop()
        await server.stopped()
        #expect(late.isEnded)
    }

    @Test func sendsNoFieldThatWouldBeginAnother() {
        let response = HTTPResponse(
            status: 303,
            fields: [HTTPField(name: "Location", value: "/\r\nSet-Cookie: x"), HTTPField(name: "A", value: "b")])
        let text = String(decoding: response.octets, as: UTF8.self)
        #expect(text == "HTTP/1.1 303 See Other\r\nA: b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    }

    /// A program that is started meanwhile must inherit neither (S4.1).
    @Test func closesAllSocketsOnExec() async throws {
        let server = try await start(Login.patient) { _ in HTTPResponse(status: 200) }
        let client = try #require(RawClient(port: server.port))
        client.send("GET")
        let isAccepted = await eventually {
            OpenSockets.descriptors(port: server.port).contains { !$0.isListening && $0.closesOnExec }
        }
        #expect(isAccepted)
        #expect(OpenSockets.descriptors(port: server.port).filter(\.isListening).map(\.closesOnExec) == [true, true])
        server.stop()
        await server.stopped()
    }

    @Test func lateHeadsAreAnsweredAndSilentConnectionsClosed() async throws {
        var limits = ServerLimits()
        limits.requestTimeout = .seconds(1)
        let server = try await start(limits) { _ in HTTPResponse(status: 200) }
        let slow = try #require(RawClient(port: server.port))
        slow.send("GET / HTTP/1.1\r\nHost: h\r\n")
        let silent = try #require(RawClient(port: server.port))
        #expect(slow.response()?.status == 408)
        #expect(silent.isEnded)
        server.stop()
        await server.stopped()
    }

    @Test func closesTheConnectionThatIsLongestWithoutARequest() async throws {
        let server = try await start(Login.patient) { _ in HTTPResponse(status: 200) }
        var clients: [RawClient] = []
        for index in 0..<64 {
            clients.append(try #require(RawClient(port: server.port, ipv6: index % 2 == 1)))
            // The kernel has a queue for each address: one after the other, or their order would be unsure.
            let isIn = await eventually { accepted(server) == index + 1 }
            #expect(isIn)
        }
        // A head that arrives slowly does not renew the time.
        clients[0].send("GET /x HTTP/1.1\r\n")
        #expect(RawClient(port: server.port)?.response(to: get)?.status == 200)
        #expect(clients[0].isEnded)
        let isAnswered = await eventually { accepted(server) == 63 }
        #expect(isAnswered)
        for client in clients.dropFirst() { #expect(client.response(to: get)?.status == 200) }
        server.stop()
        await server.stopped()
    }

    /// A connection that sent its request gets a response. Others wait in the queue.
    @Test func closesNoConnectionThatHasBroughtItsRequest() async throws {
        var limits = Login.patient
        limits.connections = 2
        let received = Mutex(0)
        let server = try await start(limits) { _ in
            received.withLock { $0 += 1 }
            var response = HTTPResponse(status: 200)
            response.delayMilliseconds = 300
            return response
        }
        let inside = try (0..<2).map { _ in try #require(RawClient(port: server.port)) }
        for client in inside { client.send(get) }
        let areIn = await eventually { received.withLock { $0 } == 2 }
        #expect(areIn)
        let outside = try #require(RawClient(port: server.port))
        outside.send(get)
        for client in inside + [outside] { #expect(client.response()?.status == 200) }
        server.stop()
        await server.stopped()
    }

    /// If the process runs out of descriptors, the number of open connections is the limit.
    @Test func makesRoomWhenNoConnectionCanBeAccepted() async throws {
        let server = try await start(Login.patient) { _ in HTTPResponse(status: 200) }
        var clients: [RawClient] = []
        for index in 0..<3 {
            clients.append(try #require(RawClient(port: server.port, ipv6: index % 2 == 1)))
            let isIn = await eventually { accepted(server) == index + 1 }
            #expect(isIn)
        }
        _ = server.schedule(in: .zero) { server.cannotAccept() }
        #expect(clients[0].isEnded)
        for client in clients.dropFirst() { #expect(client.response(to: get)?.status == 200) }
        server.stop()
        await server.stopped()
    }

    private func accepted(_ server: LoopbackServer) -> Int {
        OpenSockets.descriptors(port: server.port).count { !$0.isListening }
    }

    /// No connection is accepted during the pause, and all are accepted after it.
    @Test(arguments: [(Duration.milliseconds(50), true), (.seconds(600), false)])
    func takesABreakAfterManyConnectionsWithoutARequest(pause: Duration, isOver: Bool) async throws {
        var limits = ServerLimits()
        limits.run = 3
        limits.pause = pause
        let server = try await start(limits) { _ in HTTPResponse(status: 200) }
        func send(_ text: String) -> Int? { RawClient(port: server.port)?.response(to: text)?.status }
        // A request ends a run.
        #expect([send("x\r\n"), send("x\r\n"), send(get), send("x\r\n"), send("x\r\n")] == [400, 400, 200, 400, 400])
        #expect(send("x\r\n") == 400)
        let areGone = await eventually { accepted(server) == 0 }
        #expect(areGone)
        let client = try #require(RawClient(port: server.port))
        client.send(get)
        if isOver {
            #expect(client.response()?.status == 200)
        } else {
            // Waiting connections are accepted before the loop handles later calls.
            for _ in 0..<3 { await server.settled() }
            #expect(accepted(server) == 0)
        }
        server.stop()
        await server.stopped()
    }
}
