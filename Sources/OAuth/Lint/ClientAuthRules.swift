import Text

/// Group J: the credentials of Basic authentication (RFC 7617 §2, RFC 6749 §2.3.1). Messages never quote them.
extension TokenHeadCheck {
    func checkBasicCredentials() {
        guard case .failure(let problem)? = message.basicIdentity else { return }
        let fault =
            switch problem {
            case .notBase64: "are not Base64"
            case .notUTF8: "are not UTF-8 once decoded"
            case .endsInLineFeed: "end in a line feed once decoded"
            case .controlCharacter: "hold a control character once decoded"
            case .noColon: "have no colon between id and secret once decoded"
            }
        report(
            .clientAuthMalformed, .error, "authorization", "The Basic credentials \(fault).",
            advice: problem == .endsInLineFeed
                ? "Make them again; echo -n adds no line feed" : "Make them again: id:secret in Base64")
    }
}

extension TokenBodyCheck {
    func checkBasicIdentity() {
        guard case .success(let id)? = message.basicIdentity, let body = reading.value(.clientID), !body.equals(id)
        else { return }
        report(
            .clientAuthMalformed, .error, "authorization",
            "The Basic credentials name another client than client_id in the body.", advice: "Name the same client")
    }
}
