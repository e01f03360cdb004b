import JSON

/// The import of a provider file of authscope (`docs/provider-format.md`).
struct OwnFormatImport: ImportFormat {
    static let name = "its own format"
    static let members = ["authscope"]

    static func isFormat(of outline: DocumentOutline) -> Bool { outline.has("authscope") }

    static func result(
        of outline: DocumentOutline, from source: ImportSource, notes: ImportNotes
    ) throws(JSONError) -> ProviderImport {
        var provider = try ProviderFile.read(outline.document)
        var imported = ImportedProvider(provider: provider)
        if !provider.suggestedScopes.isEmpty {
            provider.suggestedScopes = []
            imported.provider = provider
            imported.notes.append(
                ImportNote("the suggested scopes of the file are not turned on: an import turns nothing on"))
        }
        if let remark = provider.clientIDPattern?.remark { imported.notes.append(ImportNote(remark)) }
        return ProviderImport(kind: .authscope, title: provider.name, providers: [imported], notes: notes.all)
    }
}

extension ProviderImport.Kind {
    /// A provider file of authscope.
    package static let authscope = ProviderImport.Kind(name: "authscope provider")
}
