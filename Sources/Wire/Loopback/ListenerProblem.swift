import Glibc

/// Why the answer cannot be waited for.
package enum ListenerProblem: Error, Equatable, Sendable {
    /// Another program listens there already.
    case portInUse(Int)
    /// No number was free on both addresses, ten times in a row.
    case noFreePort
    /// The redirect URI says `[::1]`, and this machine has no such address.
    case noIPv6
    /// Ports below 1024 belong to the administrator.
    case privilegedPort(Int)
    /// errno(3).
    case other(Int32)

    /// What failed and what to do next.
    package var message: String {
        switch self {
        case .portInUse(let port): "Another program uses port \(port). End it, or paste the answer by hand"
        case .noFreePort: "No free port was found. Try again, or paste the answer by hand"
        case .noIPv6: "This machine has no [::1]. Register http://127.0.0.1 too, or paste the answer by hand"
        case .privilegedPort(let port):
            "Port \(port) is for the administrator only. Register one above 1023, or paste the answer by hand"
        case .other(let code):
            "Cannot listen on this machine: \(String(cString: strerror(code))). Paste the answer by hand"
        }
    }
}
