import OAuth

/// The reason why a token request got no usable response. No case contains a secret.
package enum TokenExchangeProblem: Error, Equatable, Sendable {
    /// The request was not sent, or there was no response.
    case connection(ConnectionProblem)
    /// The response cannot be used.
    case reply(TokenReplyProblem)

    /// Converts an error of the response, or of the connection.
    init(_ error: any Error, host: String) {
        switch error {
        case let error as TokenReplyProblem: self = .reply(error)
        default: self = .connection(ConnectionProblem(error, host: host))
        }
    }

    /// Whether the server may have received the code. It cannot be used again then (RFC 6749 §4.1.2).
    package var mayHaveUsedCode: Bool {
        switch self {
        case .connection(let problem): problem.mayHaveSent
        case .reply: true
        }
    }

    /// The problem, whether the code may be used up, and advice.
    package var message: String {
        switch self {
        case .connection(let problem): Self.message(of: problem)
        case .reply(let problem): problem.message + Self.advice(for: problem)
        }
    }

    private static func message(of problem: ConnectionProblem) -> String {
        switch problem {
        case .malformedAddress:
            "The token endpoint's address is not a usable URL. Nothing was sent; correct token_endpoint."
        case .insecureAddress:
            "The token endpoint must be https, or http to 127.0.0.1 or [::1]. Nothing was sent; correct token_endpoint."
        case .malformedField:
            "A header field of the request has characters that are not allowed. Nothing was sent; "
                + "correct the provider's data."
        case .unknownHost(let host):
            "The name \(host) cannot be resolved. Nothing was sent; check the network and token_endpoint, and start again."
        case .refusedConnection(let host):
            "Nothing listens at \(host). Nothing was sent; check token_endpoint, and start again."
        case .unreachable(let host, let code):
            "\(host) cannot be reached (error \(code)). Nothing was sent; check the network, and start again."
        case .certificate(.untrusted, let host):
            "The certificate of \(host) is not trusted: it is self-signed, expired, or signed by an "
                + "unknown authority. Nothing was sent."
        case .certificate(.otherHost, let host):
            "The certificate is not for \(host). Nothing was sent; check token_endpoint."
        case .noTLS(let host):
            "No secure connection to \(host): TLS 1.2 or later could not be negotiated. Nothing was sent."
        case .timedOut(.connecting):
            "The token endpoint did not answer in time. Nothing was sent; check the network, and start again."
        case .timedOut(.waiting):
            "The reply did not come in time. The code was sent and may be used up; start again."
        case .connectionClosed:
            "The server closed the connection before its reply was complete. The code may be used up; start again."
        case .notHTTP:
            "The response is not HTTP. The code may be used up; check token_endpoint, and start again."
        case .malformedStatus(let status):
            "The server answered with status \(status), which HTTP does not have. The code may be used up; check "
                + "token_endpoint, and start again."
        case .noResources(let failure): "\(failure.message). Nothing was sent."
        case .cancelled: "Cancelled. The code may be used up; start again."
        case .failed: "The connection failed. The code may be used up; start again."
        }
    }

    /// Returns the advice that the message of the response problem does not contain.
    private static func advice(for problem: TokenReplyProblem) -> String {
        switch problem {
        case .redirected, .serverFailed, .contradictory: ""
        case .tooLarge, .unexpectedStatus, .encoded, .notUTF8, .repeatedName, .webPage, .notJSON, .noToken,
            .malformedToken, .unknownTokenType:
            " The code may be used up; start again."
        }
    }
}
