import Catalog

/// Why there is no document. No text of it has been made safe for a terminal.
package enum DocumentProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file or standard input cannot be read.
    case unreadable(InputProblem)
    /// The document is broken at a place.
    case broken(FileProblem)
    /// The document could not be converted; the name is where it came from.
    case unconverted(String, YAMLProblem)
    /// There is nothing in it, or it is something else.
    case unfit(String, reason: String)
    case download(String, reason: String)
    case cancelled

    /// Where it happened, what is wrong, and what to do about it.
    package var description: String {
        switch self {
        case .unreadable(let problem): problem.description
        case .broken(let problem): problem.description
        case .unconverted(let name, let problem): "\(name): \(problem.message)"
        case .unfit(let name, let reason): "\(name): \(reason)"
        case .download(let url, let reason): "\(url): \(reason)"
        case .cancelled: "Cancelled"
        }
    }
}
