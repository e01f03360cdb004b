import OAuth
import Rehearsal
import Testing

@Suite struct RoutingTests {
    @Test(arguments: [
        ("POST", "/oauth/authorize", "GET"), ("HEAD", "/oauth/authorize", "GET"), ("GET", "/oauth/consent", "POST"),
        ("GET", "/api/token", "POST"), ("PUT", "/api/token", "POST"), ("get", "/oauth/authorize", "GET"),
        ("POST", "/.well-known/oauth-authorization-server", "GET"),
    ])
    func refusesOtherMethods(method: String, target: String, allowed: String) {
        var stage = Stage()
        let response = stage.send(HTTPRequest(method: method, target: target, fields: [Stage.host]))
        #expect(response.status == 405)
        #expect(response[field: "Allow"] == allowed)
    }

    @Test(arguments: [
        "/", "/favicon.ico", "/oauth", "/oauth/authorize/", "/OAuth/authorize", "/api/token/", "//oauth/authorize",
        "http://127.0.0.1:8400/oauth/authorize", "*", "", "/oauth/../oauth/authorize", "/oauth%2Fauthorize",
    ])
    func knowsNoOtherPath(target: String) {
        var stage = Stage()
        let response = stage.get(target)
        #expect(response.status == 404)
        #expect(response.text.contains("REHEARSAL"))
    }

    /// DNS rebinding (S4.4).
    @Test(arguments: [
        [], ["evil.example"], ["127.0.0.1"], ["127.0.0.1:8401"], ["localhost:8400"], ["127.0.0.1:8400."],
        ["127.0.0.1:8400", "127.0.0.1:8400"], ["127.0.0.1:8400", "evil.example"],
    ])
    func answersToItsOwnNameOnly(hosts: [String]) {
        var stage = Stage()
        let target = String(stage.request().url.text.dropFirst(Stage.issuer.utf8.count))
        let fields = hosts.map { HTTPField(name: "Host", value: $0) }
        for path in [target, "/.well-known/oauth-authorization-server", "/x"] {
            let response = stage.send(HTTPRequest(method: "GET", target: path, fields: fields))
            #expect(response.status == 421)
        }
        #expect(stage.provider.takeEvents() == [])
    }

    @Test func answersOnIPv6() {
        var provider = RehearsalProvider(playing: .standard, issuer: "http://[::1]:8400")
        let request = HTTPRequest(
            method: "GET", target: "/.well-known/oauth-authorization-server",
            fields: [HTTPField(name: "host", value: "[::1]:8400")])
        let response = provider.respond(to: request, at: 0) { [UInt8](repeating: 0, count: $0) }
        #expect(response.status == 200)
        #expect(response["token_endpoint"] == "http://[::1]:8400/api/token")
    }
}
