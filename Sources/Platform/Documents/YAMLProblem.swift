import Glibc

/// The reason why a YAML document could not be converted to JSON.
package enum YAMLProblem: Error, Equatable, Sendable {
    /// The document is invalid at this place, counted from 1. The text may quote the document: sanitise it.
    case document(line: Int, column: Int, String)
    case tookTooLong
    /// A signal ended the converter. This happens when it exceeds its memory limit.
    case crashed(signal: Int32)
    /// The converter is not installed.
    case missing(String)
    /// The converter cannot be started. The number is an errno(3).
    case notStarted(String, code: Int32)
    /// The converter's output is not what this version of authscope expects.
    case garbled(String)

    /// The problem and advice, without the place.
    package var message: String {
        switch self {
        case .document(_, _, let message): message
        case .tookTooLong: "this YAML takes more than 2 seconds to read; make it smaller, or give it as JSON"
        case .crashed(let signal):
            "the program that reads YAML was ended by signal \(signal), probably at its memory limit; "
                + "make the document smaller, or give it as JSON"
        case .missing(let path):
            "the program that reads YAML is not at \(path); "
                + "install it there (make install), or give the document as JSON"
        case .notStarted(_, let code) where [EMFILE, ENFILE, EAGAIN, ENOMEM].contains(code):
            SystemFailure(wanted: "room for the program that reads YAML", code: code).message
        case .notStarted(let path, let code):
            "the program that reads YAML, \(path), does not start (\(String(cString: strerror(code)))); "
                + "reinstall authscope, or give the document as JSON"
        case .garbled(let path):
            "the program that reads YAML, \(path), belongs to another version of authscope; "
                + "reinstall authscope, or give the document as JSON"
        }
    }
}
