/// Why a document cannot be read, where, and what to do about it.
struct DocumentError: Error, Equatable {
    /// Counted from 1.
    var line: Int
    /// Unicode scalars from the start of the line, counted from 1.
    var column: Int
    /// It may quote the document.
    var message: String
}
