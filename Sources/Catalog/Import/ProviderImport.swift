import JSON
import OAuth

/// The result of reading a document: one or more providers, and notes.
///
/// Reading writes nothing. `ImportPreview` shows the result before anything is written.
package struct ProviderImport: Equatable, Sendable {
    /// The format of the document. Each format declares its own.
    package struct Kind: Equatable, Sendable {
        /// The name of the format, for the user.
        package var name: String
    }

    package var kind: Kind
    /// The title of the document in one line. Empty when it has none.
    package var title: String
    /// The providers: at least one.
    package var providers: [ImportedProvider]
    /// The notes about the whole document.
    package var notes: [ImportNote]

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - document: A reader at the start of the text, with the limits of `docs/security.md` S8.
    ///   - source: The source of the text, for messages, for relative URLs, and to check an `issuer`.
    ///   - reserved: The ids that no imported provider gets.
    /// - Throws: `FileProblem` when the text is not JSON, or contains no provider that can be used. Other parts that
    ///   cannot be used are left out, with notes.
    package static func read(
        _ document: JSONReader, source: ImportSource, reserved: [String] = [BuiltIn.provider.id]
    ) throws(FileProblem) -> ProviderImport {
        do throws(JSONError) {
            let outline = try DocumentOutline(document)
            var result = try outline.providers(from: source)
            if result.kind != .authscope { result.nameProviders(reserved: reserved) }
            for index in result.providers.indices {
                result.providers[index].provider.importedFrom = source.name
            }
            return result
        } catch {
            throw FileProblem(path: source.name, error)
        }
    }
}

extension ProviderImport {
    /// Returns whether the document has a known format, even if there are errors in it. Also returns true when the
    /// object is so broken that its format cannot be recognized.
    package static func isReadable(_ document: JSONReader) -> Bool {
        var reader = document
        guard (try? reader.nextKind()) == .object else { return false }
        return (try? DocumentOutline(document)).map { $0.format != nil } ?? true
    }
}

extension DocumentOutline {
    fileprivate var format: (any ImportFormat.Type)? { ImportFormats.all.first { $0.isFormat(of: self) } }

    fileprivate func providers(from source: ImportSource) throws(JSONError) -> ProviderImport {
        guard let format else { throw unknownFormat }
        return try format.result(of: self, from: source, notes: ImportNotes(document))
    }
}
