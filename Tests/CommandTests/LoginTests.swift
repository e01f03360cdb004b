import Flow
import Foundation
import JSON
import Options
import Rehearsal
import TestSupport
import TestTraits
import Testing

/// `authscope login`, started as a user would.
@Suite(.onThreadsOfTheirOwn) final class LoginTests {
    private let home = NSTemporaryDirectory() + "authscope-\(UUID().uuidString)"

    init() throws {
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        // The program may run as somebody else, who keeps a device id here.
        chmod(home, 0o777)
    }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    private var environment: [String: String] { ["HOME": home, "PATH": "/usr/bin:/bin"] }

    /// A provider file with one client, whose loopback redirect URIs may have any port.
    private func provider(tokenEndpoint: String? = nil, kind: String = "public") throws -> String {
        let token = tokenEndpoint.map { "\"token_endpoint\": \"\($0)\"," } ?? ""
        let text = """
            { "authscope": 1, "id": "example", "name": "Example",
              "authorization_endpoint": "https://accounts.example/authorize", \(token)
              "scopes": ["profile", "orders"], "suggested_scopes": ["profile", "orders"],
              "clients": [{ "name": "App", "client_id": "app-1", "kind": "\(kind)", "redirect_uris": [
                "http://127.0.0.1/callback", "http://[::1]/callback", "http://localhost/callback",
                "com.example.app:/callback"] }],
              "token": { "required_fields": ["device_id", "device_name"] } }
            """
        let file = home + "/provider.json"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    private func login(
        _ arguments: [String], environment: [String: String] = [:], shell: String = #"exec "$0" "$@""#
    ) throws -> RunningProgram {
        try RunningProgram(
            ["login"] + arguments, shell: shell, environment: self.environment.merging(environment) { $1 })
    }

    /// The URL that it tells the user to open.
    private static func url(of program: RunningProgram) throws -> String {
        try program.wait { program.errors.contains(#/\nhttps?://.*\n/#) }
        return try #require(program.errors.split(separator: "\n").first { $0.hasPrefix("http") }.map(String.init))
    }

    private static func value(_ name: String, in url: String) throws -> String {
        let item = try #require(URLComponents(string: url)?.queryItems?.first { $0.name == name })
        return try #require(item.value)
    }

    private static func text(_ value: JSONValue?) -> String? {
        if case .string(let text)? = value { text } else { nil }
    }

    // MARK: Rehearsals

    @Test(arguments: ["http://127.0.0.1/callback", "http://[::1]/callback", "http://localhost/callback"])
    func bringsAToken(redirectURI: String) throws {
        let program = try login([
            "--provider", provider(), "--redirect-uri", redirectURI, "--rehearse", "--allow", "--format", "json",
        ])
        #expect(program.end() == .exited(0))
        let result = try JSONValue(reading: Array(program.output.utf8))
        #expect(result["result"] == .string("granted"))
        #expect(result["scope"]?["granted"] == .array([.string("profile"), .string("orders")]))
        #expect(result["scope"]?["missing"] == .array([]))
        #expect(result["expires_in"] == .number(JSONNumber(3_600)))
        #expect(result["access_token"] == .null)
        #expect(Self.text(result["access_token_masked"])?.contains("…") == true)
    }

    /// The effect of each fault: the step, the exit code, and words of the message.
    static let faults: [(Fault, method: String, step: String?, error: String?, says: String)] = [
        (.deny, "S256", "wait", "access_denied", "denied"),
        (.dropState, "S256", "compare", nil, "without state"),
        (.changeState, "S256", "compare", nil, "another state"),
        (.wrongIssuer, "S256", "compare", nil, "issuer"),
        (.expiredCode, "S256", "exchange", "invalid_grant", "start again"),
        (.answerTwice, "S256", nil, nil, "granted"),
        (.fewerScopes, "S256", nil, nil, #""missing": ["#),
        (.slow, "S256", nil, nil, "granted"),
        (.serverError, "S256", "exchange", nil, "The server failed (500)"),
        (.fragment, "S256", "compare", nil, "nothing in it"),
        (.attack, "S256", nil, nil, "granted"),
        (.attack, "plain", "exchange", "invalid_grant", "start again"),
        (.attack, "none", "exchange", "invalid_grant", "start again"),
    ]

    @Test func knowsEveryFault() {
        #expect(Set(Self.faults.map(\.0)) == Set(Fault.allCases))
    }

    @Test(arguments: faults.indices)
    func saysWhatBecomesOfAFault(row: Int) throws {
        let (fault, method, step, error, says) = Self.faults[row]
        let program = try login([
            "--provider", provider(), "--rehearse", "--allow", "--fault", fault.rawValue, "--method", method,
            "--format", "json",
        ])
        #expect(program.end() == .exited(step == nil ? 0 : 5))
        let result = try JSONValue(reading: Array(program.output.utf8))
        #expect(Self.text(result["result"]) == (step == nil ? "granted" : "failed"))
        #expect(Self.text(result["step"]) == step)
        #expect(Self.text(result["error"]) == error)
        #expect(program.output.contains(says))
        if let message = Self.text(result["message"]) { #expect(program.errors.hasSuffix("Error: \(message)\n")) }
    }

    @Test func takesADenial() throws {
        let program = try login(["--provider", provider(), "--rehearse", "--deny"])
        #expect(program.end() == .exited(5))
        #expect(program.output.isEmpty)
        #expect(program.errors.contains("Error: "))
        #expect(program.errors.contains("Provider: The request is denied: access_denied.\n"))
    }

    @Test func takesAnAnswerThatCannotBeCaught() throws {
        let program = try login([
            "--provider", provider(), "--redirect-uri", "com.example.app:/callback", "--rehearse", "--allow",
        ])
        #expect(program.end() == .exited(0))
        #expect(program.output.hasPrefix("granted: profile orders\n"))
    }

    // MARK: The listener

    @Test func goesOnAfterStrayAnswersAndTakesTheRightOne() throws {
        let endpoint = try #require(TokenEndpoint(replying: #"{"access_token": "abcd", "token_type": "bearer"}"#))
        let program = try login([
            "--provider", provider(tokenEndpoint: "http://127.0.0.1:\(endpoint.port)/token"), "--no-browser",
        ])
        let url = try Self.url(of: program)
        let redirect = try #require(URLComponents(string: try Self.value("redirect_uri", in: url)))
        let (port, state) = (try #require(redirect.port), try Self.value("state", in: url))
        func get(_ query: String) -> Int? {
            RawClient(port: port)?.response(
                to: "GET /callback?\(query) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")?.status
        }
        #expect(get("error=access_denied") == 400)
        #expect(get("code=forged&state=forged") == 400)
        try program.wait { program.errors.contains("Still waiting") }
        #expect([200, 303].contains(get("code=right&state=\(state)")))
        endpoint.answer()
        #expect(program.end() == .exited(0))
        #expect(endpoint.request.contains("&code=right&"))
        #expect(!endpoint.request.contains("forged"))
        #expect(!endpoint.hasAnother)
        #expect(RawClient(port: port) == nil)
    }

    /// The answers that end a login at once, and how it ends; the last two are exchanged.
    static let quickEndings: [(answer: String, reply: String, exitCode: Int32, step: String?)] = [
        ("error=access_denied&error_description=not+now", "", 5, "wait"),
        ("error=invalid_scope&error_description=no+such+scope", "", 5, "compare"),
        ("code=a", #"{"error": "invalid_client"}"#, 5, "exchange"),
        ("code=a", #"{"access_token": "abcd", "token_type": "bearer"}"#, 0, nil),
    ]

    /// A browser may fetch the page after `303` late. The program waits for it.
    @Test(arguments: quickEndings.indices)
    func staysUntilTheBrowserHasItsPage(row: Int) throws {
        let (answer, reply, exitCode, step) = Self.quickEndings[row]
        let endpoint = try #require(TokenEndpoint(replying: reply))
        let program = try login([
            "--provider", provider(tokenEndpoint: "http://127.0.0.1:\(endpoint.port)/token"), "--no-browser",
            "--format", "json",
        ])
        let url = try Self.url(of: program)
        let port = try #require(URLComponents(string: try Self.value("redirect_uri", in: url))?.port)
        let state = try Self.value("state", in: url)
        let host = "Host: 127.0.0.1:\(port)\r\n\r\n"
        let client = try #require(RawClient(port: port))
        #expect(
            client.response(to: "GET /callback?\(answer)&state=\(state) HTTP/1.1\r\n\(host)")?.status == 303)
        if !reply.isEmpty { endpoint.answer() }
        // All is said by then, and no page is fetched.
        try program.wait { program.output.hasSuffix("}\n") }
        poll(nil, 0, 300)
        #expect(client.response(to: "GET /done HTTP/1.1\r\n\(host)")?.status == 200)
        #expect(program.end() == .exited(exitCode))
        let result = try JSONValue(reading: Array(program.output.utf8))
        #expect(Self.text(result["step"]) == step)
    }

    /// A crowd that takes every descriptor the program may have keeps the answer out as little as a smaller one.
    @Test func takesTheAnswerWhenNoDescriptorIsLeft() throws {
        // SwiftNIO needs three for each processor.
        let program = try login(
            ["--provider", provider(), "--no-browser"],
            shell: #"ulimit -n $((3 * $(nproc) + 40)) && exec "$0" "$@""#)
        let url = try Self.url(of: program)
        let port = try #require(URLComponents(string: try Self.value("redirect_uri", in: url))?.port)
        let state = try Self.value("state", in: url)
        let crowd = (0..<150).map { RawClient(port: port, ipv6: $0 % 2 == 1) }
        #expect(crowd.allSatisfy { $0 != nil })
        let answer = "GET /callback?error=access_denied&state=\(state) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n"
        #expect(RawClient(port: port)?.response(to: answer)?.status == 303)
        #expect(program.end() == .exited(5))
        withExtendedLifetime(crowd) {}
    }

    @Test func saysWhatComesInTheWayOfTheAnswer() throws {
        let program = try login(["--provider", provider(), "--no-browser"])
        let url = try Self.url(of: program)
        let port = try #require(URLComponents(string: try Self.value("redirect_uri", in: url))?.port)
        let head = "HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
        #expect(RawClient(port: port)?.response(to: "POST /callback \(head)\r\n")?.status == 405)
        try program.wait { program.errors.contains("Refused: a form, sent with POST. Set response_mode=query") }
        #expect(program.errors.hasSuffix(" start again. Still waiting.\n"))
        let cookies = "Cookie: a=\(String(repeating: "x", count: 20_000))\r\n\r\n"
        #expect(RawClient(port: port)?.response(to: "GET /callback?code=a \(head)\(cookies)")?.status == 431)
        try program.wait { program.errors.contains("16 KiB of header fields, mostly cookies. Delete the cookies") }
        #expect(program.errors.hasSuffix("Still waiting; login --paste takes the address.\n"))
        kill(program.identifier, SIGTERM)
        #expect(program.end() == .signaled(SIGTERM))
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func leavesNoSocketWhenItIsInterrupted(signal: Int32) throws {
        let program = try login(["--provider", provider(), "--no-browser", "--rehearse"])
        let url = try Self.url(of: program)
        let ports = try [url, Self.value("redirect_uri", in: url)].map { text in
            try #require(URLComponents(string: text)?.port)
        }
        #expect(ports.allSatisfy { RawClient(port: $0) != nil })
        kill(program.identifier, signal)
        // A shell reports 130 for SIGINT.
        #expect(program.end() == .signaled(signal))
        #expect(ports.allSatisfy { RawClient(port: $0) == nil })
        #expect(program.output.isEmpty)
    }

    /// The rest of the file is not read.
    @Test func opensTheBrowserOfTheConfiguration() throws {
        let (folder, bin) = (home + "/.config/authscope", home + "/bin")
        for path in [folder, bin] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        let opener = "printf '%s\\n' \"$@\" > \(home)/opened.part\n/bin/mv \(home)/opened.part \(home)/opened"
        try ExecutableFile.make(script: opener, at: bin + "/mine")
        try #"{"keys": 3, "browser": ["\#(bin)/mine", "--new window"],}"#.write(
            toFile: folder + "/config.json", atomically: false, encoding: .utf8)
        let program = try login(["--provider", provider(), "--rehearse"])
        try program.wait { FileManager.default.fileExists(atPath: home + "/opened") }
        let opened = try String(contentsOfFile: home + "/opened", encoding: .utf8)
        #expect(opened.hasPrefix("--new window\nhttp://127.0.0.1:"))
        kill(program.identifier, SIGTERM)
        #expect(program.end() == .signaled(SIGTERM))
    }

    @Test func saysThatItsPortIsTaken() throws {
        let endpoint = try #require(TokenEndpoint(replying: ""))
        let program = try login([
            "--provider", provider(), "--rehearse", "--allow", "--redirect-uri",
            "http://127.0.0.1:\(endpoint.port)/callback",
        ])
        #expect(program.end() == .exited(5))
        #expect(program.errors.contains("Error: Another program uses port \(endpoint.port)"))
    }

    // MARK: Pasting

    @Test func takesThePastedAnswerOnceTheStateIsRight() throws {
        let endpoint = try #require(TokenEndpoint(replying: #"{"access_token": "abcd", "token_type": "bearer"}"#))
        let program = try login([
            "--provider", provider(tokenEndpoint: "http://127.0.0.1:\(endpoint.port)/token"), "--no-browser", "--paste",
        ])
        let state = try Self.value("state", in: Self.url(of: program))
        try program.type("http://127.0.0.1/callback?code=forged&state=forged\r\n\n")
        try program.wait { program.errors.contains("Paste another one:") }
        try program.type("code=right&state=\(state)\n")
        endpoint.answer()
        #expect(program.end() == .exited(0))
        #expect(endpoint.request.contains("&code=right&"))
        #expect(program.output.contains("access token: ‹secret, 4›\n"))
    }

    @Test(arguments: ["", "http://127.0.0.1/callback?code=forged&state=forged", "x\u{1B}[2J"])
    func endsWithItsInput(line: String) throws {
        let program = try login(["--provider", provider(), "--rehearse", "--no-browser", "--paste"])
        try program.type(line)
        program.closeInput()
        #expect(program.end() == .exited(5))
        #expect(program.errors.contains("Error: "))
        #expect(!program.errors.contains("\u{1B}"))
    }

    // MARK: Tokens

    @Test func writesTokensToANewFileOnly() throws {
        let file = home + "/tokens.json"
        let arguments = ["--provider", try provider(), "--rehearse", "--allow", "--token-file", file]
        let program = try login(arguments)
        #expect(program.end() == .exited(0))
        #expect(program.output.hasSuffix("written to: \(file)\n"))
        let octets = try #require(FileManager.default.contents(atPath: file))
        let token = try #require(Self.text(try JSONValue(reading: Array(octets))["access_token"]))
        #expect(!program.output.contains(token))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)

        let again = try login(arguments)
        #expect(again.end() == .exited(4))
        #expect(again.errors == "Error: \(file): exists and is not overwritten; name another file, or remove it\n")
        #expect(FileManager.default.contents(atPath: file) == octets)
    }

    @Test func printsTokensWhenAskedTo() throws {
        let program = try login([
            "--provider", provider(), "--rehearse", "--allow", "--show-token", "--format", "json",
        ])
        #expect(program.end() == .exited(0))
        let token = Self.text(try JSONValue(reading: Array(program.output.utf8))["access_token"])
        #expect(token?.utf8.count ?? 0 >= 32)
    }

    // MARK: What is refused

    @Test func opensNothingForARequestWithErrors() throws {
        let program = try login(["--provider", provider(), "--rehearse", "--allow", "--scope", "a\"b"])
        #expect(program.end() == .exited(1))
        #expect(program.errors.contains("error["))
        #expect(program.errors.hasSuffix("Error: the server would refuse this request; nothing was opened\n"))
    }

    /// Whoever reads the object reads it whatever happens.
    @Test func writesAnObjectAlsoIfNothingWasSent() throws {
        let file = home + "/provider.json"
        let rehearsal = ["--provider", try provider(), "--rehearse", "--allow"]
        for (arguments, exitCode) in [
            (rehearsal + ["--scope", "a\"b"], 1), (rehearsal + ["--token-file", file], 4),
            (rehearsal + ["--client-secret-file", "\(home)/none"], 4), (rehearsal + ["--client", "None"], 64),
            (["--provider", "\(home)/none.json"], 4), (["--provider", file, "--param", "state=x"], 64),
        ] as [([String], Int32)] {
            let program = try login(arguments + ["--format", "json"])
            #expect(program.end() == .exited(exitCode))
            let result = try JSONValue(reading: Array(program.output.utf8))
            #expect(result["result"] == .string("failed"))
            #expect(result["step"] == .string("open"))
            #expect(result["error"] == .null)
            let message = try #require(Self.text(result["message"]))
            #expect(program.errors.hasSuffix("Error: \(message)\n"))
        }
    }

    @Test func pointsToTheSecretOfAConfidentialClient() throws {
        let program = try login([
            "--provider", provider(kind: "confidential"), "--rehearse", "--allow", "--format", "json",
        ])
        #expect(program.end() == .exited(5))
        // Before anything is opened.
        let opening = try #require(program.errors.firstRange(of: "Provider: Consent page shown")).lowerBound
        #expect(program.errors[..<opening].contains("App is a confidential client, and its secret is not given"))
        let result = try JSONValue(reading: Array(program.output.utf8))
        #expect(Self.text(result["step"]) == "exchange")
        #expect(Self.text(result["error"]) == "invalid_client")
        #expect(Self.text(result["message"])?.hasSuffix("with --client-secret-file FILE.") == true)
    }

    @Test(arguments: ["abc\ndef", "", "\n", "\u{FFFD}"])
    func refusesASecretThatIsNotALine(text: String) throws {
        let file = home + "/secret"
        let octets = text == "\u{FFFD}" ? Data([0xFF]) : Data(text.utf8)
        #expect(
            FileManager.default.createFile(atPath: file, contents: octets, attributes: [.posixPermissions: 0o600]))
        let program = try login([
            "--provider", provider(kind: "confidential"), "--rehearse", "--allow", "--client-secret-file", file,
        ])
        #expect(program.end() == .exited(4))
        #expect(
            program.errors.hasSuffix("Error: \(file): the client secret must be the only line\n"))
    }

    static let mistakes: [(arguments: [String], message: String)] = [
        (["--timeout", "29"], "--timeout 29: use 30 to 900 seconds."),
        (["--timeout", "901"], "--timeout 901: use 30 to 900 seconds."),
        (["--allow"], "--allow, --deny and --fault are for rehearsals; add --rehearse."),
        (["--fault", "deny"], "--allow, --deny and --fault are for rehearsals; add --rehearse."),
        (["--rehearse", "--deny", "--paste"], "--paste has no effect with --allow or --deny."),
        (
            ["--paste", "--client-secret-file", "-"],
            "Only one value can be read from standard input: use a file for the others."
        ),
        (["--state", "a", "--no-state"], "Use either --state or --no-state."),
        (["--token", "abc"], "Unknown option '--token'"),
    ]

    @Test(arguments: mistakes)
    func refusesWhatMakesNoSense(arguments: [String], message: String) throws {
        let error = try #require(throws: (any Error).self) {
            try AuthscopeCommand.parseAsRoot(["login"] + arguments)
        }
        #expect(AuthscopeCommand.message(for: error).hasPrefix(message))
        #expect(AuthscopeCommand.exitCode(for: error).rawValue == 64)
    }

    // MARK: Secrets

    /// A whole login in which every secret is known: none may be found anywhere (`docs/security.md` S6).
    @Test func showsNoSecret() throws {
        let marks = (
            verifier: "canary-verifier-0123456789-0123456789-01234567", secret: "canary-client-secret-0123",
            code: "canary-code-000000000001", access: "canary-access-0000000001", refresh: "canary-refresh-000000001"
        )
        let reply =
            #"{"access_token": "\#(marks.access)", "token_type": "Bearer", "refresh_token": "\#(marks.refresh)"}"#
        let endpoint = try #require(TokenEndpoint(replying: reply))
        // Nothing may go through a proxy, whatever the environment says.
        let proxy = try #require(TokenEndpoint(replying: reply))
        let provider = try provider(tokenEndpoint: "http://127.0.0.1:\(endpoint.port)/token", kind: "confidential")
        chmod(provider, 0o644)
        // The opener is the only child: it keeps what it is given.
        let bin = home + "/bin"
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
        let opener =
            "printf '%s\\n' \"$@\" > \(home)/opened.part\n/usr/bin/env >> \(home)/opened.part\n"
            + "/bin/mv \(home)/opened.part \(home)/opened"
        try ExecutableFile.make(script: opener, at: bin + "/xdg-open")

        // Root starts no browser, so somebody else does; the secrets come in files of theirs.
        let isRoot = geteuid() == 0
        var files: [String] = []
        for (name, text) in [("verifier", marks.verifier), ("secret", marks.secret)] {
            let file = "\(home)/\(name)"
            #expect(
                FileManager.default.createFile(
                    atPath: file, contents: Data((text + "\n").utf8), attributes: [.posixPermissions: 0o600]))
            if isRoot { chown(file, 65_534, 65_534) }
            files.append(file)
        }
        let somebody = #"exec 9<"$0"; exec setpriv --reuid 65534 --clear-groups /proc/self/fd/9 "$@""#
        let proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"]
        var environment = ["DISPLAY": ":0", "PATH": "\(bin):/usr/bin:/bin", "XDG_STATE_HOME": home + "/state"]
        for name in proxies { environment[name] = "http://127.0.0.1:\(proxy.port)" }
        let program = try login(
            [
                "--provider", provider, "--verifier-file", files[0], "--client-secret-file", files[1], "--format",
                "json",
            ], environment: environment, shell: isRoot ? somebody : #"exec "$0" "$@""#)

        let url = try Self.url(of: program)
        let redirect = try #require(URLComponents(string: try Self.value("redirect_uri", in: url)))
        let (port, state) = (try #require(redirect.port), try Self.value("state", in: url))
        try program.wait { FileManager.default.fileExists(atPath: home + "/opened") }
        let seenInProc = try program.procFile("cmdline") + program.procFile("environ")
        let answer = "GET /callback?code=\(marks.code)&state=\(state) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n"
        #expect(RawClient(port: port)?.response(to: answer) != nil)
        endpoint.answer()
        #expect(program.end() == .exited(0))

        // The marks were in use.
        #expect(endpoint.request.contains("code=\(marks.code)"))
        #expect(endpoint.request.contains("code_verifier=\(marks.verifier)"))
        let credentials = Data("app-1:\(marks.secret)".utf8).base64EncodedString()
        #expect(endpoint.request.contains("Authorization: Basic \(credentials)"))
        #expect(!proxy.hasAnother)

        let opened = try String(contentsOfFile: home + "/opened", encoding: .utf8)
        #expect(opened.hasPrefix(url + "\n"))
        var places = [program.output, program.errors, seenInProc, opened]
        let kept = try FileManager.default.subpathsOfDirectory(atPath: home + "/state")
        for name in kept {
            if let octets = FileManager.default.contents(atPath: "\(home)/state/\(name)") {
                places.append(String(decoding: octets, as: UTF8.self))
            }
        }
        #expect(kept.contains("authscope/device-id"))
        for mark in [marks.verifier, marks.secret, marks.code, marks.access, marks.refresh, credentials] {
            #expect(places.allSatisfy { !$0.contains(mark) })
        }
    }
}
