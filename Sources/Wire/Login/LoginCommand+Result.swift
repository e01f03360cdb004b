import Catalog
import Commands
import Flow
import Glibc
import OAuth
import Options
import Platform

extension LoginCommand {
    /// Logs in. The result is written as soon as it is known, before the browser gets its page.
    package func result() throws -> CommandResult {
        do {
            return CommandResult(exitCode: try logIn())
        } catch let failure as CommandFailure {
            return output.result(.init(.open, failure.message), exitCode: failure.cause.rawValue)
        }
    }

    private var output: LoginOutput { LoginOutput(format: format, showsToken: showToken, required: requiredScopes) }

    /// Writes the result and returns the exit code. Throws `CommandFailure` if something fails before the login starts.
    private func logIn() throws -> Int32 {
        if let tokenFile { try refuseToOverwrite(tokenFile) }
        let provider = try options.load()
        let builder = RequestBuilder(
            provider: provider, choices: try choices(), style: OutputStyle(color: colors.color, descriptor: 2))
        let built = try builder.built(fresh: try drawFreshValues())
        write(builder.findings(built), to: STDERR_FILENO)
        guard built.report.verdict != .invalid else {
            let text = "the server would refuse this request; nothing was opened"
            return output.result(.init(.open, text), exitCode: built.report.exitCode).write()
        }
        var plan = try plan(provider, built)
        let browser = Browser(environment: .process, command: noBrowser ? nil : configuredBrowser)
        plan.sshTarget = RemoteSession(environment: .process)?.target
        plan.browserAbsence = noBrowser ? "No browser is opened" : browser.absence?.message
        do {
            return try LoginSession.run(plan, environment: .process, browser: browser) { result($0).write() }
        } catch let failure as SystemFailure {
            throw CommandFailure(.system, failure.message)
        }
    }

    /// The browser that the user's configuration names. A file that cannot be read is reported and counts as none.
    private var configuredBrowser: ProgramArguments? {
        do throws(FileProblem) {
            return try ConfigurationFiles(environment: .process).browser()
        } catch {
            write("\(error.description): the usual browser opens\n", to: STDERR_FILENO)
            return nil
        }
    }

    private func choices() throws -> RequestBuilder.Choices {
        var choices = try request.choices()
        choices.tokenParameters = tokenParam
        return choices
    }

    private func plan(_ provider: Provider, _ built: RequestBuilder.Built) throws -> LoginFlow.Plan {
        var plan = LoginFlow.Plan(
            provider: provider, client: built.client, request: built.request, verifier: built.verifier?.text,
            version: built.version)
        plan.tokenParameters = built.tokenParameters
        plan.authentication = clientAuth
        plan.place = rehearse ? .rehearsal : .provider
        plan.fault = fault
        plan.consent = consent.map { $0 == .allow }
        plan.pastes = paste
        plan.seconds = timeout
        plan.clientSecret = try clientSecretFile.map(readClientSecret)
        plan.revealsTokens = showToken || tokenFile != nil
        return plan
    }

    /// Returns the final output. Before that, saves the tokens if a file is given.
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

    /// Throws if the file exists, before the user signs in.
    private func refuseToOverwrite(_ path: String) throws {
        let place = OctetPath(argument: path)
        guard place.status() == nil else {
            throw CommandFailure(.file, "\(path): exists and is not overwritten; name another file, or remove it")
        }
        guard (place.folder ?? ".").withCString({ access($0, W_OK) }) == 0 else {
            throw CommandFailure(.file, "\(path): the file cannot be created (\(String(cString: strerror(errno))))")
        }
    }
}

extension PrivateFile.CreateFailure {
    fileprivate var message: String {
        switch self {
        case .exists: "exists and is left alone"
        case .system(let code): "cannot be written (\(String(cString: strerror(code))))"
        }
    }
}

/// Reads a client secret, without the line break after it.
private func readClientSecret(_ path: String) throws -> String {
    let octets = path == "-" ? try readStandardInput() : try readFile(path, isSecret: true)
    let name = path == "-" ? "standard input" : path
    let line = octets.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty, octets[line.endIndex...].allSatisfy({ $0 == 0x0A || $0 == 0x0D }),
        let text = String(validating: line, as: UTF8.self)
    else { throw CommandFailure(.file, "\(name): the client secret must be the only line") }
    return text
}
