import Platform

/// The reason why an HTTP request got no response. No case contains a secret.
package enum ConnectionProblem: Error, Equatable, Sendable {
    /// The phase that took too long.
    package enum Phase: Equatable, Sendable {
        /// Connecting: name resolution, TCP and TLS.
        case connecting
        /// Waiting for the response after the request was sent.
        case waiting
    }

    /// The problem with the certificate of a host.
    package enum CertificateProblem: Equatable, Sendable {
        /// It is self-signed, expired, or signed by an authority that this system does not trust.
        case untrusted
        /// It belongs to another host.
        case otherHost
    }

    /// The address is not a usable URL.
    case malformedAddress
    /// The address is not `https`, and not `http` to 127.0.0.1 or [::1].
    case insecureAddress
    /// The name or value of a header field would break the request.
    case malformedField
    /// The host name cannot be resolved.
    case unknownHost(String)
    /// The host refused the connection.
    case refusedConnection(String)
    /// The host cannot be reached; the number is errno(3).
    case unreachable(String, code: Int32)
    case certificate(CertificateProblem, String)
    /// The host does not support TLS 1.2 or later.
    case noTLS(String)
    case timedOut(Phase)
    /// The server closed the connection before its response was complete.
    case connectionClosed
    /// The response is not HTTP.
    case notHTTP
    /// The status code is not one of HTTP, which are 100 to 599 (RFC 9110 §15).
    case malformedStatus(Int)
    /// The system has no descriptor, thread or memory for a connection.
    case noResources(SystemFailure)
    case cancelled
    /// Another failure of the connection.
    case failed

    /// Whether the server may have received the request.
    var mayHaveSent: Bool {
        switch self {
        case .malformedAddress, .insecureAddress, .malformedField, .unknownHost, .refusedConnection, .unreachable,
            .certificate, .noTLS, .timedOut(.connecting), .noResources:
            false
        case .timedOut(.waiting), .connectionClosed, .notHTTP, .malformedStatus, .cancelled, .failed: true
        }
    }
}
