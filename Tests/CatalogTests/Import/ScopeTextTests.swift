import OAuth
import TestTraits
import Testing

@testable import Catalog

/// Lists of scopes that are only text.
@Suite(.onThreadsOfTheirOwn) struct ScopeTextTests {
    /// Scopes as `name: description`.
    private static func lines(_ text: String) throws -> [String] {
        try ScopeText(Array(text.utf8), path: "list").scopes.map { "\($0.name): \($0.summary)" }
    }

    static let lists: [(text: String, scopes: [String])] = [
        // Lines: a tab, two blanks, a dash, a comma, a colon.
        ("read\tSee things", ["read: See things"]),
        ("read  See things", ["read: See things"]),
        ("read - See things", ["read: See things"]),
        ("read \u{2013} See things", ["read: See things"]),
        ("read\u{2014}See things", ["read: See things"]),
        ("read, See things, all", ["read: See things, all"]),
        ("read,\"See \"\"things\"\"\"", ["read: See \"things\""]),
        ("read: See things", ["read: See things"]),
        ("read   - See things", ["read: See things"]),
        ("user:read-only\tSee", ["user:read-only: See"]),
        ("https://x.example/auth/a.b  See", ["https://x.example/auth/a.b: See"]),
        // Marks of lists and of code, empty lines, rules.
        (
            "- `read`: See\n* **write** - Change\n\u{2022} x\n1. y  Y\n2) z\n\n---\n```\n",
            ["read: See", "write: Change", "x: ", "y: Y", "z: "]
        ),
        ("read\r\nwrite  Change\r\n", ["read: ", "write: Change"]),
        // Names alone.
        ("openid profile email", ["openid: ", "profile: ", "email: "]),
        ("read, write, admin:all", ["read: ", "write: ", "admin:all: "]),
        // Titles of columns, more columns, names after numbers.
        ("Scope\tDescription\nread\tSee", ["read: See"]),
        ("Description\tScope\nSee all\tread\nChange all\twrite", ["read: See all", "write: Change all"]),
        ("read\tSee\tyes", ["read: See"]),
        ("See things\tread\tyes", ["read: yes"]),
        // CSV.
        (
            "\"name\",\"description\"\n\"a\",\"See, \"\"all\"\"\"\n\"b\",\"two\nlines\"\nc,C",
            ["a: See, \"all\"", "b: two lines", "c: C"]
        ),
        ("\"a\";\"A\"\n\"b\"\n\"c", ["a: A", "b: "]),
        // Tables.
        (
            "| Scope | Type | Description |\n|---|:-:|---|\n| `read` | x | [See](u) it |\n| user\\_write | y | a \\| b |\n",
            ["read: See it", "user_write: a | b"]
        ),
        ("a | b\n- | -\nread | See\nwrite | Change", ["read: See", "write: Change"]),
        (
            "<table><tr><th>Permission</th><th>What it allows</th></tr>\n<tr><td><code>read</code></td><td>See &amp; go</td></tr></table>",
            ["read: See & go"]
        ),
        ("<TR><TD>read<TD>See\n<TR><TD>write<TD>Change", ["read: See", "write: Change"]),
        ("<ul><li><code>read</code> - See</li><li><b>write</b>: Change</li></ul>", ["read: See", "write: Change"]),
        ("<dl><dt>read</dt><dd>See</dd><dt>write</dt><dd>Change</dd></dl>", ["read: See", "write: Change"]),
        // JSON.
        (#"["read", "write", 7, null]"#, ["read: ", "write: ", "7: "]),
        (
            #"[{"scope": "read", "description": "See"}, {"id": "w"}, ["x", "X"], {"other": 1}]"#,
            ["read: See", "w: ", "x: X"]
        ),
        (#"{"read": "See", "write": {"summary": "Change"}, "x": null}"#, ["read: See", "write: Change", "x: "]),
        (#"{"title": ["no"], "scopes": {"read": "See"}}"#, ["read: See"]),
        ("// copied\n{\"scopes_supported\": [\"openid\"]}", ["openid: "]),
        ("[read](https://x.example)  See\n[write](y)  Change", ["read: See", "write: Change"]),
    ]

    @Test(arguments: lists)
    func readsTheFormsThatPeopleCopy(text: String, scopes: [String]) throws {
        #expect(try Self.lines(text) == scopes)
    }

    @Test func namesWhatItLeavesOutByItsLine() throws {
        let text = try ScopeText(
            Array("read  See\nnot a scope\nread  Again\n\"\"\n\nbad\u{7F}  x\nwrite".utf8), path: "list")
        #expect(text.scopes.map(\.name) == ["read", "write"])
        let legal = "a scope's name can have only printable ASCII without spaces, quotes and backslashes (RFC 6749 3.3)"
        #expect(
            text.notes.map(\.text) == [
                "2:1: \"not a scope\" is left out: \(legal)", "3:1: \"read\" is left out: it is listed twice",
                "6:1: \"bad\u{7F}\" is left out: \(legal)",
            ])
        let many = try ScopeText(Array("ok\n\(String(repeating: "no name\n", count: 9))".utf8), path: "list")
        #expect(many.notes.count == 6 && many.notes[5].text == "and 4 more that were left out")
    }

    static let broken: [(text: [UInt8], line: Int, message: String)] = [
        (Array("".utf8), 1, "no scope is listed here; "), (Array("a b\nc d".utf8), 1, "no scope is listed here; "),
        (Array("{}".utf8), 1, "no scope is listed here; "), (Array("a\nb\u{63}".utf8) + [0xE9], 2, "this is not UTF-8"),
        (Array("[\"a\",\n1 2]".utf8), 2, "found '2'; expected a comma or ']'"),
    ]

    @Test(arguments: broken)
    func refusesWhatHoldsNoScope(text: [UInt8], line: Int, message: String) throws {
        let problem = try #require(throws: FileProblem.self) { try ScopeText(text, path: "list") }
        #expect(problem.path == "list" && problem.line == line)
        #expect(problem.message.hasPrefix(message), "\(problem.message)")
    }

    @Test func takes100000ScopesAndNoMore() throws {
        let text = try ScopeText(Array((0...100_000).map { "s\($0)\n" }.joined().utf8), path: "list")
        #expect(text.scopes.count == 100_000)
        #expect(text.notes.map(\.text) == ["100001:1: \"s100000\" is left out: the limit is 100,000 scopes"])
    }

    @Test func rowsWithoutNamesCostNoMemory() throws {
        let lines = Array(repeating: "|||", count: 300_000).joined(separator: "\n")
        let text = try ScopeText(Array("a | b\n-|-\nread | See\n\(lines)".utf8), path: "list")
        #expect(text.scopes.map(\.name) == ["read"])
        #expect(text.notes.map(\.text) == ["100,002 rows at the end left out"])
    }

    @Test func offersWhatTheProviderDoesNotHave() throws {
        var base = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/")
        base.scopes = ScopeList([(name: "read", summary: "See")])
        var own = OwnEntries()
        own.scopes = [.init(name: "mine", summary: "Old"), .init(name: "same", summary: "Same")]
        let text = try ScopeText(Array("read  Other\nmine  New\nsame\nnew  N\nplain".utf8), path: "list")
        let offer = ScopeListOffer(text, source: "list", base: base, own: own)
        #expect(offer.added.map(\.name) == ["new", "plain"])
        #expect(offer.changed == [.init(name: "mine", summary: "New")])
        #expect(offer.known == 2 && !offer.isEmpty)
        #expect(
            offer.lines.prefix(3) == [
                .field("list", "list"), .field("provider", "X"),
                .field("scopes", "2 new, 1 with another description, 2 there already; none is turned on"),
            ])
        // Another session may have added one of them meanwhile.
        own.scopes.append(.init(name: "plain", summary: "There"))
        offer.apply(to: &own)
        #expect(
            own.scopes.map { "\($0.name): \($0.summary)" } == ["mine: New", "same: Same", "plain: There", "new: N"])
        #expect(ScopeListOffer(text, source: "list", base: base, own: own).isEmpty)
    }
}
