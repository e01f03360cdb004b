import TestTraits
import Testing

@testable import OAuth

@Suite(.onThreadsOfTheirOwn) struct AuthorizationRequestTests {
    @Test func writesCanonicalForm() {
        let request = AuthorizationRequest(
            endpoint: "https://a.example/authorize",
            parameters: [Parameter("scope", "a b+c:é"), Parameter("x~._-9Z", "%&=?#/"), Parameter("empty", "")])
        #expect(
            request.url.text
                == "https://a.example/authorize?scope=a%20b%2Bc%3A%C3%A9&x~._-9Z=%25%26%3D%3F%23%2F&empty=")
    }

    @Test(arguments: [
        ("https://a/b", "https://a/b?x=1"), ("https://a/b?", "https://a/b?x=1"),
        ("https://a/b?t=7", "https://a/b?t=7&x=1"),
        ("https://a/b?t=7&", "https://a/b?t=7&x=1"), ("https://a/b#f", "https://a/b?x=1#f"),
        ("https://a/b?t#f", "https://a/b?t&x=1#f"),
        ("", "?x=1"),
    ])
    func keepsTheEndpointsQueryInFront(endpoint: String, url: String) {
        #expect(AuthorizationRequest(endpoint: endpoint, parameters: [Parameter("x", "1")]).url.text == url)
        #expect(AuthorizationRequest(endpoint: endpoint).url.text == endpoint)
    }

    @Test func readsWhatItCannotDecodeAsItIsWritten() {
        let request = AuthorizationRequest(reading: " https://a/b?x=%zz%41%E9+%C3&&y&=z&%=1 \n")
        #expect(request.endpoint == "https://a/b")
        #expect(
            request.parameters == [
                Parameter("x", "%zzA%E9 %C3"), Parameter("y", ""), Parameter("", "z"), Parameter("%", "1"),
            ])
    }

    @Test func leavesTheEndpointsPairsWithTheEndpoint() {
        let url = "https://a/b?tenant=7&x=1&tenant=7&caf%C3%A9=2"
        let request = AuthorizationRequest(reading: url, endpoint: "https://a/b?tenant=%37&caf%c3%a9=2&gone=1")
        #expect(request.endpoint == "https://a/b?tenant=%37&caf%c3%a9=2")
        #expect(request.parameters == [Parameter("x", "1"), Parameter("tenant", "7")])
        #expect(AuthorizationRequest(reading: url).parameters.count == 4)
    }

    @Test func setsInPlaceAndDropsRepeats() {
        var request = AuthorizationRequest(reading: "https://a?nonce=1&state=&state=2&state=3")
        #expect(request["state"] == "2")
        request["state"] = "4"
        #expect(request.parameters == [Parameter("nonce", "1"), Parameter("state", "4")])
        request["state"] = nil
        #expect(request.parameters == [Parameter("nonce", "1")])
        #expect(request["state"] == nil)
    }

    @Test func insertsInTheUsualOrder() {
        var request = AuthorizationRequest(endpoint: "https://a")
        let usual = [
            "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
        ]
        for name in ["prompt"] + usual.reversed() + ["nonce"] { request[name] = "x" }
        #expect(request.parameters.map(\.name) == usual + ["prompt", "nonce"])
    }

    @Test func comparesOctetByOctet() {
        #expect(Parameter("é", "") != Parameter("e\u{301}", ""))
        #expect(AuthorizationURL("é") != AuthorizationURL("e\u{301}"))
        var request = AuthorizationRequest(endpoint: "https://a", parameters: [Parameter("é", "1")])
        #expect(request["e\u{301}"] == nil)
        request["e\u{301}"] = "2"
        #expect(request.parameters.count == 2)
    }

    private static func text(_ generator: inout SeededGenerator) -> String {
        let pools: [ClosedRange<UInt32>] = [
            0x20...0x7e, 0x00...0x1f, 0xa0...0x2ff, 0x4e00...0x9fff, 0x1f300...0x1f6ff, 0xe000...0xf8ff,
        ]
        return String(
            String.UnicodeScalarView(
                (0..<Int.random(in: 0...12, using: &generator)).compactMap { _ in
                    let pool = pools[min(Int.random(in: 0...9, using: &generator), 5)]
                    return Unicode.Scalar(UInt32.random(in: pool, using: &generator))
                }))
    }

    @Test func buildingAndReadingAreInverse() {
        var generator = SeededGenerator(seed: 3)
        let endpoints = [
            "https://a.example/authorize", "https://a.example/x?tenant=7&u=%20v", "http://127.0.0.1:8080/",
            "https://é.example/#f",
        ]
        for round in 0..<10_000 {
            let endpoint = endpoints[round % 4]
            let request = AuthorizationRequest(
                endpoint: endpoint,
                parameters: (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                    Parameter(Self.text(&generator), Self.text(&generator))
                })
            // A pair without a name and value is written as "=".
            let url = request.url
            let read = AuthorizationRequest(reading: url.text, endpoint: endpoint)
            #expect(read == request)
            #expect(read.url == url)
        }
    }

    @Test func segmentsCoverTheTextWithoutGaps() {
        var generator = SeededGenerator(seed: 4)
        for round in 0..<1_500 {
            let text = Mutation.mutate("https://user@a.example:80/p/q?scope=a%20b&x&=y#frag", using: &generator)
            let url = AuthorizationURL(text)
            var end = 0
            for segment in url.segments {
                #expect(segment.range.lowerBound == end && !segment.range.isEmpty, "\(round) \(text)")
                end = segment.range.upperBound
            }
            #expect(end == text.utf8.count, "\(text)")
        }
    }

    @Test func namesTheSegments() {
        let url = AuthorizationURL("https://u:p@a.example:80/p?sc%6Fpe=a&b#f")
        let octets = Array(url.text.utf8)
        let parts = url.segments.map {
            "\($0.role) \(String(decoding: octets[$0.range], as: UTF8.self)) \($0.parameter ?? "-")"
        }
        #expect(
            parts == [
                "scheme https -", "delimiter :// -", "userinfo u:p -", "delimiter @ -", "host a.example -",
                "delimiter : -",
                "port 80 -", "path /p -", "delimiter ? -", "name sc%6Fpe scope", "delimiter = -", "value a scope",
                "delimiter & -", "name b b", "delimiter # -", "fragment f -",
            ])
    }
}
