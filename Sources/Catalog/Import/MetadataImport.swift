import JSON
import OAuth

/// The import of authorization server metadata (RFC 8414 §2, OpenID Connect Discovery 1.0 §3).
struct MetadataImport: ImportFormat {
    static let name = "authorization server metadata (RFC 8414, OpenID Connect Discovery)"
    static let members = [
        "issuer", "authorization_endpoint", "token_endpoint", "scopes_supported", "response_types_supported",
        "response_modes_supported", "code_challenge_methods_supported",
        "token_endpoint_auth_methods_supported", "authorization_response_iss_parameter_supported",
        "require_pushed_authorization_requests",
    ]

    private let outline: DocumentOutline
    private let source: ImportSource
    private let notes: ImportNotes

    static func isFormat(of outline: DocumentOutline) -> Bool {
        outline.has("issuer") || outline.has("authorization_endpoint")
    }

    static func result(
        of outline: DocumentOutline, from source: ImportSource, notes: ImportNotes
    ) throws(JSONError) -> ProviderImport {
        try MetadataImport(outline: outline, source: source, notes: notes).result()
    }

    private func result() throws(JSONError) -> ProviderImport {
        let issuer = try issuer()
        var provider = Provider(id: "", name: "", authorizationEndpoint: try authorizationEndpoint())
        provider.issuer = issuer
        provider.tokenEndpoint = try tokenEndpoint()
        provider.scopes = try scopes()
        // RFC 8414 §2: a server may leave out scopes that it has.
        provider.habits.scopesAreComplete = false
        provider.token.clientAuthentication = try clientAuthentication()
        addVariablesOfIssuer(to: &provider)
        provider.addVariables(notes: notes)
        provider.responseTypes = try words("response_types_supported", TextCheck.printable)
        provider.responseModes = try words("response_modes_supported", TextCheck.word)
        provider.issuerInResponse = try flag("authorization_response_iss_parameter_supported")
        provider.requiresPushedRequests = try flag("require_pushed_authorization_requests")
        let methods = try words("code_challenge_methods_supported", TextCheck.word)
        // RFC 8414 §2: without the member, the methods are unknown. S256 does no harm, because a server ignores unknown
        // parameters (RFC 6749 §3.1). A plain challenge would be no better than none.
        provider.challengeMethods = methods ?? ["S256"]
        var imported = ImportedProvider(provider: provider)
        imported.announcesPKCE = methods != nil
        imported.notes = own(of: provider, announcesPKCE: methods != nil)
        return ProviderImport(kind: .metadata, title: "", providers: [imported], notes: notes.all)
    }

    private func own(of provider: Provider, announcesPKCE: Bool) -> [ImportNote] {
        var messages: [String] = []
        if !announcesPKCE {
            messages.append("no PKCE method is announced; S256 is sent anyway, and a server may ignore it")
        } else if !provider.challengeMethods.contains("S256") {
            messages.append("S256 is not among its PKCE methods")
        }
        if let types = provider.responseTypes, !types.contains("code") {
            messages.append("the response type \"code\" is not among those it announces")
        }
        if provider.requiresPushedRequests {
            messages.append("it accepts only pushed requests (RFC 9126), which authscope does not send")
        }
        return messages.map { ImportNote($0) }
    }

    // MARK: - Issuer and endpoints

    /// Returns the issuer. Throws when the document comes from a URL that is not an address of the issuer's metadata.
    private func issuer() throws(JSONError) -> String? {
        guard let issuer = try outline.text("issuer") else {
            guard source.url == nil else {
                throw outline.error("\"issuer\" is missing, so nothing here can be trusted (RFC 8414 3.3); \(advice)")
            }
            notes.add("\"issuer\" is missing, which RFC 8414 requires")
            return nil
        }
        if let url = source.url, !IssuerCheck.issuer(issuer, belongsTo: url) {
            throw outline.error(
                at: "issuer",
                "the issuer \(quoted(issuer)) does not belong to the URL \(quoted(url)), so nothing here is used "
                    + "(RFC 8414 3.3); \(advice)")
        }
        if let fault = VariableCheck.faultOfAddress(issuer) {
            notes.add(
                .endpoint, at: outline.offset(of: "issuer"), "the issuer \(quoted(issuer)) is left out: \(fault)")
            return nil
        }
        return issuer
    }

    /// Advice when the issuer and the URL do not belong together, as with Azure AD B2C, and the risk of following it.
    private var advice: String {
        "if you trust this address, save the document and import the file; then nothing proves that these endpoints "
            + "are the issuer's, which protects from mix-up attacks"
    }

    private func authorizationEndpoint() throws(JSONError) -> String {
        guard let url = try outline.text("authorization_endpoint") else {
            throw outline.error(
                "\"authorization_endpoint\" is missing: users cannot give consent to this server in a browser")
        }
        if let fault = VariableCheck.faultOfAddress(url) {
            throw outline.error(at: "authorization_endpoint", "\(quoted(url)) cannot be used: \(fault)")
        }
        return url
    }

