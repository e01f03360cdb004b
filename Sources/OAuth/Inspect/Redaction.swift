import Text

/// Finds and hides secrets: codes, tokens, client secrets and code verifiers.
public enum Redaction {
    /// Parameters and members whose values are secrets, as `plain(_:)` writes them.
    private static let parameters: Set<String> = [
        "code", "idtokenhint", "logouthint", "apikey", "authreqid", "devicecode", "usercode", "passwd", "samlresponse",
    ]
    /// The ends of other such names, such as `access_token` and `clientSecret`.
    private static let ends = ["token", "secret", "password", "verifier", "assertion"]
    /// Header fields whose values are secrets, as `plain(_:)` writes them. As parameters, they are secrets too.
    private static let fields: Set<String> = [
        "authorization", "proxyauthorization", "cookie", "setcookie", "dpop", "xapikey", "xauthtoken", "xaccesstoken",
        "xcsrftoken",
    ]
    /// The ends of names whose values identify a machine, such as `device_id` and `X-Device-Name`.
    private static let identityEnds = ["deviceid", "devicename", "deviceuuid", "installationid", "machineid", "udid"]

    /// Returns whether values of the parameter are secrets.
    ///
    /// - Parameter name: The name, decoded; the case of ASCII letters does not matter.
    /// - Returns: Whether they are secrets.
    public static func hides(parameter name: String) -> Bool {
        let name = plain(name)
        return parameters.contains(name) || fields.contains(name) || ends.contains { name.hasSuffix($0) }
    }

    /// The name in lower case, without underscores, hyphens and blanks: servers and clients spell names in different ways.
    /// Of a text that is more than a name, such as a URL with its first parameter, the last word counts.
    private static func plain(_ name: String) -> String {
        let isEnd = { (octet: UInt8) in octet < 0x80 && !octet.isUnreserved && !octet.isBlank || octet == ascii(".") }
        let word = name.utf8.split(whereSeparator: isEnd).last ?? name.utf8[...]
        return String(octets: word.filter { $0 != ascii("_") && $0 != ascii("-") && !$0.isBlank }.asciiLowercased)
    }

    /// Returns whether values of the header field are secrets.
    ///
    /// - Parameter name: The name of the field, in any case.
    /// - Returns: Whether they are secrets.
    public static func hides(field name: String) -> Bool {
        fields.contains(plain(name))
    }

    /// Returns whether values of the parameter or field identify a machine.
    fileprivate static func identifies(_ name: String) -> Bool {
        let name = plain(name)
        return identityEnds.contains { name.hasSuffix($0) }
    }

    /// Returns the text in place of a secret, such as `‹redacted:43›`.
    ///
    /// - Parameter octets: The length of the secret.
    /// - Returns: The text.
    public static func mask(_ octets: Int) -> String { "‹redacted:\(octets)›" }

    /// Returns a text of any form with a mask for each secret in it.
    ///
    /// It finds secrets by the names before them, in queries, forms, JSON, header fields and curl commands, even if
    /// encoded or escaped once more, and it finds JSON Web Tokens by their shape. What is masked already stays.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - withIdentity: Whether to hide also what identifies a machine, such as a device id.
    /// - Returns: The text without the secrets.
    public static func redacted(_ text: String, withIdentity: Bool = false) -> String {
        let octets = Array(text.utf8)
        var result: [UInt8] = []
        var end = 0
        for range in ranges(in: octets, withIdentity: withIdentity) {
            result += octets[end..<range.lowerBound]
            result += mask(range.count).utf8
            end = range.upperBound
        }
        return end == 0 ? text : String(octets: result + octets[end...])
    }

    /// Returns the places of the secrets in a text of any form, in ascending order, without overlaps.
    package static func ranges(in text: [UInt8], withIdentity: Bool = false) -> [Range<Int>] {
        var scan = SecretScan(text, withIdentity: withIdentity)
        return scan.run()
    }
}

/// One pass over a text that looks for secrets. It takes linear time.
private struct SecretScan {
    private let text: [UInt8]
    private var found: [Range<Int>] = []
    /// Values of `code_challenge`, which are verifiers unless the method is a hash.
    private var challenges: [Range<Int>] = []
    private var hashesChallenge = false
    /// The last value of a parameter that is not encoded.
    private var lastValue = 0..<0
    /// The `value` of the present JSON object, and whether its `name` says that it is a secret, as in a HAR file.
    private var pairValue: Range<Int>?
    private var pairIsSecret = false

    private let withIdentity: Bool

    private static let longestName = 64
    private static let maskStart = Array("‹redacted:".utf8)

    init(_ text: [UInt8], withIdentity: Bool) {
        self.text = text
        self.withIdentity = withIdentity
    }

