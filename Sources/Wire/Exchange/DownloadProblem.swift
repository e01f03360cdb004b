/// The reason why a download failed.
package enum DownloadProblem: Error, Equatable, Sendable {
    /// The URL contains a user name or password.
    case userInformation
    case connection(ConnectionProblem)
    /// The server redirects to another scheme, host or port.
    case redirectedElsewhere(String, isSecure: Bool)
    /// The server redirects to an invalid URL.
    case malformedRedirect
    case tooManyRedirects
    /// The response has a status other than 200.
    case status(Int)
    /// The body has a content coding, such as `gzip`, that was not requested. The value is foreign text.
    case encoded(String)
    case tooLarge

    /// Whether the server responded, so that another of its addresses may have a document.
    var isAbsence: Bool {
        switch self {
        case .redirectedElsewhere, .malformedRedirect, .tooManyRedirects, .status, .encoded, .tooLarge: true
        case .userInformation, .connection: false
        }
    }

    /// The problem and advice.
    package var message: String {
        switch self {
        case .userInformation: "remove the name and password from the URL; nothing was sent"
        case .connection(let problem): Self.message(of: problem)
        case .redirectedElsewhere(let host, let isSecure):
            "the server redirects to \(isSecure ? "https" : "http")://\(host), and only redirects within a host are "
                + "followed; if you trust that one, give its URL"
        case .malformedRedirect: "the server redirects to an invalid URL; download it with a browser, and give the file"
        case .tooManyRedirects:
            "the server redirects more than \(Downloader.mostRedirects) times; download it with a browser, and give the file"
        case .status(401), .status(403):
            "the server requires a login first; download it with a browser, and give the file"
        case .status(let status) where status == 404 || status == 410:
            "the server has no such document (status \(status)); check the URL"
        case .status(304):
            "the server answered that nothing has changed since an earlier download (status 304), and there was none; "
                + "download it with a browser, and give the file"
        case .status(let status) where status >= 500: "the server failed (status \(status)); try again later"
        case .status(let status): "the server answered without a document (status \(status)); check the URL"
        case .encoded(let coding):
            "the server sends the document coded as \(coding), which was not requested; download it with a browser, "
                + "and give the file"
        case .tooLarge: "the document exceeds the 16 MiB limit"
        }
    }

    private static func message(of problem: ConnectionProblem) -> String {
        switch problem {
        case .malformedAddress, .malformedField: "this is not a URL that can be downloaded; check it"
        case .insecureAddress: "only https is downloaded, and http from 127.0.0.1 or [::1]; give the https URL"
        case .unknownHost(let host): "the name \(host) cannot be resolved; check the URL and the network"
        case .refusedConnection(let host): "nothing listens at \(host); check the URL"
        case .unreachable(let host, let code): "\(host) cannot be reached (error \(code)); check the network"
        case .certificate(.untrusted, let host):
            "the certificate of \(host) is not trusted: it is self-signed, expired, or signed by an "
                + "unknown authority; nothing was read"
        case .certificate(.otherHost, let host): "the certificate is not for \(host); check the URL"
        case .noTLS(let host): "no secure connection to \(host): TLS 1.2 or later could not be agreed on; check the URL"
        case .timedOut(.connecting): "the server did not answer in time; check the network, and try again"
        case .timedOut(.waiting): "the document did not come in time; try again, or give it as a file"
        case .connectionClosed: "the server closed the connection before the document was whole; try again"
        case .notHTTP: "the response is not HTTP; check the URL"
        case .malformedStatus(let status):
            "the server answered with status \(status), which HTTP does not have; download it with a browser, and give "
                + "the file"
        case .noResources(let failure): "\(failure.message); nothing was sent"
        case .cancelled: "cancelled"
        case .failed: "the connection failed; try again"
        }
    }
}
