import JSON
import OAuth

/// The file with the values that the linter expects (`docs/rules.md`, "Context").
package enum LintContextFile {
    /// Reads a context. Throws at the first error. The path is for messages only.
    ///
    /// The key `profile` names a standard or one of the providers. Its values apply to keys that the file leaves out.
    package static func read(
        _ octets: [UInt8], path: String, providers: [Provider]
    ) throws(FileProblem) -> LintContext {
        do {
            var file = try FieldReader(octets)
            let context = try file.lintContext(providers: providers)
            try file.json.finish()
            return context
        } catch {
            throw FileProblem(path: path, error)
        }
    }
}

extension FieldReader {
    /// The keys about requests.
    private static let requestKeys = [
        "profile", "endpoint", "scopes", "scopes_complete", "scope_separator", "required", "extra_params",
        "pkce_required", "methods", "response_types",
        "response_modes", "par_required", "loopback_any_port", "client_id_pattern", "version_latest",
        "version_header", "client", "verifier", "used",
    ]
    /// The keys about responses and token requests.
    private static let answerKeys = [
        "token_endpoint", "issuer", "iss_supported", "grant_type", "token_required", "token_json",
        "token_redirect_uri", "state", "redirect_uri", "challenge", "method", "code",
    ]

    fileprivate mutating func lintContext(providers: [Provider]) throws(JSONError) -> LintContext {
        var base = LintContext()
        // The values of the file override those of the profile, even if they come before the key `profile`.
        var changes: [(inout LintContext) -> Void] = []
        try object(known: Self.requestKeys + Self.answerKeys) { file, key throws(JSONError) in
            if key == "profile" {
                base = try file.profile(providers: providers)
            } else if Self.answerKeys.contains(key) {
                changes.append(try file.answerChange(key))
            } else {
                changes.append(try file.change(key))
            }
        }
        for change in changes { change(&base) }
        return base
    }

    private mutating func profile(providers: [Provider]) throws(JSONError) -> LintContext {
        let start = json.valueOffset()
        let id = try json.string()
        var context = LintContext()
        if id == ProfileName.generic { return context }
        if let profile = LintProfile.named(id) {
            context.apply(profile)
            return context
        }
        if let provider = providers.first(where: { $0.id == id }) { return LintContext(provider: provider) }
        var names = ProfileName.reserved
        for provider in providers where !names.contains(provider.id) { names.append(provider.id) }
        let known = names.joined(separator: ", ")
        throw json.error(at: start, "unknown profile; use one of \(known)")
    }

    private mutating func change(_ key: String) throws(JSONError) -> (inout LintContext) -> Void {
        switch key {
        case "endpoint": return set(\.endpoint, to: try json.string())
        case "scopes": return set(\.scopes, to: try scopes())
        case "scopes_complete": return set(\.scopesAreComplete, to: try json.bool())
        case "scope_separator": return set(\.scopeSeparator, to: try scopeSeparator())
        case "required": return set(\.requiredParameters, to: try list(TextCheck.any))
        case "extra_params": return set(\.extraParameters, to: try list(TextCheck.any))
        case "pkce_required": return set(\.requiresPKCE, to: try json.bool())
        case "methods": return set(\.challengeMethods, to: try list(TextCheck.any))
        case "response_types": return set(\.responseTypes, to: try list(TextCheck.any))
        case "response_modes": return set(\.responseModes, to: try list(TextCheck.any))
        case "par_required": return set(\.requiresPushedRequests, to: try json.bool())
        case "loopback_any_port": return set(\.allowsAnyLoopbackPort, to: try json.bool())
        case "client_id_pattern": return set(\.clientIDPattern, to: try clientIDPattern())
        case "version_latest": return set(\.latestVersion, to: try text(TextCheck.version))
        case "version_header": return set(\.versionHeader, to: try text(TextCheck.headerName))
        case "client": return set(\.client, to: try registration())
        case "verifier": return set(\.verifier, to: try json.string())
        default: return set(\.used, to: try usedValues())
        }
    }

    private func set<Value>(
        _ property: WritableKeyPath<LintContext, Value>, to value: Value
    ) -> (inout LintContext) -> Void {
        { $0[keyPath: property] = value }
    }

    private mutating func registration() throws(JSONError) -> LintContext.Registration {
        var registration = LintContext.Registration()
        try object(known: ["client_id", "redirect_uris", "type"]) { file, key throws(JSONError) in
            switch key {
            case "client_id": registration.clientID = try file.json.string()
            case "redirect_uris":
                registration.redirectURIs = try file.list(maximum: EntryCheck.mostRedirectURIs, TextCheck.any)
            default: registration.kind = try file.word([Client.Kind.public, .confidential])
            }
        }
        return registration
    }

    private mutating func usedValues() throws(JSONError) -> LintContext.UsedValues {
        var used = LintContext.UsedValues()
        try object(known: ["state", "code_challenge", "nonce", "code"]) { file, key throws(JSONError) in
            let values = try file.list(TextCheck.any)
            switch key {
            case "state": used.states = values
            case "code_challenge": used.challenges = values
            case "nonce": used.nonces = values
            default: used.codes = values
            }
        }
        return used
    }

    /// Reads a value that responses or token requests are compared with.
    private mutating func answerChange(_ key: String) throws(JSONError) -> (inout LintContext) -> Void {
        switch key {
        case "token_endpoint": return set(\.tokenEndpoint, to: try json.string())
        case "issuer": return set(\.issuer, to: try json.string())
        case "iss_supported": return set(\.issuerInResponse, to: try json.bool())
        case "grant_type": return set(\.token.grantType, to: try json.string())
        case "token_required": return set(\.token.requiredFields, to: try list(TextCheck.any))
        case "token_json": return set(\.token.acceptsJSON, to: try json.bool())
        case "token_redirect_uri":
            return set(\.token.redirectURI, to: try word([TokenHabits.RedirectURI.requiredIfSent, .unused]))
        case "state": return set(\.run.state, to: try sentValue())
        case "redirect_uri": return set(\.run.redirectURI, to: try json.string())
        case "challenge": return set(\.run.challenge, to: try sentValue())
        case "method": return set(\.run.challengeMethod, to: try sentValue())
        default: return set(\.run.code, to: try json.string())
        }
    }

    /// Reads a string, or null, which means that none was sent.
    private mutating func sentValue() throws(JSONError) -> SentValue {
        guard try json.nextKind() == .null else { return .sent(try json.string()) }
        try json.null()
        return .none
    }
}
