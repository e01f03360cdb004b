import OAuth
import Text

/// A written text in parts: the address, and the parameters with their parts that are not literal.
struct MessageReading {
    typealias Element = WrittenText.Element

    /// One piece of the query or form.
    private struct Parameter {
        var name: String
        var value: ArraySlice<Element>
        var elements: ArraySlice<Element>
        /// The `&` before the piece.
        var separator: Element?
    }

    private let elements: [Element]
    /// The end of the address: the place of `?` or `#`; nil for a form.
    private let mark: Int?
    private var parameters: [Parameter] = []
    private(set) var openNames: Set<String> = []
    private(set) var isOpen = false
    private(set) var hasOpenEndpoint = false

    init(_ written: WrittenText) {
        elements = written.elements
        mark =
            elements.firstIndex { $0.octet == ascii("?") }
            ?? elements.firstIndex { $0.octet == ascii("#") }
        readAddress()
        readParameters()
    }

    // MARK: Reading

    private mutating func readAddress() {
        guard let mark else { return hasOpenEndpoint = true }
        let address = elements[..<mark]
        let octets = address.map(\.octet)
        let isComplete = octets.first == ascii("/") || String(octets: octets).contains("://")
        hasOpenEndpoint = !isComplete || address.contains(where: \.isHole)
    }

    private mutating func readParameters() {
        let query = elements[(mark.map { $0 + 1 } ?? 0)...]
        let pieces = query.split(omittingEmptySubsequences: false) { $0.octet == ascii("&") }
        for (index, piece) in pieces.enumerated() {
            let isLast = index == pieces.count - 1
            let separator = index > 0 ? elements[piece.startIndex - 1] : nil
            guard let sign = piece.firstIndex(where: { $0.octet == ascii("=") }) else {
                // A hole can contain any parameters, and after `&` at the end others are appended elsewhere.
                if piece.contains(where: \.isHole) || piece.isEmpty && isLast {
                    isOpen = true
                } else {
                    parameters.append(Parameter(name: "", value: [], elements: piece, separator: separator))
                }
                continue
            }
            guard !piece[..<sign].contains(where: \.isHole) else {
                isOpen = true
                continue
            }
            let name = PercentCoding.decode(piece[..<sign].map(\.octet)[...])
            let value = piece[(sign + 1)...]
            if value.contains(where: \.isHole) { openNames.insert(name) }
            if isLast, value.isEmpty { (isOpen, _) = (true, openNames.insert(name)) }
            // A hole after a value can contain more parameters.
            if isLast, value.count > 1, value.last?.isHole == true { isOpen = true }
            if Placeholder.isName(value.map(\.octet)[...]) { openNames.insert(name) }
            parameters.append(Parameter(name: name, value: value, elements: piece, separator: separator))
        }
    }

    // MARK: Checking

    private func has(_ names: String...) -> Bool { parameters.contains { names.contains($0.name) } }

    private func literal(_ name: String) -> [UInt8]? {
        guard let value = parameters.first(where: { $0.name.hasSameOctets(as: name) })?.value,
            !value.contains(where: \.isHole)
        else { return nil }
        return value.map(\.octet)
    }

    /// The kind of message by its parameters; nil if it is not clearly one.
    var kind: FoundMessage.Kind? {
        if has("grant_type") {
            guard let grant = literal("grant_type"), grant.equals("authorization_code") || grant.equals("code") else {
                return nil
            }
            return has("code", "client_id", "redirect_uri", "code_verifier", "client_secret") ? .tokenRequest : nil
        }
        if has("client_id", "response_type", "request_uri") {
            let isRequest =
                has("response_type", "redirect_uri", "scope", "code_challenge", "response_mode", "request_uri")
                || has("state") && !has("code")
            let needs = mark == nil ? has("client_id") && has("response_type") : true
            return isRequest && needs && !has("code", "client_secret_post") && !isSignOut ? .authorizationRequest : nil
        }
        guard mark != nil else { return nil }
        let isAnswer =
            has("code") && has("state") || has("error") && has("state", "error_description")
            || has("access_token") && has("state", "token_type", "expires_in")
        return isAnswer ? .authorizationResponse : nil
    }

    /// Whether the address is that of a page that ends a session, which takes some of the same parameters.
    private var isSignOut: Bool {
        let address = elements[..<(mark ?? 0)].map(\.octet).asciiLowercased
        let text = String(octets: address)
        return ["logout", "signout", "sign_out", "end_session", "endsession"].contains { text.contains($0) }
    }

    // MARK: The text for the linter

    /// Returns the text, with harmless values for holes, and the range of its query or form.
    func made(as kind: FoundMessage.Kind) -> (elements: [Element], query: Range<Int>) {
        var made = address
        let isForm = kind == .tokenRequest && mark == nil
        if isForm { made = [] } else { made.append(element(mark.map { elements[$0].octet } ?? ascii("?"))) }
        let start = made.count
        for (index, parameter) in parameters.enumerated() {
            if index > 0 { made.append(parameter.separator ?? element(ascii("&"))) }
            if parameter.value.isEmpty, openNames.contains(parameter.name) {
                made += parameter.elements + [element(ascii("x"), at: parameter.elements.last)]
            } else {
                made += parameter.elements.prefix(parameter.elements.count - parameter.value.count)
                made += filled(parameter)
            }
        }
        return (made, start..<made.count)
    }

    /// Returns the value of a parameter. A hole alone gets a value that other rules accept.
    private func filled(_ parameter: Parameter) -> [Element] {
        let usual =
            switch parameter.name {
            case "response_type": "code"
            case "code_challenge_method": "S256"
            default: "x"
            }
        let filler = parameter.value.count == 1 ? usual : "x"
        return parameter.value.flatMap { one in
            one.isHole ? filler.utf8.map { Element(octet: $0, source: one.source) } : [one]
        }
    }

    /// The address. If its beginning is not known, the rest is a path.
    private var address: [Element] {
        let address = elements[..<(mark ?? 0)]
        guard address.contains(where: \.isHole) || hasOpenEndpoint else { return Array(address) }
        let colon = address.firstIndex { $0.octet == ascii(":") }
        if let colon, !address[..<colon].contains(where: \.isHole) {
            return address.map { $0.isHole ? Element(octet: ascii("x"), source: $0.source) : $0 }
        }
        let hole = address.lastIndex(where: \.isHole)
        let path = address[(hole.map { $0 + 1 } ?? 0)...].drop { $0.octet != ascii("/") }
        return path.isEmpty ? [element(ascii("/"))] : Array(path)
    }

    /// Returns an octet that is not in the source.
    private func element(_ octet: UInt8, at place: Element? = nil) -> Element {
        let start = (place ?? elements.first)?.source.lowerBound ?? 0
        return Element(octet: octet, source: start..<start)
    }
}
