import JSON
import OAuth
import Text

/// The parts of an API description that an import uses, for all versions.
struct APIDescription {
    /// The members of the outermost object that all versions have, or that often occur in the wrong version.
    static let members = [
        "info", "security", "components", "paths", "webhooks", "securityDefinitions", "securitySchemes",
    ]

    var title = ""
    /// The absolute URL that relative ones are resolved against, or nil when there is none. It may contain variables.
    var baseURL: String?
    /// The variables of the server, such as a region.
    var variables: [AddressVariable] = []
    var schemes: [(name: String, scheme: SecurityScheme)] = []
    var security: Security?
    var operations: [DescribedOperation] = []
    /// The place for the error when no scheme can be used.
    var schemesOffset = 0
}

extension APIDescription {
    /// Reads the parts that are the same in all versions (title, requirements, operations), and returns the import.
    consuming func completed(
        as kind: ProviderImport.Kind, from outline: DocumentOutline, notes: ImportNotes
    ) throws(JSONError) -> ProviderImport {
        title = try outline.title(notes)
        var reader = SecurityReader(notes: notes)
        if var json = try outline.value("security") { security = try reader.security(&json) }
        // OpenAPI 3.1: `paths` may be missing. Webhooks are calls that the provider makes, so they are not read.
        if var json = try outline.value("paths") {
            var paths = PathsReader(outline.document, security: reader, notes: notes)
            operations = try paths.operations(&json)
        }
        noteUnknownSchemes(notes)
        let providers = try providers(in: outline.document, notes: notes)
        return ProviderImport(kind: kind, title: title, providers: providers, notes: notes.all)
    }

    /// Adds notes about the schemes that requirements name but the document does not describe.
    private func noteUnknownSchemes(_ notes: ImportNotes) {
        let known = Set(schemes.map(\.name))
        var found: [String: (count: Int, offset: Int)] = [:]
        for requirement in requirements where !known.contains(requirement.scheme) {
            found[requirement.scheme, default: (0, requirement.offset)].count += 1
        }
        for (name, use) in found.sorted(by: { $0.value.offset < $1.value.offset }) {
            notes.add(
                .security, at: use.offset,
                "the security scheme \(quoted(name)) is not described in this document; "
                    + "\(use.count.counted("requirement")) for it cannot be met")
        }
    }

    /// The requirements of the document and of all operations.
    private var requirements: some Sequence<SecurityRequirement> {
        ([security] + operations.map(\.security)).lazy.compactMap { $0 }.flatMap(\.alternatives).flatMap { $0 }
    }

    // MARK: - Schemes

    /// The most providers made from one document. Each of them has all operations.
    private var maximumProviders: Int { max(1, min(16, 4 * OperationCheck.maximumCount / max(1, operations.count))) }

    /// Returns a provider for each scheme with an authorization code flow, or else with an implicit flow. Throws when
    /// there is none.
    private func providers(in document: JSONReader, notes: ImportNotes) throws(JSONError) -> [ImportedProvider] {
        var reasons: [String] = []
        var providers = providers(with: .authorizationCode, in: document, notes: notes, reasons: &reasons)
        let hasCode = !providers.isEmpty
        if !hasCode { providers = self.providers(with: .implicit, in: document, notes: notes, reasons: &reasons) }
        var others: [String] = []
        let scopesOfBearers = scopesOfBearers
        for (name, scheme) in schemes {
            let isUsable = scheme.flows.contains { $0.kind == .authorizationCode || !hasCode && $0.kind == .implicit }
            guard !isUsable, var reason = scheme.reason else { continue }
            if let use = scopesOfBearers[name] { reason += Self.note(of: use, isAlone: providers.isEmpty) }
            let text = "\(quoted(name)) \(reason)"
            if scheme.isOAuth { reasons.append(text) } else { others.append(text) }
            notes.add(scheme.isOAuth ? .oauthScheme : .scheme, at: scheme.offset, "the security scheme \(text)")
        }
        guard providers.isEmpty else { return providers }
        if reasons.isEmpty, others.isEmpty, let fault = notes.firstFault { throw fault }
        throw document.error(at: schemesOffset, nothingFound(reasons + others, notes: notes))
    }

    /// Returns the providers of the schemes with this flow. Notes and reasons say why others are left out.
    private func providers(
        with kind: SecurityScheme.Flow.Kind, in document: JSONReader, notes: ImportNotes, reasons: inout [String]
    ) -> [ImportedProvider] {
        var providers: [ImportedProvider] = []
        for (name, scheme) in schemes {
            guard let flow = scheme.flows.first(where: { $0.kind == kind }) else { continue }
            if let fault = flow.fault {
                reasons.append("\(quoted(name)) cannot be used: \(fault.message)")
                notes.add(.oauthScheme, fault, "the security scheme \(quoted(name)) is left out")
                continue
            }
            guard providers.count < maximumProviders else {
                notes.add(
                    .oauthScheme, at: scheme.offset,
                    "the security scheme \(quoted(name)) is left out: at most \(maximumProviders) providers are made from a document"
                )
                continue
            }
            switch endpoint(flow.authorizationURL, "authorizationUrl") {
            case .missing(let reason), .unfit(let reason):
                reasons.append("\(quoted(name)) cannot be used: \(reason)")
                notes.add(
                    .oauthScheme, at: flow.authorizationURL?.offset ?? scheme.offset,
                    "the security scheme \(quoted(name)) is left out: \(reason)")
            case .url(let url, let note):
                providers.append(
                    provider(name, scheme, flow: flow, authorizationEndpoint: url, note: note, in: document))
            }
        }
        return providers
    }

