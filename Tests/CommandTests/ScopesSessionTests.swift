import Catalog
import JSON
import OAuth
import Options
import Testing

@testable import Commands
@testable import authscope

/// `authscope scopes`.
struct ScopesSessionTests {
    static var provider: Provider {
        var provider = Provider(id: "music", name: "Music", authorizationEndpoint: "https://m.example/a")
        provider.scopes = ScopeList([
            (name: "top", summary: "See what you hear most"), (name: "library", summary: ""),
            (name: "library.all", summary: "See and change your library"), (name: "email", summary: "See your address"),
            (name: "purge", summary: ""),
        ])
        provider.undeclaredScopes = ["purge"]
        provider.operations = [
            Operation(method: "GET", path: "/me", summary: "Show a person", id: "getMe"),
            Operation(method: "GET", path: "/me/email", alternatives: [["email"]]),
            Operation(method: "GET", path: "/me/top/{type}", summary: "List the top", alternatives: [["top"]]),
            Operation(
                method: "GET", path: "/me/tracks", summary: "List tracks", alternatives: [["library"], ["library.all"]]),
            Operation(method: "PUT", path: "/me/tracks", alternatives: [["library.all"]]),
            Operation(method: "DELETE", path: "/me/tracks", alternatives: [["library.all", "purge"]]),
            Operation(method: "GET", path: "/markets", access: .open),
            Operation(method: "GET", path: "/admin", access: .other),
        ]
        return provider
    }

    static func session(
        _ format: ScopesFormat = .text, provider: Provider = provider, style: OutputStyle = OutputStyle()
    ) -> ScopesSession {
        ScopesSession(provider: provider, format: format, style: style)
    }

