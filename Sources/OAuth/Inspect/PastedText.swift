import JSON
import Text

/// Recognises the kind of a text. It tries one form after another, the unambiguous ones first.
struct PastedText {
    private let octets: [UInt8]
    private let copied: PlacedText

    init(_ octets: [UInt8]) {
        self.octets = octets
        copied = CopiedText.ofRequest(octets)
    }

    /// - Parameter kind: The kind to read the text as; nil to recognise it.
    func recognised(as kind: PastedMessage.Kind?) -> PastedMessage? {
        let found = command ?? json ?? jwt ?? field ?? requestHead ?? responseHead ?? url
        guard let kind else { return found.flatMap { $0.kinds.isEmpty ? nil : $0 } }
        guard let found, let place = found.kinds.firstIndex(of: kind) else { return assumed(kind) }
        var kinds = found.kinds
        kinds.remove(at: place)
        return PastedMessage(found.form, [kind] + kinds, found.content)
    }

    /// The text read as a kind that nothing in it indicates.
    private func assumed(_ kind: PastedMessage.Kind) -> PastedMessage? {
        var content = PastedMessage.Content()
        let text = String(octets: octets[...].trimmed)
        guard !text.isEmpty, canBe(kind) else { return nil }
        switch kind {
        case .request, .answer:
            content.url = kind == .request ? copied : CopiedText.ofResponse(octets)
            content.readsHead = true
            return PastedMessage(.url, [kind], content)
        case .tokenRequest:
            content.body = text
            return PastedMessage(.query, [kind], content)
        case .tokenReply:
            content.replyBody = text
            return PastedMessage(.json, [kind], content)
        case .challenge:
            content.challenge = text
            return PastedMessage(.field, [kind], content)
        case .jwt: return nil
        }
    }

    /// Whether the text has the parts of a message of this kind. Without them it may be a secret, which must not be shown
    /// as an address or a name.
    private func canBe(_ kind: PastedMessage.Kind) -> Bool {
        let text = octets[...].trimmed
        if kind == .challenge {
            return AuthenticateChallenges(text).challenges.contains { !$0.parameters.isEmpty || $0.hasKnownScheme }
        }
        let start = text.prefix { !$0.isBlank }.asciiLowercased
        guard !["authorization:", "bearer", "basic", "dpop"].contains(where: { start[...].equals($0) }) else {
            return false
        }
        // The signs at the end of Base64 come after no name.
        let end = text.lastIndex { $0 != ascii("=") } ?? text.startIndex
        let hasParameters = !FlowHints.names(in: Array(text[...end])).isEmpty
        switch kind {
        case .request, .answer:
            let isHead = ["GET ", "POST ", "HEAD ", "HTTP/"].contains { copied.octets.starts(with: $0.utf8) }
            return hasParameters || isHead || copied.octets.first == ascii("/") || hasScheme(copied.octets)
        case .tokenRequest: return hasParameters || text.first == ascii("{")
        case .tokenReply, .challenge, .jwt: return true
        }
    }

    // MARK: Commands and JSON

    private var command: PastedMessage? {
        let text = octets[...].trimmed
        guard let command = CurlCommand(text) else { return nil }
        var content = PastedMessage.Content()
        content.url = PlacedText(command.url[...])
        content.method = command.method
        content.fields = command.fields.map { RequestInput.Field(field: $0, range: nil) }
        content.body = command.body
        content.cut = CurlCommand.cut(of: text)
        return PastedMessage(.curl, kinds(of: content), content)
    }

