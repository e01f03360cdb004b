import JSON
import Text

extension TokenRequest {
    /// The representation of secrets.
    private enum SecretStyle {
        /// The plain text.
        case revealed
        /// `‹redacted:43›`, with the length in octets.
        case redacted
        /// A placeholder to fill in, such as `<code_verifier>`.
        case placeholder
    }

    /// The request with its secrets in plain text, to send it or to lint it just before.
    public var message: TokenRequestMessage {
        TokenRequestMessage(
            url: endpoint, headers: headers.map { HTTPField(name: $0.name, value: text(of: $0, .revealed)) },
            body: body(.revealed))
    }

    /// The complete request as lines, with `‹redacted:length›` for each secret: the head, an empty line, the body.
    public var preview: [String] {
        let fields = headers.map { HTTPField(name: $0.name, value: text(of: $0, .redacted)) }
        return HTTPRequestHead(method: "POST", url: endpoint, headers: fields).lines + ["", body(.redacted)]
    }

    /// The request as a curl command for a POSIX shell, with a placeholder such as `<code>` for each secret.
    public var curl: String {
        var arguments = ["curl --request POST", ShellWord.quoted(endpoint)]
        arguments += headers.map { "--header " + ShellWord.quoted("\($0.name): \(text(of: $0, .placeholder))") }
        arguments.append("--data-raw " + ShellWord.quoted(body(.placeholder)))
        return arguments.joined(separator: " \\\n  ")
    }

    // MARK: The serialiser

    private func body(_ style: SecretStyle) -> String {
        switch encoding {
        case .json:
            return JSONWriter.text(.object(fields.map { .init($0.name, .string(text(of: $0, style))) }))
        case .form:
            var body: [UInt8] = []
            for field in fields {
                if !body.isEmpty { body.append(ascii("&")) }
                PercentCoding.encode(field.name, to: &body)
                body.append(ascii("="))
                append(field, style, to: &body)
            }
            return String(octets: body)
        }
    }

    private func append(_ field: Field, _ style: SecretStyle, to body: inout [UInt8]) {
        switch (field.value, style) {
        case (.secret, .redacted), (.secret, .placeholder):
            // Text in place of a secret is only for reading, so it is not encoded.
            body.append(contentsOf: text(of: field, style).utf8)
        default:
            PercentCoding.encode(text(of: field, style), to: &body)
        }
    }

    private func text(of field: Field, _ style: SecretStyle) -> String {
        switch (field.value, style) {
        case (.plain(let text), _): text
        case (.secret(let secret), .revealed): secret.reveal()
        case (.secret(let secret), .redacted): "‹redacted:\(secret.count)›"
        case (.secret, .placeholder): field.name == "Authorization" ? "Basic <credentials>" : "<\(field.name)>"
        }
    }
}
