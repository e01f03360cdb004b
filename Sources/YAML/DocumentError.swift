/// Why a document cannot be read, where, and what to do about it.
package struct DocumentError: Error, Equatable {
    /// Counted from 1.
    package var line: Int
    /// Unicode scalars from the start of the line, counted from 1.
    package var column: Int
    /// It may quote the document.
    package var message: String
}
