import Foundation
import JSON
import TestSupport
import TestTraits
import Testing

@testable import authscope

/// Inputs made after public bug reports and real files, and what is right for each. All names and hosts are examples.
@Suite(.onThreadsOfTheirOwn) struct ImportCaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var file: String
        var text: String
        /// Rows of the preview; a row of it may be longer.
        var rows: [String] = []
        /// The beginning and the end of the message if nothing is imported.
        var refusal: (start: String, end: String)?

        var testDescription: String { name }
    }

    private static let head = """
        openapi: 3.0.3
        info: {title: Case, version: "1"}
        servers: [{url: https://api.example.com/v2}]
        paths:
          /me:
            get:
              operationId: me
              security: SECURITY
              responses: {"200": {description: ok}}
        components:
          securitySchemes:
            oa:
              type: oauth2
              flows:
                authorizationCode:
                  authorizationUrl: https://as.example/authorize
                  tokenUrl: https://as.example/token
                  scopes: {read: Read}

        """

    private static var alternatives: String {
        "[" + (0..<60).map { "{oa: [s\($0)]}, {app: [s\($0)]}" }.joined(separator: ", ") + "]"
    }

    static let cases: [Case] = [
        Case(
            name: "120 alternatives, half of them of another scheme", file: "a.yaml",
            text: head.replacing("SECURITY", with: alternatives) + "    app: {type: apiKey, in: header, name: X}\n",
            rows: [
                "  operations    1: 1 needs a token",
                "  - 19:5: the security scheme \"app\" is an API key, not OAuth 2.0",
            ]),
        Case(
            name: "a tenant in the issuer", file: "m.json",
            text: """
                {"issuer": "https://login.example/{tenantid}/v2.0", "authorization_endpoint":
                "https://login.example/common/oauth2/v2.0/authorize", "scopes_supported": ["openid", "profile"]}
                """,
            rows: [
                "  authorization https://login.example/{tenantid}/oauth2/v2.0/authorize", "  scopes        2, ",
                "  issuer        https://login.example/{tenantid}/v2.0", "  variables     tenantid, common by default",
            ]),
        Case(
            name: "a good scheme beside bad ones", file: "a.yaml",
            text: head.replacing("SECURITY", with: "[{oa: [read]}]") + """
                    bad: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://as.example/t, scopes: [read]}}}
                    bad2: {type: oauth2, flows: {authorizationCode: {authorizationUrl: https://as.example/a2, scopes: [read]}}}

                """,
            rows: [
                "  scheme        oa",
                "  - 20:103: the security scheme \"bad2\" is left out: its scopes: expected an object here, not an array",
                "  - 19:5: the security scheme \"bad\" has no authorization code flow, only clientCredentials",
            ]),
        Case(
            name: "a requirement that is a text", file: "a.yaml", text: head.replacing("SECURITY", with: "[oa]"),
            rows: [
                "  operations    1: 1 needs something else",
                "  - 8:18: a requirement must be an object; this one is left out, and allows no call",
            ]),
        Case(
            name: "a scope of another flow", file: "a.yaml",
            text: head.replacing("SECURITY", with: "[{oa: [i]}]")
                + "        clientCredentials: {tokenUrl: https://as.example/token, scopes: {i: I}}\n",
            rows: [
                "  scopes        2; none is turned on",
                "  - operations use 1 scope that the scheme declares for the flow \"clientCredentials\" only: i",
            ]),
        Case(
            name: "an unknown scheme", file: "a.yaml", text: head.replacing("SECURITY", with: "[{nosuch: [read]}]"),
            rows: ["  - 8:19: the security scheme \"nosuch\" is not described in this document; 1 requirement for it "]),
        Case(
            name: "a server variable without a value", file: "a.yaml",
            text: head.replacing("SECURITY", with: "[]").replacing(
                "https://api.example.com/v2", with: "\"https://{domain}/v2\""
            )
            .replacing("https://as.example/authorize", with: "/oauth/authorize"),
            rows: [
                "  authorization https://{domain}/oauth/authorize", "  variables     domain, without a value yet",
            ]),
        Case(
            name: "an implicit flow only", file: "a.json",
            text: """
                {"swagger": "2.0", "info": {"title": "I", "version": "1"}, "host": "api.example.com", "paths": {"/a": {"get":
                {"security": [{"i": ["r"]}], "responses": {}}}}, "securityDefinitions": {"i": {"type": "oauth2",
                "flow": "implicit", "authorizationUrl": "https://as.example/a", "scopes": {"r": "R"}}}}
                """,
            rows: [
                "  scopes        1; none is turned on", "  operations    1: 1 needs a token",
                "  - not in the document: token endpoint (codes cannot be exchanged, only rehearsed)",
                "  - only the implicit flow is described (RFC 6749 4.2), which is not used here: ",
            ]),
        Case(
            name: "both forms of a scope in one set", file: "a.yaml",
            text: head.replacing("SECURITY", with: "[{oa: [https://s.example/sell, https://s.example/sell.readonly]}]"),
            rows: [
                "  - each set of GET /me holds https://s.example/sell and https://s.example/sell.readonly: the description "
            ]),
        Case(
            name: "metadata of another issuer, as a file", file: "m.json",
            text: """
                {"issuer": "https://b2c.example/0/v2.0/", "authorization_endpoint": "https://b2c.example/t/p/authorize"}
                """,
            rows: ["  issuer        https://b2c.example/0/v2.0/"]),
        Case(
            name: "comments and half a surrogate in JSON", file: "a.json",
            text: """
                // copied from a browser
                {"openapi": "3.0.0", /* é */ "components": {"securitySchemes": {"oa": {"type": "oauth2", "flows":
                {"authorizationCode": {"authorizationUrl": "https://as.example/a", "scopes": {"r": "half \\ud83d."}}}}}}}
                """,
            rows: ["  authorization https://as.example/a", "  scopes        1; none is turned on"]),
    ]

    @Test(arguments: cases)
    func readsWhatCanBeUsed(test: Case) throws {
        let folder = ImportSessionTests.Folder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let file = "\(folder.path)/\(test.file)"
        try test.text.write(toFile: file, atomically: true, encoding: .utf8)
        let run = try ProgramTests.run(["import", "--dry-run", file], environment: ["XDG_CONFIG_HOME": folder.path])
        if let refusal = test.refusal {
            #expect(run.exitCode == 4 && run.stdout.isEmpty)
            #expect(run.stderr.hasPrefix(refusal.start.replacing("FILE", with: file)), "\(run.stderr)")
            #expect(run.stderr.hasSuffix(refusal.end), "\(run.stderr)")
            return
        }
        #expect(run.exitCode == 0 && run.stderr.isEmpty, "\(run.stderr)")
        let rows = run.stdout.split(separator: "\n")
        for row in test.rows { #expect(rows.contains { $0.hasPrefix(row) }, "\(row)\nin\n\(run.stdout)") }
    }

    @Test func textThatIsNotUTF8IsNamedWithItsPlace() throws {
        let folder = ImportSessionTests.Folder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let file = "\(folder.path)/latin1.yaml"
        var octets = Data("openapi: 3.0.3\ninfo: {title: Caf".utf8)
        octets += [0xE9] + Data(" API, version: \"1\"}\npaths: {}\n".utf8)
        try octets.write(to: URL(fileURLWithPath: file))
        let run = try ProgramTests.run(["import", "--dry-run", file], environment: ["XDG_CONFIG_HOME": folder.path])
        #expect(run.exitCode == 4)
        #expect(run.stderr == "Error: \(file):2:18: this is not UTF-8; save the document as UTF-8\n")
    }

    @Test func theHintIsGivenIfTheScopesAreAskedFor() throws {
        let folder = ImportSessionTests.Folder()
        let environment = ["XDG_CONFIG_HOME": folder.path]
        let text = Self.head.replacing("SECURITY", with: "[{oa: [sell, sell.readonly]}]")
        #expect(try ProgramTests.run(["import", "-"], input: text, environment: environment).exitCode == 0)
        let run = try ProgramTests.run(["scopes", "--provider", "case", "--for", "GET /me"], environment: environment)
        #expect(
            run.stdout.contains(
                "2 scopes, minimal (proven).\nHint: each set of GET /me holds sell and sell.readonly: the description may "
                    + "mean that either is enough.\n"), "\(run.stdout)")
        let json = try ProgramTests.run(
            ["scopes", "--provider", "case", "--for", "GET /me", "--format", "json"], environment: environment)
        guard case .string(let hint)? = try JSONValue(reading: Array(json.stdout.utf8))["hint"] else {
            Issue.record("no hint in \(json.stdout)")
            return
        }
        #expect(hint.hasPrefix("each set of GET /me holds sell and sell.readonly"))
    }
}