    private func hides(parameter name: String) -> Bool {
        Redaction.hides(parameter: name) || withIdentity && Redaction.identifies(name)
    }

    private func hides(field name: String) -> Bool {
        Redaction.hides(field: name) || withIdentity && Redaction.identifies(name)
    }

    mutating func run() -> [Range<Int>] {
        var index = 0
        while index < text.count {
            switch text[index] {
            case ascii("="): readValue(nameEnd: index, start: index + 1, isEncoded: false)
            case ascii("%"): readEncodedEquals(at: index)
            case ascii("\\"): readEscapedEquals(at: index)
            case ascii(":"): readField(at: index)
            case ascii("e"): readJWT(at: index)
            case ascii("-"): readUser(at: index)
            case ascii("{"), ascii("}"): (pairValue, pairIsSecret) = (nil, false)
            default: break
            }
            index += 1
        }
        if !hashesChallenge { found += challenges }
        return Self.joined(found.filter { !text[$0].starts(with: Self.maskStart) })
    }

    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = result.last, last.upperBound >= range.lowerBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    // MARK: name=value

    /// `%3D`, also encoded once more.
    private mutating func readEncodedEquals(at index: Int) {
        for sign in ["%3D", "%253D"] where hasPrefix(sign, at: index) {
            readValue(nameEnd: index, start: index + sign.utf8.count, isEncoded: true)
        }
    }

    /// `\u003d` of JSON.
    private mutating func readEscapedEquals(at index: Int) {
        guard hasPrefix("\\u003d", at: index) else { return }
        readValue(nameEnd: index, start: index + 6, isEncoded: false)
    }

    private mutating func readValue(nameEnd: Int, start: Int, isEncoded: Bool) {
        var nameEnd = nameEnd
        // A shell's `\=`.
        if nameEnd > 0, text[nameEnd - 1] == ascii("\\") { nameEnd -= 1 }
        let name = name(endingAt: nameEnd)
        guard !name.isEmpty else { return }
        // A value in quotation marks.
        let isQuoted = start < text.count && (text[start] == ascii("\"") || text[start] == ascii("'"))
        let start = isQuoted ? start + 1 : start
        let isChallenge = name == "code_challenge"
        guard isChallenge || name == "code_challenge_method" || hides(parameter: name) else { return }
        // A value may hold other names: the end that was found for it is theirs too, so that each octet is read once.
        let isInside = !isEncoded && lastValue.contains(start)
        let value = start..<(isInside ? lastValue.upperBound : valueEnd(from: start, isEncoded: isEncoded))
        if !isEncoded { lastValue = value }
        switch name {
        case "code_challenge": challenges.append(value)
        case "code_challenge_method":
            let method = text[value].prefix(4).asciiLowercased
            if method.elementsEqual("s256".utf8) || method.starts(with: "sha".utf8) { hashesChallenge = true }
        default: found.append(value)
        }
    }

    /// Returns the name before a sign, decoded and in lower case: its last word.
    private func name(endingAt end: Int) -> String {
        var start = end
        while start > 0, end - start < Self.longestName, Self.isNamePart(text[start - 1]) { start -= 1 }
        var raw = text[start..<end]
        // The rest of `\u0026`.
        if start > 0, text[start - 1] == ascii("\\"), raw.first == ascii("u"), raw.count > 5 { raw = raw.dropFirst(5) }
        var name = Array(raw)
        for _ in 0..<2 where name.contains(ascii("%")) { name = Array(PercentCoding.decode(name[...]).utf8) }
        while name.last?.isBlank == true { name.removeLast() }
        let word = name.lastIndex { !Self.isNamePart($0) || $0 == ascii("%") }.map { name[($0 + 1)...] } ?? name[...]
        return String(octets: word.asciiLowercased)
    }

    private static func isNamePart(_ octet: UInt8) -> Bool {
        octet.isLetter || octet.isDigit || octet == ascii("_") || octet == ascii("-") || octet == ascii("%")
    }

    private func valueEnd(from start: Int, isEncoded: Bool) -> Int {
        var index = start
        while index < text.count {
            switch text[index] {
            case ascii("&"), ascii("#"), ascii("\""), ascii("'"), ascii("`"), ascii("<"), ascii(">"), ascii("\\"), 0x20,
                0x09, 0x0A, 0x0D:
                return index
            case ascii("%") where isEncoded && (hasPrefix("%26", at: index) || hasPrefix("%2526", at: index)):
                return index
            default: index += 1
            }
        }
        return index
    }

