import OAuth
import Testing

/// Interpretation of a typed operation.
struct OperationFinderTests {
    static let operations = [
        ("GET", "/me", "getMe"), ("PUT", "/me", "putMe"), ("GET", "/me/top/{type}", "getTop"),
        ("GET", "/me/top/tracks", "getTopTracks"), ("DELETE", "/me/tracks", "getme"),
        ("GET", "/of/{user}/{list}", "List of a user"), ("GET", "/files/{id}.{ext}", "file"),
        ("GET", "/shops/@id", "shop"), ("POST", "/shops/:id/close", "close"),
    ].map { Operation(method: $0.0, path: $0.1, id: $0.2) }

    static let found: [(text: String, operation: Int)] = [
        ("GET /me", 0), ("get /me", 0), ("  Put   /me ", 1), ("GET /me/top/{type}", 2), ("GET /me/top/{kind}", 2),
        ("GET /me/top/artists", 2), ("GET /me/top/tracks", 3), ("/me/top/tracks", 3), ("/me/tracks", 4),
        ("GET /v1/me", 0), ("GET /api/v1/me/top/artists", 2), ("GET https://api.example/v1/me/top/tracks?limit=3", 3),
        ("GET /me/", 0), ("GET /me?fields=id", 0), ("getMe", 0), ("getme", 4), ("GETTOP", 2), ("List of a user", 5),
        ("GET /of/ann/holidays", 5), ("GET /files/1.tar.gz", 6), ("GET /v1.0/of/a/b", 5), ("GET /shops/12", 7),
        ("POST /shops/12/close", 8), ("https://api.example/shops/12/close", 8),
    ]

    @Test(arguments: found)
    func findsAnOperation(text: String, operation: Int) {
        #expect(OperationFinder(Self.operations).find(text) == .found(operation))
    }

    static let notFound: [(text: String, answer: OperationFinder.Answer)] = [
        ("/me", .several([0, 1])), ("/v1/me", .several([0, 1])),
        ("POST /me", .nothing(nearest: 0)), ("GET /me/topp/tracks", .nothing(nearest: 3)),
        ("DELETE /me/trakcs", .nothing(nearest: 4)), ("getTopTrack", .nothing(nearest: 3)),
        ("GET /me/top/tracks/1", .nothing(nearest: 3)), ("GET /files/a", .nothing(nearest: nil)),
        ("GET", .nothing(nearest: nil)), ("", .nothing(nearest: nil)),
        ("PATCH /nowhere/at/all", .nothing(nearest: nil)),
        // Something else than a base path is in front of it.
        ("PUT /shops/me", .nothing(nearest: 7)),
    ]

    @Test(arguments: notFound)
    func saysWhatMayBeMeant(text: String, answer: OperationFinder.Answer) {
        #expect(OperationFinder(Self.operations).find(text) == answer)
    }

    @Test func findsAPathWithoutTheBasePathThatAllHave() {
        let operations = ["/v1/me", "/v1/me/{id}", "/v1/albums"].map { Operation(method: "GET", path: $0) }
        let finder = OperationFinder(operations)
        #expect(finder.find("GET /me") == .found(0))
        #expect(finder.find("/albums") == .found(2))
        #expect(finder.find("/me/3") == .found(1))
        #expect(finder.find("GET /v1/me") == .found(0))
    }

    @Test func namesAllThatFitEquallyWell() {
        let operations = ["/{a}/x", "/{b}/x", "/x/{c}"].map { Operation(method: "GET", path: $0) }
        #expect(OperationFinder(operations).find("GET /y/x") == .several([0, 1]))
        // The first segment decides.
        #expect(OperationFinder(operations).find("GET /x/x") == .found(2))
    }

    @Test func comparesOctetByOctet() {
        let operations = [Operation(method: "GET", path: "/caf\u{E9}"), Operation(method: "GET", path: "/cafe\u{301}")]
        #expect(OperationFinder(operations).find("GET /cafe\u{301}") == .found(1))
        #expect(OperationFinder(operations).find("GET /caf\u{E9}") == .found(0))
    }

    @Test func knowsNothingWithoutOperations() {
        #expect(OperationFinder([]).find("GET /me") == .nothing(nearest: nil))
    }

    @Test(.timeLimit(.minutes(1))) func answersForAHostileProvider() {
        let path = "/" + String(repeating: "{a}b", count: 250)
        let operations = (0..<500).map { Operation(method: "GET", path: "\(path)/\($0)") }
        let finder = OperationFinder(operations)
        #expect(finder.find("GET /" + String(repeating: "ab", count: 5_000) + "/x") == .nothing(nearest: nil))
    }
}
