import Commands
import Flow
import JSON
import OAuth
import Options

/// The final output of `authscope login`.
struct LoginOutput {
    var format = LoginFormat.text
    var showsToken = false
    /// The scopes without which the grant is too narrow.
    var required: [String] = []
    /// The file to which the tokens were written.
    var tokenFile: String?

    func result(_ ending: LoginFlow.Ending) -> CommandResult {
        switch ending {
        case .granted(let grant, let tokens):
            let stdout = format == .json ? json(grant, tokens) : text(grant, tokens)
            let lacking = lacking(in: grant)
            guard !lacking.isEmpty else { return CommandResult(stdout: stdout) }
            let names = lacking.joined(separator: " ")
            var result = CommandFailure(
                .scope, "the server did not grant \(names), required by --require; add it with --scope and allow it"
            ).result
            result.stdout = stdout
            return result
        case .failed(let failure): return result(failure)
        }
    }

    /// Returns the result if there is no token, or if it could not be stored.
    func result(_ failure: RoundTrip.Failure, exitCode: Int32 = CommandFailure.Cause.flow.rawValue) -> CommandResult {
        var result = CommandFailure(.flow, failure.text).result
        result.exitCode = exitCode
        if format == .json { result.stdout = json(failure) }
        return result
    }

    /// Returns the required scopes that were not granted, each once; compared octet by octet.
    private func lacking(in grant: RoundTrip.Grant) -> [String] {
        let granted = Set(grant.scope.granted.map { Array($0.utf8) })
        var seen: Set<[UInt8]> = []
        return required.filter { !granted.contains(Array($0.utf8)) && seen.insert(Array($0.utf8)).inserted }
    }

    /// Returns the contents of a token file, with the names of RFC 6749 §5.1.
    static func file(_ grant: RoundTrip.Grant, _ tokens: RoundTrip.RevealedTokens) -> String {
        let members: [JSONValue.Member] = [
            .init("access_token", .string(tokens.access)),
            .init("token_type", .string("Bearer")),
            .init("expires_in", .optional(grant.expiresIn)),
            .init("refresh_token", .optional(tokens.refresh)),
            .init("scope", .string(grant.scope.granted.joined(separator: " "))),
        ]
        return JSONWriter.text(.object(members.filter { $0.value != .null }), style: .pretty) + "\n"
    }

    // MARK: Text

    private func text(_ grant: RoundTrip.Grant, _ tokens: RoundTrip.RevealedTokens?) -> SafeText {
        let shown = showsToken ? tokens : nil
        var lines = [
            ("granted", Self.list(grant.scope.granted)),
            ("expires in", grant.expiresIn.map(\.duration) ?? "the server does not say"),
            ("access token", shown?.access ?? grant.accessToken),
        ]
        if !grant.scope.missing.isEmpty { lines.insert(("not granted", Self.list(grant.scope.missing)), at: 1) }
        if !grant.scope.added.isEmpty { lines.insert(("not requested", Self.list(grant.scope.added)), at: 1) }
        if let refresh = shown?.refresh ?? grant.refreshToken { lines.append(("refresh token", refresh)) }
        lines += grant.notices.map { ("notice", $0) }
        if let tokenFile { lines.append(("written to", tokenFile)) }
        // A token may exceed the length limit for foreign text. It is visible ASCII, otherwise it would not be a token.
        let own = Set([shown?.access, shown?.refresh].compactMap { $0 })
        return lines.map { title, text in
            "\(title): \(own.contains(text) ? SafeText(whole: text) : SafeText(text))\n" as SafeText
        }.joined()
    }

    private static func list(_ scopes: [String]) -> String {
        scopes.isEmpty ? "no scope" : scopes.joined(separator: " ")
    }

    // MARK: JSON

    private func json(_ grant: RoundTrip.Grant, _ tokens: RoundTrip.RevealedTokens?) -> SafeText {
        let shown = showsToken ? tokens : nil
        return Self.text([
            .init("result", .string("granted")),
            .init(
                "scope",
                .object([
                    .init("granted", Self.array(grant.scope.granted)),
                    .init("missing", Self.array(grant.scope.missing)),
                    .init("added", Self.array(grant.scope.added)),
                    .init("lacking", Self.array(lacking(in: grant))),
                ])),
            .init("expires_in", .optional(grant.expiresIn)),
            .init("access_token", .optional(shown?.access)),
            .init("access_token_masked", .string(grant.accessToken)),
            .init("refresh_token", .optional(shown?.refresh)),
            .init("refresh_token_masked", .optional(grant.refreshToken)),
            .init("token_file", .optional(tokenFile)),
            .init("notices", Self.array(grant.notices)),
        ])
    }

    private func json(_ failure: RoundTrip.Failure) -> SafeText {
        Self.text([
            .init("result", .string("failed")),
            .init("step", .string(failure.step.name)),
            .init("error", .optional(failure.code)),
            .init("message", .string(failure.text)),
        ])
    }

    private static func text(_ members: [JSONValue.Member]) -> SafeText {
        SafeText(.object(members), style: .pretty) + "\n"
    }

    private static func array(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension RoundTrip.Step {
    /// The step's name in JSON.
    fileprivate var name: String {
        switch self {
        case .open: "open"
        case .wait: "wait"
        case .compare: "compare"
        case .exchange: "exchange"
        }
    }
}
