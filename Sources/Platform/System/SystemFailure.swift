import Glibc

/// The operating system refused something without which the program cannot go on.
package struct SystemFailure: Error, Equatable {
    /// What was asked for, such as `random values`.
    package var wanted: String
    /// errno(3).
    package var code: Int32

    package init(wanted: String, code: Int32) {
        self.wanted = wanted
        self.code = code
    }

    /// What it is, and what to do where that is known.
    package var message: String { "The system gives no \(wanted): \(String(cString: strerror(code)))\(advice)" }

    private var advice: String {
        switch code {
        case EMFILE: "; raise the limit with ulimit -n, and start again"
        case EAGAIN: "; raise the limit with ulimit -u, or end other programs, and start again"
        case ENFILE, ENOBUFS, ENOMEM: "; end other programs, and start again"
        default: ""
        }
    }
}