    private func hasPrefix(_ sign: String, at index: Int) -> Bool {
        let count = sign.utf8.count
        guard index + count <= text.count else { return false }
        return zip(text[index..<index + count], sign.utf8).allSatisfy { $0.lowercased == $1.lowercased }
    }

    // MARK: name: value

    /// Reads a header field, or a member of JSON.
    private mutating func readField(at colon: Int) {
        var end = colon
        while end > 0, text[end - 1] == 0x20 { end -= 1 }
        if end > 0, text[end - 1] == ascii("\"") {
            end -= 1
            if end > 0, text[end - 1] == ascii("\\") { end -= 1 }
            let name = name(endingAt: end)
            readMember(name, after: colon)
        } else if hides(field: name(endingAt: end)) {
            readFieldValue(after: colon)
        } else {
            readUserinfo(at: colon)
        }
    }

    private mutating func readMember(_ name: String, after colon: Int) {
        guard let range = string(after: colon) else { return }
        switch name {
        case "name":
            let named = String(octets: Array(text[range]))
            pairIsSecret = hides(parameter: named) || hides(field: named)
            if pairIsSecret, let pairValue { found.append(pairValue) }
        case "value":
            if pairIsSecret { found.append(range) } else { pairValue = range }
        default:
            if hides(parameter: name) || hides(field: name) { found.append(range) }
        }
    }

    /// Returns the range of the JSON string after a colon, or nil.
    private func string(after colon: Int) -> Range<Int>? {
        var start = colon + 1
        while start < text.count, text[start].isBlank { start += 1 }
        if start < text.count, text[start] == ascii("\\") { start += 1 }
        guard start < text.count, text[start] == ascii("\"") else { return nil }
        start += 1
        var end = start
        while end < text.count, text[end] != ascii("\"") {
            // `\"` ends a string within a string; any other escape belongs to the value.
            end += text[end] == ascii("\\") && end + 1 < text.count && text[end + 1] != ascii("\"") ? 2 : 1
        }
        end = min(end, text.count)
        if end > start, end < text.count, text[end - 1] == ascii("\\") { end -= 1 }
        return start..<end
    }

    /// The value up to the end of the line or of a quotation; the name of a scheme stays.
    private mutating func readFieldValue(after colon: Int) {
        var start = colon + 1
        while start < text.count, text[start] == 0x20 { start += 1 }
        var end = start
        while end < text.count, ![0x0A, 0x0D, ascii("'"), ascii("\"")].contains(text[end]) { end += 1 }
        let scheme = text[start..<end].prefix { $0.isLetter || $0 == ascii("-") }
        if !scheme.isEmpty, scheme.endIndex < end, text[scheme.endIndex] == 0x20 { start = scheme.endIndex + 1 }
        found.append(start..<end)
    }

    /// `://user:password@`
    private mutating func readUserinfo(at colon: Int) {
        guard hasPrefix("://", at: colon) else { return }
        var end = colon + 3
        var password: Int?
        while end < text.count, text[end] > 0x20, ![ascii("/"), ascii("?"), ascii("#")].contains(text[end]) {
            if text[end] == ascii(":"), password == nil { password = end + 1 }
            if text[end] == ascii("@"), let password { found.append(password..<end) }
            end += 1
        }
    }

    // MARK: Other shapes

    /// `eyJ…`: three or more parts of Base64url, or a broken one.
    private mutating func readJWT(at start: Int) {
        guard hasPrefix("eyJ", at: start), start == 0 || !text[start - 1].isBase64URL else { return }
        let ends = Array("\"'`&<>,;)}]#".utf8)
        let end = text[start...].firstIndex { $0 <= 0x20 || $0 == ascii("\\") || ends.contains($0) } ?? text.count
        guard end - start >= 20, text[start..<end].contains(ascii(".")) else { return }
        found.append(start..<end)
    }

    /// `-u id:secret` and `--user id:secret` of curl, `-a id:secret` and `--auth id:secret` of HTTPie.
    private mutating func readUser(at start: Int) {
        guard start == 0 || text[start - 1].isBlank else { return }
        var end = start
        for option in ["-u", "--user", "-a", "--auth"] where hasPrefix(option, at: start) {
            end = start + option.utf8.count
        }
        guard end > start, end < text.count else { return }
        while end < text.count, text[end] == 0x20 || text[end] == ascii("=") { end += 1 }
        let quote: UInt8? = [ascii("'"), ascii("\"")].contains(end < text.count ? text[end] : 0) ? text[end] : nil
        if quote != nil { end += 1 }
        let last = text[end...].firstIndex { quote == nil ? $0.isBlank : $0 == quote } ?? text.count
        guard let colon = text[end..<last].firstIndex(of: ascii(":")) else { return }
        found.append(colon + 1..<last)
    }
}
