import JSON

/// A format of documents that an import reads. To add one, add a type that conforms, and a line in `ImportFormats.all`.
protocol ImportFormat: SendableMetatype {
    /// The name of the format in messages.
    static var name: String { get }
    /// The members of the outermost object that the format reads.
    static var members: [String] { get }

    /// Returns whether the document has this format.
    static func isFormat(of outline: DocumentOutline) -> Bool
    /// Returns the providers in a document of this format. Throws when there is none.
    static func result(
        of outline: DocumentOutline, from source: ImportSource, notes: ImportNotes
    ) throws(JSONError) -> ProviderImport
}

/// All formats, in the order in which they are tried.
enum ImportFormats {
    static let all: [any ImportFormat.Type] = [
        OpenAPIImport.self, SwaggerImport.self, OwnFormatImport.self, MetadataImport.self,
    ]

    /// The list of formats, in a sentence for error messages.
    static var readable: String {
        let names = all.map { $0.name }
        return "authscope reads \(names.dropLast().joined(separator: ", ")) and \(names.last ?? "")"
    }
}
