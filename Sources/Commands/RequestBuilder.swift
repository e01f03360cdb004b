import Catalog
import JSON
import OAuth
import Options

/// Builds a request from the user's choices and checks it, for `authscope url`.
package struct RequestBuilder {
    /// The choices of the user.
    package struct Choices: Equatable {
        package enum State: Equatable {
            case random
            case given(String)
            case none
        }

        package var client: String?
        /// The scopes. Empty for the provider's suggestion. Each element may contain several scopes.
        package var scopes: [String] = []
        package var method = ChallengeMethod.s256
        package var redirectURI: String?
        package var state = State.random
        /// The extra parameters of the request, each as `name=value`.
        package var parameters: [String] = []
        /// The extra parameters of the token request, each as `name=value`.
        package var tokenParameters: [String] = []
        package var apiVersion: String?
        package var verifier: CodeVerifier?

        package init(
            client: String? = nil, scopes: [String] = [], method: ChallengeMethod = .s256, redirectURI: String? = nil,
            state: State = .random, parameters: [String] = [], apiVersion: String? = nil, verifier: CodeVerifier? = nil
        ) {
            self.client = client
            self.scopes = scopes
            self.method = method
            self.redirectURI = redirectURI
            self.state = state
            self.parameters = parameters
            self.apiVersion = apiVersion
            self.verifier = verifier
        }
    }

    /// The parameters that have an option of their own. An extra parameter would silently override it.
    private static let options = [
        "redirect_uri": "--redirect-uri", "scope": "--scope", "state": "--state", "code_challenge_method": "--method",
    ]

    private let provider: Provider
    private let choices: Choices
    private let style: OutputStyle

    package init(provider: Provider, choices: Choices, style: OutputStyle = OutputStyle()) {
        self.provider = provider
        self.choices = choices
        self.style = style
    }

    /// A request and the values that belong to it.
    package struct Built {
        package var client: Client?
        package var request: AuthorizationRequest
        /// The verifier, or nil when no challenge is sent.
        package var verifier: CodeVerifier?
        /// The value of the provider's version header, or nil when it has none.
        package var version: String?
        /// The extra parameters of the token request.
        package var tokenParameters: [Parameter]
        package var report: LintReport
    }

    /// Builds the request and returns the output. Throws `CommandFailure` for choices that make no sense.
    package func build(fresh: FreshValues, as format: RequestFormat = .text) throws -> CommandResult {
        result(try built(fresh: fresh), as: format)
    }

    /// Builds the request. Throws `CommandFailure` for choices that make no sense.
    package func built(fresh: FreshValues) throws -> Built {
        let client = try self.client()
        let verifier = choices.method == .none ? nil : choices.verifier ?? fresh.verifier
        let request = try self.request(client: client, verifier: verifier, state: state(fresh))
        var context = LintContext(provider: provider, client: client)
        context.verifier = verifier?.text
        let version = try self.version()
        let report = RequestLinter(context: context).lint(request.url, headers: provider.headerFields(version: version))
        return Built(
            client: client, request: request, verifier: verifier, version: version,
            tokenParameters: try tokenParameters(), report: report)
    }

    // MARK: - The request

    private func request(
        client: Client?, verifier: CodeVerifier?, state: String?
    ) throws -> AuthorizationRequest {
        let habits = provider.habits
        var request = AuthorizationRequest(endpoint: provider.authorizationEndpoint, names: habits.names)
        request["response_type"] = "code"
        request["client_id"] = client?.clientID
        request["redirect_uri"] = choices.redirectURI ?? client?.redirectURIs.first
        let scopes = choices.scopes.isEmpty ? provider.suggestedScopes : choices.scopes
        let scope = habits.scopeSeparator.text(of: scopes.flatMap { habits.scopeSeparator.names(in: $0) })
        request["scope"] = scope.isEmpty ? nil : scope
        request["state"] = state
        if let challenge = verifier?.challenge(choices.method) {
            request["code_challenge"] = challenge
            request["code_challenge_method"] = choices.method.rawValue
        }
        request.parameters += habits.parameters
        var added: [Parameter] = []
        for text in choices.parameters {
            let parameter = try parameter(text, of: "--param")
            guard !ParameterCheck.isSecret(parameter.name) else {
                throw CommandFailure(
                    .usage,
                    "--param \(parameter.name): a secret must not be in a URL (rule secret-in-url) or among the arguments, "
                        + "where every local user can read it; if it was a real one, revoke it")
            }
            if let option = Self.options[parameter.name] {
                throw CommandFailure(
                    .usage, "--param \(parameter.name): this field has its own option; use \(option)")
            }
            // The first one replaces the provider's value. Further ones with this name are sent as well.
            if added.contains(where: { $0.name == parameter.name }) {
                request.parameters.append(parameter)
            } else {
                request[parameter.name] = parameter.value
            }
            added.append(parameter)
        }
        return request
    }

    /// Returns the extra parameters of the token request: the provider's, and the user's, which replace the provider's
    /// with the same names.
    private func tokenParameters() throws -> [Parameter] {
        let added = try choices.tokenParameters.map { text in
            let parameter = try parameter(text, of: "--token-param")
            if let fault = ParameterCheck.faultOfTokenName(parameter.name) {
                throw CommandFailure(.usage, "--token-param \(parameter.name): \(fault)")
            }
            return parameter
        }
        return provider.habits.tokenParameters.filter { own in !added.contains { $0.name == own.name } } + added
    }

    private func parameter(_ text: String, of option: String) throws -> Parameter {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw CommandFailure(.usage, "\(option) \(text): write it as name=value")
        }
        return Parameter(parts[0], parts[1])
    }

    private func state(_ fresh: FreshValues) -> String? {
        switch choices.state {
        case .random: fresh.state
        case .given(let state): state
        case .none: nil
        }
    }

    private func version() throws -> String? {
        guard let versions = provider.apiVersions else {
            guard choices.apiVersion == nil else {
                throw CommandFailure(.usage, "--api-version: \(provider.name) has no API versions; leave it out")
            }
            return nil
        }
        let version = choices.apiVersion ?? versions.latestStable
        // A line break would start another header field. Everything else is left to the linter.
        guard version.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw CommandFailure(.usage, "--api-version \(version): write it like \(versions.latestStable)")
        }
        return version
    }

    // MARK: - The client

    /// Returns the client with this name or id, or else the one whose name or id begins with the text in any case.
    private func client() throws -> Client? {
        guard let wanted = choices.client else { return provider.clients.first }
        if let client = provider.clients.first(where: { $0.name == wanted || $0.clientID == wanted }) { return client }
        let start = wanted.lowercased()
        let matches = provider.clients.filter {
            $0.name.lowercased().hasPrefix(start) || $0.clientID.lowercased().hasPrefix(start)
        }
        guard matches.count != 1 || start.isEmpty else { return matches[0] }
        let candidates = matches.isEmpty ? provider.clients : matches
        let names = candidates.prefix(20).map { "\"\($0.name)\"" }.joined(separator: ", ")
        let known = candidates.isEmpty ? "\(provider.name) has none" : names + (candidates.count > 20 ? ", …" : "")
        throw CommandFailure(
            .usage,
            matches.count > 1
                ? "several clients start with \"\(wanted)\": \(known)"
                : "there is no client \"\(wanted)\"; known: \(known)")
    }

    // MARK: - The answer

    /// Returns the findings as text for users. Empty when there are none.
    package func findings(_ built: Built) -> SafeText {
        guard !built.report.diagnostics.isEmpty else { return "" }
        return FindingText(style: style).text(built.report, input: built.request.url.text)
    }

    private func result(_ built: Built, as format: RequestFormat) -> CommandResult {
        let (request, report, url) = (built.request, built.report, built.request.url)
        let findings = findings(built)
        let exitCode = report.exitCode
        switch format {
        case .text:
            return CommandResult(stdout: SafeText(whole: url.text) + "\n", stderr: findings, exitCode: exitCode)
        case .http:
            // The empty line ends a head (RFC 9112 §2.1).
            let lines = (HTTPRequestHead(request: request, headers: report.headers).lines + [""])
                .map { SafeText(whole: $0) + "\n" }
            return CommandResult(stdout: lines.joined(), stderr: findings, exitCode: exitCode)
        case .curl, .markdown:
            let copy = RequestCopy(request, to: provider, version: built.version)
            let form: CopyForm = format == .curl ? .curl : .markdown
            do throws(CopyRefusal) {
                let text = try form.text(copy)
                return CommandResult(
                    stdout: SafeText(lines: text.hasSuffix("\n") ? text : text + "\n"), stderr: findings,
                    exitCode: exitCode)
            } catch {
                return CommandFailure(.usage, error.message).result
            }
        case .json:
            let headers = report.headers.map { JSONValue.Member($0.name, .string($0.value)) }
            let json = JSONValue(
                report,
                with: [
                    .init("url", .string(url.text)),
                    .init("headers", .object(headers)),
                    .init("state", .optional(request["state"])),
                    .init("verifier", .optional(built.verifier?.text)),
                    .init("challenge", .optional(request["code_challenge"])),
                    .init("method", .optional(request["code_challenge_method"])),
                ])
            return CommandResult(stdout: SafeText(json, style: .pretty) + "\n", exitCode: exitCode)
        }
    }
}

extension FindingReport {
    /// The exit code: 1 when there is a finding with the severity error.
    package var exitCode: Int32 { verdict == .invalid ? 1 : 0 }
}
