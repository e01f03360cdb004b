import Catalog
import OAuth
import Synchronization
import TestSupport
import Wire

/// A listener that waits for the answer to one request, and its verdicts.
struct Login {
    static let state = "dObT5xOcWLK2VpxskBNECg"
    static let code = "SplxlOBeZQQYbYS6WxSbIA"

    /// With all the time in the world, for a machine that is busy with other tests.
    static let patient: ServerLimits = {
        var limits = ServerLimits()
        limits.requestTimeout = .seconds(600)
        limits.grace = .seconds(600)
        return limits
    }()

    let listener: LoopbackListener
    let checked: Checked
    let port: Int

    final class Checked: Sendable {
        private let answers = Mutex<[String]>([])
        var all: [String] { answers.withLock { $0 } }
        func note(_ answer: String) { answers.withLock { $0.append(answer) } }
    }

    init(
        _ redirectURI: String = "http://127.0.0.1/callback", port choice: LoopbackSockets.PortChoice = .anyFree,
        state: String? = Login.state, timeout: Duration = .seconds(300), limits: ServerLimits = Login.patient
    ) async throws {
        let sockets = try LoopbackSockets(LoopbackAddress(redirectURI), port: choice)
        var request = AuthorizationRequest(endpoint: "https://server.example/authorize")
        request["client_id"] = "s6BhdRkqt3"
        request["redirect_uri"] = sockets.redirectURI
        request["state"] = state
        let attempt = AuthorizationAttempt(request, verifier: nil, provider: BuiltIn.provider)
        let checked = Checked()
        port = sockets.port
        listener = try await LoopbackListener.open(
            on: sockets, timeout: timeout, within: .milliseconds(1) ... .seconds(900), limits: limits
        ) { answer in
            checked.note(answer)
            return attempt.check(answer)
        }
        self.checked = checked
    }

    var host: String { "127.0.0.1:\(port)" }

    /// Returns the request of a redirected browser.
    func request(_ query: String, path: String = "/callback", host: String? = nil, fields: String = "") -> String {
        "GET \(path)?\(query) HTTP/1.1\r\nHost: \(host ?? self.host)\r\n\(fields)\r\n"
    }

    var rightAnswer: String { request("code=\(Self.code)&state=\(Self.state)") }

    func connect(ipv6: Bool = false) -> RawClient? { RawClient(port: port, ipv6: ipv6) }

    /// The response to a request on a connection of its own.
    func send(_ request: String) -> RawClient.Response? { connect()?.response(to: request) }

    /// All refusals up to the end, and how it ended: the code, `refused`, `timedOut`, or nothing.
    func outcome() async -> (refusals: [Refusal], end: String?) {
        var refusals: [Refusal] = []
        for await event in listener.events {
            switch event {
            case .refused(let refusal, let count):
                refusals.append(refusal)
                guard count == refusals.count else { return (refusals, "wrong count") }
            case .answered(.accepted(let code, _), _): return (refusals, code.reveal())
            case .answered: return (refusals, "refused")
            case .timedOut: return (refusals, "timedOut")
            }
        }
        return (refusals, nil)
    }
}