    private var json: PastedMessage? {
        let text = octets[...].trimmed
        guard text.first == ascii("{") || text.first == ascii("[") else { return nil }
        let limits = JSONLimits(octets: PastedMessage.largest, depth: 64, allowsRepeatedNames: true)
        guard var value = try? JSONValue(reading: Array(text), limits: limits) else { return nil }
        if case .array(let elements) = value, let first = elements.first { value = first }
        var content = PastedMessage.Content()
        if let exchange = HARExchange(value) {
            content.url = PlacedText(Array(exchange.url.utf8)[...])
            content.method = exchange.method
            content.fields = exchange.fields.map { RequestInput.Field(field: $0, range: nil) }
            content.body = exchange.body
            if let reply = exchange.response { add(reply, to: &content) }
            return PastedMessage(.har, kinds(of: content), content)
        }
        let members = ["access_token", "error", "id_token", "token_type", "refresh_token", "device_code"]
        guard members.contains(where: { value[$0] != nil }) else { return nil }
        content.replyBody = String(octets: text)
        return PastedMessage(.json, [.tokenReply], content)
    }

    private func add(_ reply: HTTPReply, to content: inout PastedMessage.Content) {
        content.status = reply.status
        content.replyFields = reply.fields
        content.replyBody = reply.body
        content.challenge = reply["WWW-Authenticate"]
        if let target = reply["Location"], !target.isEmpty { content.location = PlacedText(Array(target.utf8)[...]) }
    }

    // MARK: Tokens and fields

    /// The text without the name of its field and its scheme.
    var tokenText: Octets {
        var text = copied.octets[...]
        for prefix in ["authorization:", "bearer "] where text.prefix(prefix.utf8.count).asciiLowercased.equals(prefix)
        {
            text = text.dropFirst(prefix.utf8.count).trimmed
        }
        return text
    }

    private var jwt: PastedMessage? {
        let text = tokenText
        guard text.starts(with: "eyJ".utf8), text.allSatisfy({ $0.isBase64URL || $0 == ascii(".") }) else { return nil }
        let token = Secret(text)
        guard TokenClaims(token, comparedWith: TokenClaims.Expectation()) != nil else { return nil }
        var content = PastedMessage.Content()
        content.token = token
        return PastedMessage(.jwt, [.jwt], content)
    }

    private static let fieldName = "www-authenticate:"

    private var field: PastedMessage? {
        let text = CopiedText.ofResponse(octets).octets[...]
        var content = PastedMessage.Content()
        if text.prefix(Self.fieldName.utf8.count).asciiLowercased.equals(Self.fieldName) {
            let value = text.dropFirst(Self.fieldName.utf8.count)
            let end = value.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? value.endIndex
            content.challenge = String(octets: value[..<end].trimmed)
        } else {
            let schemes = ["bearer ", "dpop ", "basic "]
            let hasScheme = schemes.contains { text.prefix($0.utf8.count).asciiLowercased.equals($0) }
            guard hasScheme, text.contains(ascii("=")), !text.contains(ascii("?")),
                AuthenticateChallenges(text).challenges.contains(where: { !$0.parameters.isEmpty })
            else { return nil }
            content.challenge = String(octets: text)
        }
        return PastedMessage(.field, [.challenge], content)
    }

    // MARK: Heads

    private var requestHead: PastedMessage? {
        guard let head = MessageHead(request: copied.octets[...]), head.target != nil else { return nil }
        var content = PastedMessage.Content()
        content.url = copied
        content.readsHead = true
        content.method = String(octets: copied.octets.prefix { $0 != 0x20 })
        content.body = MessageHead.body(of: copied.octets[...])
        let placement = copied.placement
        content.fields = head.fields.map { field in
            RequestInput.Field(field: field.field, range: field.range.flatMap { placement.range($0) })
        }
        if octets.contains(ascii("<")) { addReply(to: &content) }
        return PastedMessage(.requestHead, kinds(of: content), content)
    }

    private var responseHead: PastedMessage? {
        var content = PastedMessage.Content()
        addReply(to: &content)
        guard content.status != nil else { return nil }
        return PastedMessage(.responseHead, kinds(of: content), content)
    }

    private func addReply(to content: inout PastedMessage.Content) {
        let copied = CopiedText.ofResponse(octets)
        guard let head = MessageHead(response: copied.octets[...]) else { return }
        content.status = head.status
        content.replyFields = head.fields.map(\.field)
        content.challenge = head.fields.first { $0.field.isNamed("WWW-Authenticate") }?.field.value
        content.replyBody = MessageHead.body(of: copied.octets[...])
        if let target = head.target { content.location = copied.part(target) }
    }

