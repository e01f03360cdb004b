import Text

/// A run of the linter over the part of a token request before its body: method, URL and header fields.
final class TokenHeadCheck: LintRun {
    let message: TokenRequestMessage
    private let size: TextSize

    init(_ message: TokenRequestMessage, expectations: Expectations) {
        self.message = message
        // T1
        let octets = Array(message.url.utf8)
        let url = octets[...].trimmed
        size = TextSize(url: Array(url)[...])
        super.init(
            .tokenEndpoint, reading: ParameterReading(size.isTooLarge ? [] : Array(url), names: expectations.names),
            placement: Placement(part: .url, copying: url.indices),
            fields: message.headers.map { RequestInput.Field(field: $0, range: nil) }, expectations: expectations)
    }

    /// Checks the head. Returns nil when the body cannot be checked.
    func run() -> TokenBodyReading? {
        checkSize(size)
        guard !size.isTooLarge else { return nil }
        checkEndpoint()
        checkText()
        checkSecrets()
        checkVersion()
        checkMethod()
        checkBasicCredentials()
        return body()
    }

    private func checkSecrets() {
        for name in reading.names {
            guard let known = name.known, known.isSecret || known == .code, name.checked != nil else { continue }
            reportSecret(name, known)
        }
    }

    private func checkMethod() {
        // RFC 6749 §3.2; RFC 9110 §9.1: methods are case-sensitive.
        guard !message.method.hasSameOctets(as: "POST") else { return }
        report(
            .tokenTransportInvalid, .error, "method",
            "A token request is a POST with a form body, not \(message.method.isEmpty ? "a request without a method" : message.method).",
            advice: "Send a POST")
    }

    private func body() -> TokenBodyReading? {
        let acceptsJSON = context.token.acceptsJSON
        let type = message.mediaType
        let isJSON = acceptsJSON && type == "application/json"
        guard isJSON || type == "application/x-www-form-urlencoded" else {
            report(
                .tokenTransportInvalid, .error, "content-type",
                "A token request is a POST with a form\(acceptsJSON ? " or JSON" : "") body, and Content-Type must say so.",
                advice: "Set it to application/x-www-form-urlencoded")
            return nil
        }
        let octets = Array(message.body.utf8)
        guard octets.count <= TextSize.most.octets else {
            reportBody("The body has \(octets.count) bytes; 65,536 is where this tool stops.", advice: "Shorten it")
            return nil
        }
        guard isJSON else {
            return pairsAreFew(TextSize(form: octets[...]).pairs)
                ? TokenBodyReading(form: octets, names: expectations.names) : nil
        }
        guard let body = TokenBodyReading(json: octets, names: expectations.names) else {
            reportBody("The body is not a JSON object of strings.", advice: "Write each value in quotation marks")
            return nil
        }
        return pairsAreFew(body.reading.pairs.count) ? body : nil
    }

    private func pairsAreFew(_ count: Int) -> Bool {
        guard count > TextSize.most.pairs else { return true }
        reportBody(
            "The body has \(count) fields; 2,048 is where this tool stops.",
            advice: "Leave out the fields that the server does not need")
        return false
    }

    private func reportBody(_ message: String, advice: String) {
        report(.tokenTransportInvalid, .error, "body", message, advice: advice)
    }
}
