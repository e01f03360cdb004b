import Glibc

/// A failure of the operating system that ends the current work.
package struct SystemFailure: Error, Equatable {
    /// The resource that was requested, such as `random values`.
    package var wanted: String
    /// errno(3).
    package var code: Int32

    package init(wanted: String, code: Int32) {
        self.wanted = wanted
        self.code = code
    }

    /// The failure, with advice if there is any.
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
