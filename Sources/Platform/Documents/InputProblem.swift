/// Why a file or standard input cannot be read.
package struct InputProblem: Error, Equatable, CustomStringConvertible {
    /// The path, or `standard input`; sanitise it before it is shown.
    package var name: String
    /// What is wrong and what to do about it.
    package var message: String

    package var description: String { "\(name): \(message)" }
}
