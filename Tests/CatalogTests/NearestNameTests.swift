import Testing

@testable import Catalog

struct NearestNameTests {
    static let cases: [(name: String, nearest: String?)] = [
        ("scope", "scope"), ("scpoe", "scope"), ("SCOPES", "scope"), ("sc", nil), ("sope", "scope"), ("spoce", nil),
        ("client-id", "client_id"), ("clientidd", "client_id"), ("klientidd", nil), ("", nil),
        (String(repeating: "a", count: 41), nil),
    ]

    @Test(arguments: cases)
    func isCloseEnoughToBeMeant(name: String, nearest: String?) {
        #expect(nearestName(to: name, among: ["client_id", "scope"]) == nearest)
    }
}
