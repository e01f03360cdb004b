import JSON
import Text

extension TokenRequest {
    /// How secrets are written.
    private enum SecretStyle {
        /// As they are.
        case revealed
        /// `‹redacted:43›`, with the length in octets.
        case redacted
        /// `<code_verifier>`, to be filled in.
        case placeholder
    }

    /// The request with its secrets in plain text: for the socket, and for the linter just before.
    public var message: TokenRequestMessage {
        TokenRequestMessage(
            url: endpoint, headers: headers.map { HTTPField(name: $0.name, value: text(of: $0, .revealed)) },
            body: body(.revealed))
    }

    /// The whole request, each secret replaced by `‹redacted:length›`, as lines: the head, an empty one, the body.
    public var preview: [String] {
        let fields = headers.map { HTTPField(name: $0.name, value: text(of: $0, .redacted)) }
        return HTTPRequestHead(method: "POST", url: endpoint, headers: fields).lines + ["", body(.redacted)]
    }

    /// The request as a command of curl for a POSIX shell, with a placeholder such as `<code>` for each secret.
    public var curl: String {
        var arguments = ["curl --request POST", Self.quoted(endpoint)]
        arguments += headers.map { "--header " + Self.quoted("\($0.name): \(text(of: $0, .placeholder))") }
        arguments.append("--data-raw " + Self.quoted(body(.placeholder)))
        return arguments.joined(separator: " \\\n  ")
    }

    /// Single quotes keep everything but themselves from the shell.
    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
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
            // What stands for a secret is to be read, not to be sent.
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
