/// The reason why a request to the listener was not accepted as the answer. The wait continues.
package enum Refusal: Equatable, Sendable {
    /// `state` differs from the sent one: a forgery, or the answer to an older attempt (RFC 6749 §10.12).
    case wrongState
    case missingState
    /// The query is empty. The answer may be in the fragment, which browsers do not send.
    case emptyAnswer
    /// A parameter of the redirect URI is missing.
    case otherAddress
    /// `Host` is not the authority of the redirect URI. It may be another site's name that resolves to loopback (DNS
    /// rebinding).
    case wrongHost
    case wrongPath
    /// The request comes from a script or image of a page, not from a navigating window.
    case notNavigated
    case fault(RequestFault)
    /// The attempt already has its answer.
    case late

    package var status: Int {
        switch self {
        case .wrongState, .missingState, .emptyAnswer, .otherAddress: 400
        case .notNavigated: 403
        case .wrongPath: 404
        case .late: 410
        case .wrongHost: 421
        case .fault(let fault): fault.status
        }
    }

    /// The request and advice, to follow `Refused:`, without a full stop.
    package var text: String { remedy.map { "\(what). \($0)" } ?? what }

    /// Whether the address in the browser may still be the answer, so the user can paste it.
    package var canBePasted: Bool {
        switch self {
        case .emptyAnswer, .fault(.requestLineTooLong), .fault(.headTooLong), .fault(.absoluteForm): true
        case .wrongState, .missingState, .otherAddress, .wrongHost, .wrongPath, .notNavigated, .fault, .late: false
        }
    }

    private var what: String {
        switch self {
        case .wrongState: "an answer with another state"
        case .missingState: "an answer without state"
        case .emptyAnswer: "an answer with nothing in it"
        case .otherAddress: "an answer to an address other than the redirect URI"
        case .wrongHost: "a request to a host other than that of the redirect URI"
        case .wrongPath: "a request for a path other than that of the redirect URI"
        case .notNavigated: "a request that was not made by navigating"
        case .fault(let fault): fault.text
        case .late: "an answer after the first one"
        }
    }

    private var remedy: String? {
        switch self {
        case .emptyAnswer: "If the address in the browser has a #, paste it"
        case .fault(let fault):
            canBePasted
                ? fault.remedy.map { "\($0), or paste the address that it shows" }
                    ?? "Paste the address that the browser shows"
                : fault.remedy
        case .wrongState, .missingState, .otherAddress, .wrongHost, .wrongPath, .notNavigated, .late: nil
        }
    }
}
