import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Platform

extension ConnectionProblem {
    /// Converts an error of the underlying libraries.
    init(_ error: any Error, host: String) {
        switch error {
        case let error as ConnectionProblem: self = error
        case let error as HTTPClientError: self.init(error)
        case let error as NIOSSLError: self.init(error, host: host)
        case let error as NIOSSLExtraError:
            self = error == .failedToValidateHostname ? .certificate(.otherHost, host) : .malformedAddress
        case let error as NIOConnectionError: self.init(error, host: host)
        case let error as IOError: self.init(code: error.errnoCode, host: host)
        case let error as SystemFailure: self = .noResources(error)
        case is HTTPParserError: self = .notHTTP
        case is CancellationError: self = .cancelled
        case ChannelError.connectTimeout: self = .timedOut(.connecting)
        default: self = .failed
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout: self = .timedOut(.connecting)
        case .deadlineExceeded, .readTimeout, .writeTimeout: self = .timedOut(.waiting)
        case .remoteConnectionClosed, .uncleanShutdown: self = .connectionClosed
        case .cancelled: self = .cancelled
        case .invalidURL, .emptyHost, .emptyScheme: self = .malformedAddress
        default: self = error.isAboutFields ? .malformedField : .failed
        }
    }

    private init(_ error: NIOSSLError, host: String) {
        switch error {
        case .uncleanShutdown: self = .connectionClosed
        case .handshakeFailed(.sslError(let stack)):
            // BoringSSL gives no number for this error, only its name.
            let isAboutCertificate = stack.contains { $0.description.contains("CERTIFICATE_VERIFY_FAILED") }
            self = isAboutCertificate ? .certificate(.untrusted, host) : .noTLS(host)
        case .handshakeFailed: self = .noTLS(host)
        case .unableToValidateCertificate, .noCertificateToValidate: self = .certificate(.untrusted, host)
        default: self = .failed
        }
    }

    /// Converts a failed connection: the name could not be resolved, or no address accepted the connection.
    private init(_ error: NIOConnectionError, host: String) {
        guard let last = error.connectionErrors.last else {
            self = .unknownHost(error.host)
            return
        }
        self.init(last.error, host: host)
    }

    private init(code: Int32, host: String) {
        switch code {
        case ECONNREFUSED: self = .refusedConnection(host)
        case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EAFNOSUPPORT, ENETDOWN, EACCES, EPERM:
            self = .unreachable(host, code: code)
        case ETIMEDOUT: self = .timedOut(.connecting)
        case ECONNRESET, EPIPE: self = .connectionClosed
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: self = .noResources(SystemFailure(wanted: "sockets", code: code))
        default: self = .failed
        }
    }
}

extension HTTPClientError {
    fileprivate var isAboutFields: Bool {
        ["Invalid header field names", "Invalid header field values"].contains(shortDescription)
    }
}
