import JSON
import OAuth
import Text

/// What is of use here in an API description, whatever its version.
struct APIDescription {
    var title = ""
    /// An absolute URL that relative ones are seen from, or nil when the document gives none.
    var baseURL: String?
    /// Values of variables in URLs, such as a region.
    var variables: [String: String] = [:]
    var schemes: [(name: String, scheme: SecurityScheme)] = []
    var security: Security?
    var operations: [DescribedOperation] = []
    /// The place to name when there is no scheme that can be used.
    var schemesOffset = 0
}

extension APIDescription {
    /// The import, after what is the same in all versions is read: title, requirements and operations.
    consuming func completed(
        as kind: ProviderImport.Kind, from outline: DocumentOutline, notes: ImportNotes
    ) throws(JSONError) -> ProviderImport {
        title = try outline.title()
        var reader = SecurityReader(notes: notes)
        if var json = try outline.value("security") { security = try reader.security(&json) }
        // OpenAPI 3.1 allows them to be missing; webhooks are calls that the provider makes.
        if var json = try outline.value("paths") {
            var paths = PathsReader(outline.document, security: reader, notes: notes)
            operations = try paths.operations(&json)
        }
        let providers = try providers(in: outline.document, notes: notes)
        return ProviderImport(kind: kind, title: title, providers: providers, notes: notes.all)
    }

    /// More providers than this are not made of one document; each of them has all operations.
    private var maximumProviders: Int { max(1, min(16, 4 * OperationCheck.maximumCount / max(1, operations.count))) }

    /// A provider for each scheme with an authorization code flow; throws when there is none.
    func providers(in document: JSONReader, notes: ImportNotes) throws(JSONError) -> [ImportedProvider] {
        var providers: [ImportedProvider] = []
        var reasons: [String] = []
        for (name, scheme) in schemes {
            switch scheme.form {
            case .unknown: continue
            case .other(let reason):
                reasons.append("\(quoted(name)) \(reason)")
                notes.add(.scheme, at: scheme.offset, "the security scheme \(quoted(name)) \(reason)")
            case .authorizationCode(let flow):
                guard providers.count < maximumProviders else {
                    notes.add(
                        .scheme, at: scheme.offset,
                        "the security scheme \(quoted(name)) is left out: \(maximumProviders) are taken from this document"
                    )
                    continue
                }
                switch endpoint(flow.authorizationURL, "authorizationUrl") {
                case .missing(let reason), .unfit(let reason):
                    reasons.append("\(quoted(name)) cannot be used: \(reason)")
                    notes.add(
                        .endpoint, at: flow.authorizationURL?.offset ?? scheme.offset,
                        "the security scheme \(quoted(name)) is left out: \(reason)")
                case .url(let url, let note):
                    providers.append(provider(name, flow: flow, authorizationEndpoint: url, note: note, in: document))
                }
            }
        }
        guard providers.isEmpty else { return providers }
        throw document.error(at: schemesOffset, nothingFound(reasons, notes: notes))
    }

    private func nothingFound(_ reasons: [String], notes: ImportNotes) -> String {
        let start = "nothing to import: no security scheme with an authorization code flow (OAuth 2.0) is usable here"
        if !reasons.isEmpty {
            let more = reasons.count > 3 ? "; and \(reasons.count - 3) more" : ""
            return "\(start); \(reasons.prefix(3).joined(separator: "; "))\(more)"
        }
        // References that led nowhere are the likely reason then.
        if let note = notes.all.first(where: { $0.line != nil }) { return "\(start); \(note.text)" }
        return "\(start); this document has no security scheme at all"
    }

    // MARK: - Endpoints

    private enum Endpoint {
        /// A note where it is not as the document writes it.
        case url(String, note: String?)
        case missing(String)
        case unfit(String)
    }

    private func endpoint(_ written: (text: String, offset: Int)?, _ name: String) -> Endpoint {
        guard let text = written?.text else { return .missing("it has no \(name)") }
        let filled = Self.filled(text, with: variables)
        if let variable = Self.variable(in: filled) {
            return .unfit(
                "its \(name) \(quoted(text)) has the variable {\(variable)} without a value; write the URL that is meant "
                    + "into a copy of the document")
        }
        var note = filled == text ? nil : "\(name) \(quoted(text)) was filled in with the default values of variables"
        var url = filled
        if !URIResolution.isAbsolute(filled) {
            guard let baseURL, let resolved = URIResolution.resolve(filled, base: baseURL) else {
                return .unfit(
                    "its \(name) \(quoted(text)) is relative, and the document names no absolute server URL; import the "
                        + "URL that the document comes from, or write the whole URL into a copy")
            }
            url = resolved
            note = "\(name) \(quoted(text)) is relative, and was read as \(resolved)"
        }
        if let fault = URICheck.faultOfEndpoint(url) { return .unfit("its \(name) \(quoted(url)): \(fault)") }
        return .url(url, note: note)
    }

    /// The text with `{name}` replaced by the variable's value (OpenAPI 3, Server Variable Object).
    static func filled(_ text: String, with variables: [String: String]) -> String {
        guard !variables.isEmpty, text.utf8.contains(UInt8(ascii: "{")) else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
        {
            let name = String(rest[rest.utf8.index(after: open)..<close])
            result += rest[..<open]
            result += variables[name] ?? "{\(name)}"
            rest = rest[rest.utf8.index(after: close)...]
        }
        return result + rest
    }

    /// The name of a variable that has no value, such as `tenant` in `https://x.example/{tenant}/authorize`.
    private static func variable(in text: String) -> String? {
        guard let open = text.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = text[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
        else { return nil }
        return String(text[text.utf8.index(after: open)..<close].prefix(40))
    }

    // MARK: - A provider

    private func provider(
        _ scheme: String, flow: SecurityScheme.Flow, authorizationEndpoint: String, note: String?,
        in document: JSONReader
    ) -> ImportedProvider {
        var provider = Provider(id: "", name: "", authorizationEndpoint: authorizationEndpoint)
        var notes = [note].compactMap { $0 }.map { ImportNote($0) }
        switch endpoint(flow.tokenURL, "tokenUrl") {
        case .url(let url, let note):
            provider.tokenEndpoint = url
            if let note { notes.append(ImportNote(note)) }
        case .missing: break
        case .unfit(let reason):
            let message = "the token endpoint is left out: \(reason)"
            notes.append(ImportNote(document.error(at: flow.tokenURL?.offset ?? 0, message)))
        }
        var judge = OperationJudge(scheme: scheme, flow: flow, security: security, notes: ImportNotes(document))
        provider.operations = operations.map { judge.operation($0) }
        provider.scopes = judge.scopes
        provider.undeclaredScopes = judge.undeclared
        var imported = ImportedProvider(provider: provider, schemeName: scheme)
        imported.notes = notes + judge.summary(known: Set(schemes.map(\.name)))
        return imported
    }
}

extension DocumentOutline {
    /// `info.title` in one line; empty where there is none.
    func title() throws(JSONError) -> String {
        guard var info = try value("info") else { return "" }
        var title = ""
        try info.looseObject { json, name throws(JSONError) in
            guard name == "title", let text = try json.looseText() else {
                if name != "title" { try json.skip() }
                return
            }
            title = PlainText.line(text.utf8, maximumScalars: 200).text
        }
        return title
    }
}
