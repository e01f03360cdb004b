import JSON
import OAuth

/// What an import makes of a document: one provider or several, and what there is to say about it.
///
/// Reading it changes nothing; `ImportPreview` shows it before anything is written.
package struct ProviderImport: Equatable, Sendable {
    /// The format of the document.
    package enum Kind: Equatable, Sendable {
        /// The version as written, such as `3.0.3`.
        case openAPI(String)
        /// Swagger 2.0, the older name and form of OpenAPI.
        case swagger
        /// RFC 8414 or OpenID Connect Discovery.
        case metadata
        /// Our own format (`docs/provider-format.md`).
        case authscope

        /// The format's name for people.
        package var name: String {
            switch self {
            case .openAPI(let version): "OpenAPI \(version)"
            case .swagger: "Swagger 2.0"
            case .metadata: "authorization server metadata"
            case .authscope: "authscope provider"
            }
        }
    }

    package var kind: Kind
    /// What the document calls itself, in one line; empty when it does not.
    package var title: String
    /// At least one.
    package var providers: [ImportedProvider]
    /// What concerns the whole document.
    package var notes: [ImportNote]

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - document: a reader at the start of the text, with the limits of `docs/security.md` S8.
    ///   - source: where the text comes from, for messages, for relative URLs, and to check an `issuer`.
    ///   - reserved: ids that no imported provider gets.
    /// - Throws: `FileProblem` at the first thing that makes the document unfit, or when there is no provider in it.
    package static func read(
        _ document: JSONReader, source: ImportSource, reserved: [String] = [BuiltIn.provider.id]
    ) throws(FileProblem) -> ProviderImport {
        do throws(JSONError) {
            let outline = try DocumentOutline(document)
            let notes = ImportNotes(document)
            var result =
                switch try outline.form() {
                case .openAPI(let version):
                    try OpenAPIImport(version: version, outline: outline, source: source, notes: notes).result()
                case .swagger: try SwaggerImport(outline: outline, source: source, notes: notes).result()
                case .metadata: try MetadataImport(outline: outline, source: source, notes: notes).result()
                case .authscope: try ownFormat(document, source: source)
                }
            if result.kind != .authscope { result.nameProviders(reserved: reserved) }
            for index in result.providers.indices {
                result.providers[index].provider.importedFrom = source.name
            }
            return result
        } catch {
            throw FileProblem(path: source.name, error)
        }
    }

    private static func ownFormat(
        _ document: JSONReader, source: ImportSource
    ) throws(JSONError) -> ProviderImport {
        var provider = try ProviderFile.read(document)
        var imported = ImportedProvider(provider: provider)
        if !provider.suggestedScopes.isEmpty {
            provider.suggestedScopes = []
            imported.provider = provider
            imported.notes.append(
                ImportNote("the scopes that the file suggests are not turned on: an import turns nothing on"))
        }
        if let remark = provider.clientIDPattern?.remark { imported.notes.append(ImportNote(remark)) }
        return ProviderImport(kind: .authscope, title: provider.name, providers: [imported], notes: [])
    }
}