    /// The scopes that requirements name for bearer token schemes (OpenAPI 3.1), and the number of these requirements.
    private var scopesOfBearers: [String: (count: Int, scopes: [String])] {
        var uses: [String: (count: Int, scopes: [String])] = [:]
        for (name, scheme) in schemes { if case .bearer = scheme.form { uses[name] = (0, []) } }
        guard !uses.isEmpty else { return [:] }
        for requirement in requirements where !requirement.scopes.isEmpty {
            guard uses[requirement.scheme] != nil else { continue }
            uses[requirement.scheme]?.count += 1
            // The first few names are enough for a message.
            for scope in requirement.scopes.prefix(6)
            where uses[requirement.scheme].map({ $0.scopes.count < 6 }) == true {
                if uses[requirement.scheme]?.scopes.contains(scope) == false {
                    uses[requirement.scheme]?.scopes.append(scope)
                }
            }
        }
        return uses.filter { $0.value.count > 0 }
    }

    /// Returns words about these scopes, which follow the reason why the scheme is not used.
    ///
    /// - Parameter isAlone: Whether no provider is made from the document.
    private static func note(of use: (count: Int, scopes: [String]), isAlone: Bool) -> String {
        let names = use.scopes.prefix(5).joined(separator: ", ") + (use.scopes.count > 5 ? ", …" : "")
        let advice = isAlone ? "; import the metadata of its server, and add the scopes with --scopes" : ""
        return ", although \(use.count.counted("requirement")) \(use.count == 1 ? "names" : "name") scopes of it: "
            + "\(names)\(advice)"
    }

    private func nothingFound(_ reasons: [String], notes: ImportNotes) -> String {
        let start = "nothing to import: no security scheme with an authorization code flow (OAuth 2.0) is usable here"
        if !reasons.isEmpty {
            let more = reasons.count > 3 ? "; and \(reasons.count - 3) more" : ""
            return "\(start); \(reasons.prefix(3).joined(separator: "; "))\(more)"
        }
        // Broken references are the likely reason then.
        if let note = notes.all.first(where: { $0.line != nil }) { return "\(start); \(note.text)" }
        return "\(start); this document has no security scheme at all"
    }

    // MARK: - Endpoints

    private enum Endpoint {
        /// The note says how it differs from the text of the document.
        case url(String, note: String?)
        case missing(String)
        case unfit(String)
    }

    private func endpoint(_ written: (text: String, offset: Int)?, _ name: String) -> Endpoint {
        guard let text = written?.text else { return .missing("it has no \(name)") }
        var note: String?
        var url = text
        if !URIResolution.isAbsolute(VariableCheck.sample(of: text, described: variables)) {
            guard let baseURL, let resolved = URIResolution.resolve(text, base: baseURL) else {
                return .unfit(
                    "its \(name) \(quoted(text)) is relative, and the document has no absolute server URL; import the "
                        + "URL that the document comes from, or write the whole URL into a copy")
            }
            url = resolved
            note = "\(name) \(quoted(text)) is relative, and is read as \(resolved)"
        }
        if let fault = VariableCheck.faultOfAddress(url, described: variables) {
            return .unfit("its \(name) \(quoted(url)): \(fault)")
        }
        return .url(url, note: note)
    }

    // MARK: - A provider

    private func provider(
        _ name: String, _ scheme: SecurityScheme, flow: SecurityScheme.Flow, authorizationEndpoint: String,
        note: String?, in document: JSONReader
    ) -> ImportedProvider {
        var provider = Provider(id: "", name: "", authorizationEndpoint: authorizationEndpoint)
        let notes = ImportNotes(document)
        if let note { notes.add(note) }
        if flow.kind == .implicit {
            notes.add(
                "only the implicit flow is described (RFC 6749 4.2), which is not used here: the token endpoint is "
                    + "unknown, and so is whether the server supports the code flow")
        } else {
            switch endpoint(flow.tokenURL, "tokenUrl") {
            case .url(let url, let note):
                provider.tokenEndpoint = url
                if let note { notes.add(note) }
            case .missing: break
            case .unfit(let reason):
                notes.add(.endpoint, at: flow.tokenURL?.offset ?? 0, "the token endpoint is left out: \(reason)")
            }
        }
        provider.addVariables(describedBy: variables, notes: notes)
        if let url = scheme.metadataURL { notes.add("the server's metadata, with more details, is at \(url)") }
        var reader = OperationImport(scheme: name, flow: flow, of: self, notes: notes)
        provider.operations = operations.compactMap { reader.operation($0) }
        provider.scopes = reader.scopes
        provider.undeclaredScopes = reader.undeclared
        reader.summarize()
        if let hint = ReadOnlyPair.hint(on: provider.operations) { notes.add(hint) }
        var imported = ImportedProvider(provider: provider, schemeName: name)
        imported.notes = notes.all
        return imported
    }
}

extension DocumentOutline {
    /// Returns `info.title` in one line, or an empty text when there is none.
    func title(_ notes: ImportNotes) throws(JSONError) -> String {
        guard var info = try value("info") else { return "" }
        var title = ""
        let fault = try info.looseObject { json, name throws(JSONError) in
            guard name == "title", let text = try json.looseText() else {
                if name != "title" { try json.skip() }
                return
            }
            title = PlainText.line(text.utf8, maximumScalars: 200).text
        }
        if let fault { notes.add(.part, fault, "\"info\" is left out") }
        return title
    }
}