    @Test func listsTheScopesWithWhatTheyUnlock() {
        #expect(
            Self.session().scopes().stdout == """
                Music: 5 scopes

                top          See what you hear most
                             1 operation, only with this one
                library      1 operation
                library.all  See and change your library
                             3 operations, 2 only with this one
                email        See your address
                             1 operation, only with this one
                purge        1 operation, only with this one; not declared by the provider

                authscope scopes --operations lists the operations.

                """)
    }

    @Test func listsTheOperationsWithWhatTheyNeed() throws {
        #expect(
            try Self.session().operations().stdout == """
                Music: 8 operations

                GET /me             any token                     Show a person
                GET /me/email       email
                GET /me/top/{type}  top                           List the top
                GET /me/tracks      library or library.all        List tracks
                PUT /me/tracks      library.all
                DELETE /me/tracks   library.all and purge
                GET /markets        no token
                GET /admin          something other than a token

                """)
    }

    @Test func findsTheFewestScopes() throws {
        let texts = [
            "get /v1/me/top/artists", "GET /me/tracks", "getMe", "/markets", "/admin", "GET /me", "GET /me/top/{type}",
        ]
        #expect(
            try Self.session().smallest(for: texts, ticked: ["email top", "library.all"]).stdout == """
                top library

                2 scopes, minimal (proven).

                top  See what you hear most
                  GET /me/top/{type}

                library
                  GET /me/tracks

                Just as small
                  top library.all

                Any token allows
                  GET /me

                No token is needed for
                  GET /markets

                Not allowed by scopes: something other than a token is needed
                  GET /admin

                Ticked, but not needed
                  email

                """)
    }

    @Test func writesAnEmptyLineForNoScope() throws {
        #expect(
            try Self.session().smallest(for: ["getMe"], ticked: []).stdout
                == "\n\nNo scope is needed.\n\nAny token allows\n  GET /me\n")
    }

    @Test func saysThatTheScopesAreInferred() throws {
        let session = Self.session(provider: BuiltIn.provider)
        #expect(session.scopes().stdout.contains("4 operations, 4 only with this one (inferred)\n"))
        #expect(try session.operations().stdout.hasPrefix("Bakeronline: 6 operations (inferred)\n"))
        #expect(
            try session.smallest(for: ["GET /orders/17"], ticked: []).stdout == """
                customer:read

                1 scope, minimal (proven).
                Inferred, not documented: Bakeronline does not say which scopes its operations need.

                customer:read  See a person's orders
                  GET /orders/@id

                """)
    }

    @Test func saysHowFarItMayBeFromTheSmallest() throws {
        var random = SystemRandomNumberGenerator()
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/a")
        provider.scopes = ScopeList((0..<300).map { (name: "s\($0)", summary: "") })
        provider.operations = (0..<400).map { row in
            Operation(
                method: "GET", path: "/\(row)",
                alternatives: (0..<6).map { _ in ["s\(Int.random(in: 0..<300, using: &random))"] })
        }
        let names = provider.operations.map(\.name)
        let text = try Self.session(provider: provider).smallest(for: names, ticked: []).stdout
        #expect(text.contains(" more than necessary.\n"))
        #expect(!text.contains("Just as small"))
    }

    // MARK: - JSON

    @Test func writesTheScopesAsJSON() throws {
        let json = try JSONValue(reading: Array(Self.session(.json).scopes().stdout.utf8))
        #expect(json["provider"] == .string("music"))
        #expect(json["inferred"] == .bool(false))
        #expect(json["operations"] == .number(JSONNumber(8)))
        guard case .array(let scopes)? = json["scopes"] else { throw CommandFailure(.file, "no scopes") }
        #expect(scopes.count == 5)
        #expect(
            scopes[2]
                == .object([
                    .init("name", .string("library.all")), .init("summary", .string("See and change your library")),
                    .init("declared", .bool(true)), .init("operations", .number(JSONNumber(3))),
                    .init("only", .number(JSONNumber(2))),
                ]))
        #expect(scopes[4]["declared"] == .bool(false))
    }

    @Test func writesTheSmallestSetAsJSON() throws {
        let texts = ["GET /me/tracks", "/markets", "/admin", "getMe", "GET /me/email"]
        let result = try Self.session(.json).smallest(for: texts, ticked: ["purge", "library.all"])
        #expect(
            result.stdout == """
                {
                  "provider": "music",
                  "inferred": false,
                  "for": [
                    "GET /me/tracks",
                    "GET /markets",
                    "GET /admin",
                    "GET /me",
                    "GET /me/email"
                  ],
                  "scopes": [
                    "library",
                    "email"
                  ],
                  "scope": "library email",
                  "exact": true,
                  "lower_bound": 2,
                  "alternatives": [
                    [
                      "library.all",
                      "email"
                    ]
                  ],
                  "more_alternatives": false,
                  "needed_by": {
                    "library": [
                      "GET /me/tracks"
                    ],
                    "email": [
                      "GET /me/email"
                    ]
                  },
                  "any_token": [
                    "GET /me"
                  ],
                  "open": [
                    "GET /markets"
                  ],
                  "impossible": [
                    "GET /admin"
                  ],
                  "unneeded": [
                    "purge"
                  ]
                }

                """)
    }

    @Test func writesTheOperationsAsJSON() throws {
        let json = try JSONValue(reading: Array(try Self.session(.json).operations().stdout.utf8))
        guard case .array(let operations)? = json["operations"] else { throw CommandFailure(.file, "no operations") }
        #expect(operations.count == 8)
        #expect(operations[0]["id"] == .string("getMe"))
        #expect(operations[3]["scopes"] == .array([.texts(["library"]), .texts(["library.all"])]))
        #expect(operations[6]["access"] == .string("open"))
    }

    // MARK: - What is not understood

    static let mistakes: [(operation: String, ticked: String, message: String)] = [
        (
            "GET /me/trakcs", "",
            "Music has no operation \"GET /me/trakcs\"; did you mean 'GET /me/tracks'?"
        ),
        ("POST /me/tracks", "", "Music has no operation \"POST /me/tracks\"; did you mean 'GET /me/tracks'?"),
        ("GET /nowhere", "", "Music has no operation \"GET /nowhere\"; authscope scopes --operations lists them"),
        (
            "/me/tracks", "",
            "\"/me/tracks\" is ambiguous; name one of these: GET /me/tracks, PUT /me/tracks, DELETE /me/tracks"
        ),
        ("getMe", "library emial", "Music has no scope \"emial\"; did you mean email?"),
        ("getMe", "x", "Music has no scope \"x\"; authscope scopes lists them"),
    ]

    @Test(arguments: mistakes)
    func namesWhatMayHaveBeenMeant(operation: String, ticked: String, message: String) {
        #expect(throws: CommandFailure(.usage, message)) {
            try Self.session().smallest(for: ["getMe", operation], ticked: [ticked])
        }
    }

    @Test func tellsHowToComeByOperations() throws {
        var provider = Self.provider
        provider.operations = []
        let session = Self.session(provider: provider)
        for ask in [{ try session.operations() }, { try session.smallest(for: ["GET /me"], ticked: []) }] {
            let failure = try #require(throws: CommandFailure.self) { try ask() }
            #expect(failure.cause == .usage)
            #expect(
                failure.message.hasPrefix("no operations of Music are known, so it is not known which of them need"))
            #expect(failure.message.hasSuffix("(OpenAPI or Swagger): authscope import FILE-OR-URL"))
        }
        let list = session.scopes().stdout
        #expect(!list.contains("only with this one"))
        #expect(
            list.hasSuffix(
                "\nNo operations are known: authscope import FILE-OR-URL reads them from an API "
                    + "description.\n"))
    }

    @Test func showsNothingForeignRaw() throws {
        var provider = Self.provider
        provider.name = "\u{1B}[2J"
        provider.operations = [
            Operation(method: "GET", path: "/\u{202E}a", summary: "\u{7}", alternatives: [["top"]])
        ]
        provider.scopes.append(name: Array("x".utf8), summary: Array("\u{9B}1m\n".utf8))
        let session = Self.session(provider: provider)
        let texts = [
            session.scopes().stdout, try session.operations().stdout,
            try session.smallest(for: ["GET /\u{202E}a"], ticked: ["x"]).stdout,
        ]
        for text in texts {
            #expect(
                text.unicodeScalars.allSatisfy { $0 == "\n" || 0x20...0x7E ~= $0.value },
                "\(text.text.debugDescription)")
        }
    }

    @Test func cutsLinesForATerminalOnly() throws {
        let style = OutputStyle(width: 40, isTerminal: true)
        let narrow = try Self.session(style: style).operations().stdout.split(separator: "\n")
        #expect(narrow.allSatisfy { $0.count <= 40 } && narrow.contains { $0.hasSuffix("…") })
        #expect(try !Self.session().operations().stdout.contains("…"))
    }

    // MARK: - The program

    @Test func understandsSeveralOperations() throws {
        let command: ScopesCommand = try OptionTests.parse(
            "scopes", "--for", "GET /a", "b", "--ticked", "x y", "--for", "/c", "--format", "json", "--provider", "p")
        #expect(command.operations == ["GET /a", "b", "/c"])
        #expect(command.ticked == ["x y"])
        #expect(command.format == .json)
        #expect(command.options.provider == "p")
    }

    @Test(arguments: [
        (["--operations", "--for", "x"], "Use either --for or --operations."),
        (["--ticked", "x"], "--ticked has no effect without --for."),
        (["--for"], "Missing value for '--for <operation>'"),
    ])
    func refusesOptionsWithoutUse(arguments: [String], message: String) throws {
        let run = try ProgramTests.run(["scopes"] + arguments)
        #expect(run.stderr.hasPrefix("Error: " + message))
        #expect(run.exitCode == 64 && run.stdout.isEmpty)
    }

    @Test func answersAsAProgram() throws {
        let run = try ProgramTests.run(["scopes", "--for", "GET /orders", "/company/shops"])
        let start = "company:read customer:read\n\n2 scopes, minimal (proven).\nInferred, not documented: "
        #expect(run.stdout.hasPrefix(start))
        #expect(run.exitCode == 0 && run.stderr.isEmpty)
        let unknown = try ProgramTests.run(["scopes", "--for", "GET /orders", "GET /order"])
        #expect(unknown.stdout.isEmpty)
        #expect(
            unknown.stderr == "Error: Bakeronline has no operation \"GET /order\"; did you mean 'GET /orders'?\n")
        #expect(unknown.exitCode == 64)
    }
}
