import JSON

/// A format of documents that an import reads. Another one is a file with a type like this, and a line in `all`.
protocol ImportFormat: SendableMetatype {
    /// The format's name for people, in a list.
    static var name: String { get }
    /// The members of a document's outermost object that the format reads.
    static var members: [String] { get }

    /// Whether the document is of this format.
    static func isFormat(of outline: DocumentOutline) -> Bool
    /// The providers in a document of this format. Throws where there is none.
    static func result(
        of outline: DocumentOutline, from source: ImportSource, notes: ImportNotes
    ) throws(JSONError) -> ProviderImport
}

/// All formats, in the order in which they are tried.
enum ImportFormats {
    static let all: [any ImportFormat.Type] = [
        OpenAPIImport.self, SwaggerImport.self, OwnFormatImport.self, MetadataImport.self,
    ]

    /// The formats in a sentence.
    static var readable: String {
        let names = all.map { $0.name }
        return "authscope reads \(names.dropLast().joined(separator: ", ")) and \(names.last ?? "")"
    }
}
