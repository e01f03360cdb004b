import Flow
import OAuth

/// An authorization response (RFC 6749 §4.1.2, §4.1.2.1) before it is sent to the client.
struct Answer {
    private let redirectURI: String
    private let state: String?
    private let issuer: String
    /// The code, or the error and its description.
    private let outcome: [Parameter]

    /// - Parameter request: The request to answer.
    init(_ outcome: [Parameter], to request: AuthorizationRequest, redirectURI: String, issuer: String) {
        self.outcome = outcome
        self.redirectURI = redirectURI
        self.issuer = issuer
        state = request["state"]
    }

    /// Returns the URL to which the browser is redirected.
    func location(_ fault: Fault?) -> String {
        var parameters = outcome
        if let state = sentState(fault) { parameters.append(Parameter("state", state)) }
        // RFC 9207 §2
        parameters.append(Parameter("iss", fault == .wrongIssuer ? "https://another-issuer.example" : issuer))
        guard fault == .fragment else {
            return AuthorizationRequest(endpoint: redirectURI, parameters: parameters).url.text
        }
        let query = AuthorizationRequest(endpoint: "", parameters: parameters).url.text
        return redirectURI + "#" + query.dropFirst()
    }

    /// Returns the state exactly as it was received, if it was (RFC 6749 §4.1.2).
    private func sentState(_ fault: Fault?) -> String? {
        switch fault {
        case .dropState: nil
        case .changeState: "another-" + (state ?? "state")
        default: state
        }
    }
}

extension String {
    /// The text as `error_description` allows it (RFC 6749 §4.1.2.1, §5.2): printable ASCII without `"` and `\`.
    var asErrorDescription: String {
        let octets = unicodeScalars.prefix(400).map { scalar -> UInt8 in
            switch scalar.value {
            case 0x22: UInt8(ascii: "'")
            case 0x20...0x5b, 0x5d...0x7e: UInt8(truncatingIfNeeded: scalar.value)
            default: UInt8(ascii: "?")
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
