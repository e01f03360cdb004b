import Catalog
import OAuth
import Options

@testable import Commands

/// Fixed values, so that outputs can be compared whole.
enum Fixtures {
    static let clientID = "264ade60a4ca76716a53056cecb171c027586dc722d6cf5ba40b1519de78170910d9ce0602c776f9"

    /// Octets 0, 1, 2 … instead of random ones.
    static let fresh: FreshValues = {
        var next: UInt8 = 0
        return FreshValues { count in
            (0..<count).map { _ in
                defer { next &+= 1 }
                return next
            }
        }
    }()

    static let state = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    static let verifier = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8"

    /// The output of `authscope url` without options.
    static let url =
        "https://accounts.bakeronline.be/oauth/authorize?response_type=code&client_id=\(clientID)"
        + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2Fcallback&scope=user%3Aread&state=\(state)"
        + "&code_challenge=\(challenge)&code_challenge_method=S256"

    static let challenge = fresh.verifier.challenge(.s256) ?? ""

    /// A provider with clients that are easily confused.
    static var provider: Provider {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/authorize?tenant=1")
        provider.clients = [
            Client(name: "Shop", clientID: "a-1", redirectURIs: ["https://a.example/cb"]),
            Client(name: "Shop test", clientID: "b-2", redirectURIs: []),
            Client(name: "Kitchen", clientID: "c-3", redirectURIs: ["https://c.example/cb"]),
        ]
        return provider
    }

    static func build(
        _ choices: RequestBuilder.Choices = .init(), provider: Provider = BuiltIn.provider,
        as format: RequestFormat = .text
    ) throws -> CommandResult {
        try RequestBuilder(provider: provider, choices: choices).build(fresh: fresh, as: format)
    }
}