    // MARK: URLs and queries

    private var url: PastedMessage? {
        let text = copied.octets
        guard let first = text.first, first != ascii("{"), first != ascii("[") else { return nil }
        let isAddress = hasScheme(text) || first == ascii("/")
        // A query is one word; a wrapped URL has more.
        guard isAddress || !text.contains(where: { $0.isBlank }), let kind = FlowHints.kind(ofURL: text) else {
            return nil
        }
        var content = PastedMessage.Content()
        content.url = copied
        content.readsHead = true
        guard !isAddress else {
            let others: [PastedMessage.Kind] = kind == .tokenRequest ? [.request, .answer] : [.answer, .request]
            let likely = kind == .tokenRequest ? .request : kind
            return PastedMessage(.url, [likely] + others.filter { $0 != likely }, content)
        }
        guard text.contains(ascii("=")) || kind == .request else { return nil }
        let isForm = first != ascii("?") && first != ascii("#")
        if isForm { content.body = String(octets: text) }
        let names = FlowHints.names(in: text)
        if isForm, names.contains("access_token"), names.contains("token_type") || !names.contains("state") {
            content.replyBody = String(octets: text)
            return PastedMessage(.query, [.tokenReply, .answer], content)
        }
        let order: [PastedMessage.Kind] = [.request, .answer] + (isForm ? [.tokenRequest] : [])
        return PastedMessage(.query, [kind] + order.filter { $0 != kind }, content)
    }

    /// RFC 3986 §3.1; in a URL that was copied out of JSON the slashes have escapes.
    private func hasScheme(_ text: [UInt8]) -> Bool {
        guard let colon = text.firstIndex(where: { $0 == ascii(":") || $0 == ascii("=") || $0.isBlank }),
            text[colon] == ascii(":"), colon > 1, colon + 1 < text.count
        else { return false }
        let isName = text[..<colon].allSatisfy {
            $0.isLetter || $0.isDigit || $0 == ascii("+") || $0 == ascii("-") || $0 == ascii(".")
        }
        return isName && (text[colon + 1] == ascii("/") || text[colon + 1] == ascii("\\"))
    }

    /// Returns the possible kinds of a request with its reply.
    private func kinds(of content: PastedMessage.Content) -> [PastedMessage.Kind] {
        var kinds: [PastedMessage.Kind] = []
        func add(_ kind: PastedMessage.Kind) { if !kinds.contains(kind) { kinds.append(kind) } }
        let isTokenForm = content.body.map { isTokenBody(Array($0.utf8)) } ?? false
        if isTokenForm { add(.tokenRequest) }
        if let url = content.url {
            let target = content.readsHead ? RequestInput(url, readsHead: true, endpoint: nil).url : url.octets
            switch FlowHints.kind(ofURL: target) {
            case .request?: add(.request)
            case .answer?: add(.answer)
            case .tokenRequest?: add(content.body == nil ? .request : .tokenRequest)
            default: break
            }
        }
        if content.challenge != nil { add(.challenge) }
        if let location = content.location, let kind = FlowHints.kind(ofURL: location.octets) {
            add(kind == .request ? .request : .answer)
        }
        if let body = content.replyBody, FlowHints.isTokenReply(Array(body.utf8)) { add(.tokenReply) }
        guard !kinds.isEmpty else { return [] }
        // The other possible kinds, if the user knows better.
        if content.url != nil { add(.request) }
        if content.url != nil || content.location != nil { add(.answer) }
        if content.body != nil { add(.tokenRequest) }
        if content.replyBody != nil { add(.tokenReply) }
        return kinds
    }

    private func isTokenBody(_ body: [UInt8]) -> Bool {
        if body.first(where: { !$0.isBlank }) == ascii("{") {
            return (try? JSONValue(reading: body))?["grant_type"] != nil
        }
        return FlowHints.isTokenForm(body)
    }
}
