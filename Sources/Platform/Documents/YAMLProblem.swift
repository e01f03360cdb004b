import Glibc

/// Why a YAML document could not be turned into JSON.
package enum YAMLProblem: Error, Equatable, Sendable {
    /// What is wrong with the document, and where, counted from 1. The text may quote it: sanitise it.
    case document(line: Int, column: Int, String)
    case tookTooLong
    /// The program that converts ended by a signal, as it does when it needs more memory than it gets.
    case crashed(signal: Int32)
    /// There is no such program.
    case missing(String)
    /// It cannot be started; the number is errno(3).
    case notStarted(String, code: Int32)
    /// It does not answer as this version of authscope expects.
    case garbled(String)

    /// What is wrong and what to do about it; the place is not part of it.
    package var message: String {
        switch self {
        case .document(_, _, let message): message
        case .tookTooLong: "this YAML takes more than 2 seconds to read; make it smaller, or give it as JSON"
        case .crashed(let signal):
            "this YAML needs more than reading it is allowed (signal \(signal)); make it smaller, or give it as JSON"
        case .missing(let path):
            "YAML is read by a program of its own, which is not at \(path); "
                + "install it there (make install), or give the document as JSON"
        case .notStarted(_, let code) where [EMFILE, ENFILE, EAGAIN, ENOMEM].contains(code):
            SystemFailure(wanted: "room for the program that reads YAML", code: code).message
        case .notStarted(let path, let code):
            "the program that reads YAML, \(path), does not start (\(String(cString: strerror(code)))); "
                + "install authscope anew, or give the document as JSON"
        case .garbled(let path):
            "the program that reads YAML, \(path), is not the one of this authscope; "
                + "install authscope anew, or give the document as JSON"
        }
    }
}
