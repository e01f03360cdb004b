/// The source of a document.
package enum ImportSource: Equatable, Sendable {
    /// A file or standard input. The value is the path, as text for the user.
    case file(String)
    /// An absolute URL, against which relative ones are resolved.
    case url(String)

    /// The name for messages and for `imported_from`.
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