    /// Returns the token endpoint. One that cannot be used is left out.
    private func tokenEndpoint() throws(JSONError) -> String? {
        guard let url = try outline.text("token_endpoint") else { return nil }
        guard let fault = VariableCheck.faultOfAddress(url) else { return url }
        notes.add(
            .endpoint, at: outline.offset(of: "token_endpoint"),
            "the token endpoint \(quoted(url)) is left out: \(fault)")
        return nil
    }

    /// Makes a variable of each segment `{name}` of the issuer, such as Entra's `{tenantid}`. Its default is the value that the
    /// endpoints have in that place, where they get the variable too.
    private func addVariablesOfIssuer(to provider: inout Provider) {
        guard let issuer = provider.issuer else { return }
        let addresses = [issuer, provider.authorizationEndpoint, provider.tokenEndpoint ?? ""]
        guard Set(addresses.flatMap(AddressVariable.names)).count <= VariableCheck.maximumCount else { return }
        for (place, part) in issuer.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
            let name = String(part.dropFirst().dropLast())
            guard part == "{\(name)}", VariableCheck.faultOfName(name) == nil,
                !provider.variables.contains(where: { $0.name == name })
            else { continue }
            var variable = AddressVariable(name: name)
            variable.standard = value(at: place, of: provider.authorizationEndpoint, beside: issuer)
            provider.variables.append(variable)
            guard let value = variable.standard else { continue }
            let put = { (address: String) in
                self.value(at: place, of: address, beside: issuer) == value
                    ? Self.putting(part, at: place, of: address) : address
            }
            provider.authorizationEndpoint = put(provider.authorizationEndpoint)
            provider.tokenEndpoint = provider.tokenEndpoint.map(put)
        }
    }

    /// Returns a segment of an address, if all segments before it are those of the issuer and it can be a value.
    private func value(at place: Int, of address: String, beside issuer: String) -> String? {
        let parts = address.split(separator: "/", omittingEmptySubsequences: false)
        let others = issuer.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.indices.contains(place), parts[..<place] == others[..<place] else { return nil }
        let value = String(parts[place])
        return VariableCheck.faultOfValue(value) == nil ? value : nil
    }

    private static func putting(_ part: Substring, at place: Int, of address: String) -> String {
        var parts = address.split(separator: "/", omittingEmptySubsequences: false)
        parts[place] = part
        return parts.joined(separator: "/")
    }

    // MARK: - Lists

    /// Returns the known methods of `token_endpoint_auth_methods_supported`, in the order of preference of authscope.
    private func clientAuthentication() throws(JSONError) -> [ClientAuthenticationMethod] {
        guard let words = try words("token_endpoint_auth_methods_supported", TextCheck.word) else { return [] }
        return ClientAuthenticationMethod.allCases.filter { words.contains($0.registeredName) }
    }

    private func scopes() throws(JSONError) -> ScopeList {
        var scopes = ScopeList()
        func append(_ name: String, at offset: Int) {
            if let fault = ScopeCheck.fault(name) ?? ScopeCheck.faultOfOneMore(in: scopes) {
                return notes.add(.scope, at: offset, "the scope \(quoted(name)) is left out: \(fault)")
            }
            scopes.append(name: Array(name.utf8), summary: [])
        }
        guard var json = try outline.value("scopes_supported") else { return scopes }
        if try json.nextKind() == .string {
            let offset = json.valueOffset()
            // In the form of the parameter `scope` (RFC 6749 §3.3).
            for name in try json.string().split(separator: " ") { append(String(name), at: offset) }
            return scopes
        }
        let fault = try json.looseArray { json throws(JSONError) in
            let offset = json.valueOffset()
            if let name = try json.looseText() { append(name, at: offset) }
        }
        if let fault { notes.add(.part, fault, "\"scopes_supported\" is left out") }
        return scopes
    }

    /// Returns the valid words of a list, each once, or nil when there are none: RFC 8414 §3.2 forbids empty lists.
    private func words(_ member: String, _ fault: (String) -> String?) throws(JSONError) -> [String]? {
        guard var json = try outline.value(member) else { return nil }
        switch try json.looseTexts() {
        case nil: return nil
        case .failure(let fault):
            notes.add(.part, fault, "\"\(member)\" is left out")
            return nil
        case .success(let texts):
            var seen: Set<String> = []
            let words = texts.filter { fault($0) == nil && seen.insert($0).inserted }
            return words.isEmpty ? nil : Array(words.prefix(FieldReader.maximumListCount))
        }
    }

    private func flag(_ member: String) throws(JSONError) -> Bool {
        guard var json = try outline.value(member) else { return false }
        let offset = json.valueOffset()
        if let flag = try json.looseBool() { return flag }
        notes.add(.part, at: offset, "\"\(member)\" is left out: expected true or false")
        return false
    }
}

extension ProviderImport.Kind {
    /// Metadata of RFC 8414 or OpenID Connect Discovery.
    package static let metadata = ProviderImport.Kind(name: "authorization server metadata")
}
