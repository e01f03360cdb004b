/// The reason why a document is invalid, with the place and advice.
package struct DocumentError: Error, Equatable {
    /// The line, counted from 1.
    package var line: Int
    /// The column in Unicode scalars, counted from 1.
    package var column: Int
    /// The problem and advice. It may quote the document.
    package var message: String
}
