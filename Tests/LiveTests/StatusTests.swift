import NIOCore
import OAuth
import TestTraits
import Testing

@testable import Platform
@testable import Wire

/// Each status line that a server may think of, in both uses of the fetcher: none may end the program.
@Suite(.onThreadsOfTheirOwn) struct StatusTests {
    static let limits = HTTPFetcher.Limits(connect: .seconds(10), total: .seconds(20))

    /// Three digits, whatever they are worth.
    private static func digits(_ status: Int) -> String { String(String(1_000 + status).dropFirst()) }

    /// A whole response; after one that is not the last of its request, RFC 9110 §15.2, comes another.
    private static func reply(_ status: Int) -> String {
        let line = "HTTP/1.1 \(digits(status)) Reason\r\n"
        switch status {
        case 101: return line + "Connection: close\r\n\r\n"
        case 100..<200: return line + "\r\n" + ScriptedServer.response(body: TokenExchangeTests.granted)
        case 204, 304: return line + "Connection: close\r\n\r\n"
        default: return ScriptedServer.response("\(digits(status)) Reason", body: TokenExchangeTests.granted)
        }
    }

    private static func isOfHTTP(_ status: Int) -> Bool { (100..<600).contains(status) }

    @Test func exchangesOrSaysWhyNot() async throws {
        let replies = (0..<1_000).map(Self.reply)
        try await ScriptedServer.run(.inTurn(replies)) { server in
            let exchange = TokenExchange(fetcher: HTTPFetcher(limits: Self.limits))
            for status in 0..<1_000 {
                let problem = try await TokenExchangeTests.problem(exchange, to: "http://127.0.0.1:\(server.port)/")
                #expect(problem == Self.problem(ofExchange: status), "\(status)")
            }
            #expect(server.arrived.requests.count == 1_000)
        }
    }

    private static func problem(ofExchange status: Int) -> TokenExchangeProblem? {
        switch status {
        case 101: .reply(.unexpectedStatus(101))
        case 100..<200,
            200..<300 where status != 204:
            nil
        case 204: .reply(.notJSON(line: 1, column: 1))
        case 301, 302, 303, 307, 308: .reply(.redirected(status: status))
        case 300..<500: .reply(.unexpectedStatus(status))
        case 500..<600: .reply(.serverFailed(status: status))
        default: .connection(.malformedStatus(status))
        }
    }

    @Test func downloadsOrSaysWhyNot() async throws {
        let replies = (0..<1_000).map(Self.reply)
        try await ScriptedServer.run(.inTurn(replies)) { server in
            let fetcher = HTTPFetcher(limits: Self.limits)
            for status in 0..<1_000 {
                let problem = await DownloaderTests.problem("http://127.0.0.1:\(server.port)/", fetcher)
                #expect(problem == Self.problem(ofDownload: status), "\(status)")
            }
        }
    }

    private static func problem(ofDownload status: Int) -> DownloadProblem? {
        switch status {
        case 101: .status(101)
        case 100...200: nil
        case 301, 302, 303, 307, 308: .malformedRedirect
        case 200..<600: .status(status)
        default: .connection(.malformedStatus(status))
        }
    }

    @Test func saysWhat304Is() {
        #expect(DownloadProblem.status(304).message.contains("nothing has changed"))
    }

    /// With a body, without one, in chunks, and with another response right after it.
    static let endings = [
        "\r\n", "Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Connection: close\r\n\r\n{}", "Connection: upgrade\r\nUpgrade: x\r\n\r\n",
        "Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "\r\nHTTP/1.1 007 Bond\r\n\r\n",
        "\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 099 No\r\nContent-Length: 0\r\n\r\n",
    ]

    @Test(arguments: [0, 7, 99, 100, 101, 102, 199, 200, 204, 205, 304, 600, 999], endings)
    func survivesEachEnding(status: Int, ending: String) async throws {
        let reply = "HTTP/1.1 \(Self.digits(status)) Reason\r\n\(ending)"
        // The server closes the connection, so the client does not wait for more.
        try await ScriptedServer.run(.replyAndClose(reply)) { server in
            let fetcher = HTTPFetcher(limits: Self.limits)
            let url = "http://127.0.0.1:\(server.port)/"
            let found = try await TokenExchangeTests.problem(TokenExchange(fetcher: fetcher), to: url)
            let downloaded = await DownloaderTests.problem(url, fetcher)
            if !Self.isOfHTTP(status) {
                #expect(found == .connection(.malformedStatus(status)))
                #expect(downloaded == .connection(.malformedStatus(status)))
            } else {
                // None of these has a token.
                #expect(found != nil)
            }
        }
    }

    static let lines = [
        "HTTP/1.1 20 OK", "HTTP/1.1 2 OK", "HTTP/1.1 OK", "HTTP/1.1  200 OK", "HTTP/1.1 -20 OK", "HTTP/1.1 +20 OK",
        "HTTP/1.1 2000 OK", "HTTP/1.1 20a OK", "HTTP/1.1 0x20 OK", "HTTP/1.1 \u{662}00 OK", "HTTP/1.1", "HTTP/1.1 ",
        "HTTP/2.0 200 OK", "HTTP/0.9 200 OK", "HTTP/9.9 200 OK", "HTTP/1 200 OK", "HTTP/11.1 200 OK", "http/1.1 200 OK",
        "ICY 200 OK", "200 OK", " HTTP/1.1 200 OK", "\0HTTP/1.1 200 OK",
    ]

    @Test(arguments: lines)
    func takesNoStatusLineThatHTTPDoesNotHave(line: String) async throws {
        let body = TokenExchangeTests.granted
        let reply = "\(line)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        try await ScriptedServer.run(.replyAndClose(reply)) { server in
            let fetcher = HTTPFetcher(limits: Self.limits)
            let url = "http://127.0.0.1:\(server.port)/"
            let found = try await TokenExchangeTests.problem(TokenExchange(fetcher: fetcher), to: url)
            #expect(found == .connection(.notHTTP))
            #expect(await DownloaderTests.problem(url, fetcher) == .connection(.notHTTP))
        }
    }

    @Test func visitsOneThatAnswersLikeThat() async throws {
        try await ScriptedServer.run(.reply(Self.reply(7))) { server in
            #expect(await LoopbackVisit.visit("http://127.0.0.1:\(server.port)/") == nil)
        }
    }
}
