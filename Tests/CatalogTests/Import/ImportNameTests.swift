import OAuth
import Testing

@testable import Catalog

/// Ids and names of imported providers.
struct ImportNameTests {
    typealias Sample = ImportSample

    static let titles: [(title: String, id: String, name: String)] = [
        ("Spotify Web API", "spotify", "Spotify Web API"),
        ("Things v2 REST API", "things", "Things v2 REST API"),
        ("API", "api", "API"),
        ("Jane's Bakery: Orders & more (v1.2)", "janes-bakery-orders-more", "Jane's Bakery: Orders & more (v1.2)"),
        ("", "auth-example", "auth.example"),
        ("Öffentliche API", "auth-example", "Öffentliche API"),
        ("---", "auth-example", "---"),
        ("generic", "generic-2", "generic"),
        ("Bakeronline API", "bakeronline-2", "Bakeronline API"),
        (#"A\u0000 <b>bold</b>\n title"#, "a-bold-title", "A bold title"),
        (
            String(repeating: "long ", count: 30), String(String(repeating: "long-", count: 13).prefix(64)),
            String(repeating: "long ", count: 30).dropLast().description
        ),
    ]

    @Test(arguments: titles)
    func comeFromTheTitle(title: String, id: String, name: String) throws {
        let provider = try Sample.provider(Sample.openAPI(title: title))
        #expect(provider.id == id)
        #expect(provider.name == name)
    }

    @Test func areUniqueWithinADocument() throws {
        let schemes =
            "{\"a b\": \(Sample.scheme), \"a-b\": \(Sample.scheme), \"??\": \(Sample.scheme), \"!!\": \(Sample.scheme)}"
        let result = try Sample.read(Sample.openAPI(schemes: schemes))
        #expect(result.providers.map(\.provider.id) == ["things-a-b", "things-a-b-2", "things", "things-2"])
    }

    @Test func followTheUsersChoice() throws {
        var one = try Sample.read(Sample.openAPI())
        one.rename(to: "mine")
        #expect(one.providers.map(\.provider.id) == ["mine"])
        var two = try Sample.read(Sample.openAPI(schemes: "{\"a\": \(Sample.scheme), \"b\": \(Sample.scheme)}"))
        two.rename(to: "mine")
        #expect(two.providers.map(\.provider.id) == ["mine-a", "mine-b"])
    }
}
