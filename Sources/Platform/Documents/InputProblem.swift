/// The reason why a file or standard input cannot be read.
package struct InputProblem: Error, Equatable, CustomStringConvertible {
    /// The path, or `standard input`. Sanitise it before you show it.
    package var name: String
    /// The problem and advice.
    package var message: String

    package var description: String { "\(name): \(message)" }
}
