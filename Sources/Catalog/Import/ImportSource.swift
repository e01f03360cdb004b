/// Where a document comes from.
package enum ImportSource: Equatable, Sendable {
    /// A file by its path, or standard input; the text is for people.
    case file(String)
    /// An absolute URL, against which relative ones are resolved.
    case url(String)

    /// What messages call it, and what is kept as `imported_from`.
    package var name: String {
        switch self {
        case .file(let path): path
        case .url(let url): url
        }
    }

    var url: String? {
        if case .url(let url) = self { url } else { nil }
    }
}
