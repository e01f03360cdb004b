import JSON

/// An error in a file: what is wrong, where, and what to do about it.
package struct FileProblem: Error, Equatable, CustomStringConvertible {
    package var path: String
    /// The line, counted from 1.
    package var line: Int
    /// The column in Unicode scalars, counted from 1.
    package var column: Int
    /// The message. It may quote the file: sanitise it before it is shown.
    package var message: String

    package init(path: String, line: Int, column: Int, message: String) {
        self.path = path
        self.line = line
        self.column = column
        self.message = message
    }

    package init(path: String, _ error: JSONError) {
        self.init(path: path, line: error.line, column: error.column, message: error.message)
    }

    package var description: String { "\(path):\(line):\(column): \(message)" }
}
