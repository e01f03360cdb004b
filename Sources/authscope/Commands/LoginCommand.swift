import ArgumentParser
import Catalog
import Flow
import Glibc
import OAuth
import Platform
import Rehearsal
import Wire

/// `authscope login`: the round trip, from the authorization request to the token.
struct LoginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Get a token: open the browser, catch the redirect, exchange the code.",
        discussion: """
            authscope listens at the redirect URI before the browser opens, takes only an answer with the state it \
            sent, and exchanges the code once. The URL and what happens go to standard error, the result to standard \
            output. Tokens are masked there; --show-token and --token-file give them away.

            With --format json the result is one object, whatever happens, unless the arguments cannot be read. \
            "result" is "granted", with "scope" (arrays "granted", "missing" and "added"), "expires_in", \
            "access_token" and "refresh_token" (null without --show-token), both with "_masked", "token_file" and \
            "notices"; or it is "failed", with "step", "error" (the server's code or null) and "message". "step" is \
            where it ended: "open" (nothing was sent), "wait" (no answer, or a denial), "compare" (another error, or \
            an answer that cannot be used) or "exchange" (no token, or none that could be kept). The exit code is 5, \
            or that of the cause where nothing was opened.
            """)

    /// `LoopbackListener.timeouts`, in seconds.
    private static let seconds = 30...900

    @OptionGroup var request: RequestOptions

    @Flag(help: "Open no browser; open the printed URL yourself.")
    var noBrowser = false

    @Flag(help: "Read the redirect from standard input, a line, instead of listening.")
    var paste = false

    @Option(help: ArgumentHelp("How long to wait for the answer, 30 to 900.", valueName: "seconds"))
    var timeout = RoundTrip.timeout

    @Option(
        help: ArgumentHelp(
            "Read the secret of a confidential client from a file that only you can read, or from standard input (-).",
            valueName: "file|-"))
    var clientSecretFile: String?

    @Flag(help: "Play the provider on this machine, without an account and a network.")
    var rehearse = false

    @Flag(help: "In a rehearsal, allow or deny without a browser.")
    var consent: Consent?

    @Option(help: ArgumentHelp("In a rehearsal, misbehave in this way.", valueName: "fault"))
    var fault: Fault?

    @Flag(help: "Print the tokens.")
    var showToken = false

    @Option(help: ArgumentHelp("Write the tokens to a new file that only you can read.", valueName: "file"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("The form of the result.", valueName: "form"))
    var format = LoginOutput.Format.text

    @OptionGroup var colors: ColorOptions
    @OptionGroup var options: ProviderOptions

    enum Consent: String, EnumerableFlag {
        case allow, deny
    }

    func validate() throws {
        guard Self.seconds.contains(timeout) else {
            throw ValidationError("--timeout \(timeout): it is 30 to 900 seconds.")
        }
        if !rehearse, consent != nil || fault != nil {
            throw ValidationError("--allow, --deny and --fault are for rehearsals; add --rehearse.")
        }
        if consent != nil, paste { throw ValidationError("--paste has no use with --allow or --deny.") }
        let readers = [paste, request.verifierFile == "-", clientSecretFile == "-", options.provider == "/dev/stdin"]
        if readers.count(where: { $0 }) > 1 {
            throw ValidationError("Only one thing can be read from standard input: use a file for the other.")
        }
    }

    func run() throws {
        let code: Int32
        do {
            code = try logIn()
        } catch let failure as CommandFailure {
            code = output.result(.init(.open, failure.message), exitCode: failure.cause.rawValue).write()
        }
        if code != 0 { throw ExitCode(code) }
    }

    private var output: LoginOutput { LoginOutput(format: format, showsToken: showToken) }

    /// Writes the result and returns the exit code. Throws `CommandFailure` for what fails before anything is opened.
    private func logIn() throws -> Int32 {
        if let tokenFile { try refuseToOverwrite(tokenFile) }
        let provider = try options.load()
        let builder = RequestBuilder(
            provider: provider, choices: try request.choices(), style: OutputStyle(color: colors.color, descriptor: 2))
        let built = try builder.built(fresh: try drawFreshValues())
        write(builder.findings(built), to: STDERR_FILENO)
        guard built.report.verdict != .invalid else {
            let text = "the server would refuse this request; nothing was opened"
            return output.result(.init(.open, text), exitCode: built.report.exitCode).write()
        }
        var plan = try plan(provider, built)
        let browser = Browser(environment: .process)
        plan.browserAbsence = noBrowser ? "No browser is opened" : browser.absence?.message
        do {
            return try LoginSession.run(plan, environment: .process, browser: browser) { result($0).write() }
        } catch let failure as SystemFailure {
            throw CommandFailure(.system, failure.message)
        }
    }

    private func plan(_ provider: Provider, _ built: RequestBuilder.Built) throws -> LoginFlow.Plan {
        var plan = LoginFlow.Plan(
            provider: provider, client: built.client, request: built.request, verifier: built.verifier?.text,
            version: built.version)
        plan.place = rehearse ? .rehearsal : .provider
        plan.fault = fault
        plan.consent = consent.map { $0 == .allow }
        plan.pastes = paste
        plan.seconds = timeout
        plan.clientSecret = try clientSecretFile.map(readClientSecret)
        plan.revealsTokens = showToken || tokenFile != nil
        return plan
    }

    /// What is said in the end; keeps the tokens first, where a file is named.
    private func result(_ ending: LoginFlow.Ending) -> CommandResult {
        var output = output
        if let tokenFile, case .granted(let grant, let tokens?) = ending {
            do {
                let file = PrivateFile(OctetPath(argument: tokenFile))
                try file.create(with: Array(LoginOutput.file(grant, tokens).utf8))
            } catch {
                let text = "\(tokenFile): \(error.message); the tokens are lost, start again"
                return output.result(.init(.exchange, text), exitCode: CommandFailure.Cause.output.rawValue)
            }
            output.tokenFile = tokenFile
        }
        return output.result(ending)
    }

    /// Says so before anybody signs in.
    private func refuseToOverwrite(_ path: String) throws {
        let place = OctetPath(argument: path)
        guard place.status() == nil else {
            throw CommandFailure(.file, "\(path): exists and is left alone; name another file, or remove it")
        }
        guard (place.folder ?? ".").withCString({ access($0, W_OK) }) == 0 else {
            throw CommandFailure(.file, "\(path): no file can be made there (\(String(cString: strerror(errno))))")
        }
    }
}

extension LoginOutput.Format: ExpressibleByArgument {}

extension PrivateFile.CreateFailure {
    fileprivate var message: String {
        switch self {
        case .exists: "exists and is left alone"
        case .system(let code): "cannot be written (\(String(cString: strerror(code))))"
        }
    }
}

/// Reads a client secret; a line end behind it does not belong to it.
private func readClientSecret(_ path: String) throws -> String {
    let octets = path == "-" ? try readStandardInput() : try readFile(path, isSecret: true)
    let name = path == "-" ? "standard input" : path
    let line = octets.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty, octets[line.endIndex...].allSatisfy({ $0 == 0x0A || $0 == 0x0D }),
        let text = String(validating: line, as: UTF8.self)
    else { throw CommandFailure(.file, "\(name): write the client secret into one line, and nothing else") }
    return text
}
