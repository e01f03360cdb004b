import JSON
import OAuth

/// What an import makes of a document: one provider or several, and what there is to say about it.
///
/// Reading it changes nothing; `ImportPreview` shows it before anything is written.
package struct ProviderImport: Equatable, Sendable {
    /// The format of the document. Each format has its own in the file that reads it.
    package struct Kind: Equatable, Sendable {
        /// The format's name for people.
        package var name: String
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
    /// - Throws: `FileProblem` where the text is not JSON, or there is no provider in it. Parts that cannot be used
    ///   are left out, with notes, where others can.
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
    /// Whether the document is of a format that is read, whatever may be wrong in it; also where that cannot be seen,
    /// since the object is broken.
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
