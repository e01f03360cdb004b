import Glibc

/// The reason why the listener cannot start.
package enum ListenerProblem: Error, Equatable, Sendable {
    /// Another program uses the port.
    case portInUse(Int)
    /// Ten ports in a row were free on only one of the two addresses.
    case noFreePort
    /// The redirect URI uses `[::1]`, and this machine does not have that address.
    case noIPv6
    /// Ports below 1024 are reserved for the administrator.
    case privilegedPort(Int)
    /// Another errno(3).
    case other(Int32)

    /// The problem and advice.
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
