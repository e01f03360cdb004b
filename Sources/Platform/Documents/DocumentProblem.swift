import Catalog

/// The reason why a document could not be read. Its texts are not sanitised.
package enum DocumentProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file or standard input cannot be read.
    case unreadable(InputProblem)
    /// The document is invalid at a place.
    case broken(FileProblem)
    /// The document could not be converted. The text is its source.
    case unconverted(String, YAMLProblem)
    /// The document is empty or of another kind.
    case unfit(String, reason: String)
    case download(String, reason: String)
    case cancelled

    /// The place, the problem, and advice.
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
