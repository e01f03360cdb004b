import Platform

/// Why a request over HTTP brought no response. No case holds a secret.
package enum ConnectionProblem: Error, Equatable, Sendable {
    /// What took too long.
    package enum Phase: Equatable, Sendable {
        /// The connection: the name, TCP and TLS.
        case connecting
        /// The reply, after the request was sent.
        case waiting
    }

    /// What is wrong with the certificate of a host.
    package enum CertificateProblem: Equatable, Sendable {
        /// It is self-signed, expired, or comes from an authority that this system does not trust.
        case untrusted
        /// It belongs to another host.
        case otherHost
    }

    /// The address is no URL that can be used.
    case malformedAddress
    /// The address is not `https`, nor `http` to 127.0.0.1 or [::1].
    case insecureAddress
    /// The name or value of a field would break the head of the request.
    case malformedField
    /// The host's name leads to no address.
    case unknownHost(String)
    /// Nothing listens at the host.
    case refusedConnection(String)
    /// The host cannot be reached; the number is errno(3).
    case unreachable(String, code: Int32)
    case certificate(CertificateProblem, String)
    /// No TLS 1.2 or later could be agreed upon with the host.
    case noTLS(String)
    case timedOut(Phase)
    /// The server closed the connection before its reply was whole.
    case connectionClosed
    /// What came back is no HTTP.
    case notHTTP
    /// The status is none of HTTP, which are 100 to 599 (RFC 9110 §15).
    case malformedStatus(Int)
    /// The system gives no descriptor, thread or memory for a connection.
    case noResources(SystemFailure)
    case cancelled
    /// Anything else that goes wrong with a connection.
    case failed

    /// Whether the server may have seen the request.
    var mayHaveSent: Bool {
        switch self {
        case .malformedAddress, .insecureAddress, .malformedField, .unknownHost, .refusedConnection, .unreachable,
            .certificate, .noTLS, .timedOut(.connecting), .noResources:
            false
        case .timedOut(.waiting), .connectionClosed, .notHTTP, .malformedStatus, .cancelled, .failed: true
        }
    }
}
