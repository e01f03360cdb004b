import OAuth
import Testing

@testable import Catalog

struct TokenRequestFileTests {
    static func read(_ text: String) throws(FileProblem) -> TokenRequestMessage {
        try TokenRequestFile.read(Array(text.utf8), path: "t.json")
    }

    @Test func readsEveryKey() throws {
        let message = try Self.read(
            #"{"method": "POST", "url": "https://a.example/t", "headers": {"A": "b", "C": ""}, "body": "x=\u0000"}"#)
        #expect(
            message
                == TokenRequestMessage(
                    method: "POST", url: "https://a.example/t",
                    headers: [HTTPField(name: "A", value: "b"), HTTPField(name: "C", value: "")], body: "x=\u{0}"))
        #expect(
            try Self.read(#"{"method": "", "url": ""}"#)
                == TokenRequestMessage(method: "", url: "", headers: [], body: ""))
    }

    static let refused: [(text: String, problem: String)] = [
        ("x", "t.json:1:1: found 'x'; expected an object"),
        (#"{"method": "POST"}"#, "t.json:1:1: the key \"url\" is missing"),
        (#"{"url": 1}"#, "t.json:1:9: found '1'; expected a string"),
        (
            #"{"method": "POST", "url": "", "header": {}}"#,
            #"t.json:1:31: unknown key "header"; did you mean "headers"?"#
        ),
        (#"{"headers": {"A": 1}}"#, "t.json:1:19: found '1'; expected a string"),
    ]

    @Test(arguments: refused)
    func refusesAndNamesThePlace(text: String, problem: String) throws {
        let found = try #require(throws: FileProblem.self) { try Self.read(text) }
        #expect(found.description == problem)
    }
}
