/// A place in a document by the names that lead there (RFC 6901), as a `$ref` of OpenAPI gives it.
struct JSONPointer: Hashable {
    var tokens: [String]

    /// Reads the fragment of a URL, without its `#` (RFC 6901 §6); nil where it is no pointer.
    init?(fragment: some StringProtocol) {
        guard let text = Self.percentDecoded(fragment) else { return nil }
        guard !text.isEmpty else {
            tokens = []
            return
        }
        guard text.hasPrefix("/") else { return nil }
        // §4: first ~1, then ~0, so that ~01 is ~1 and no slash.
        tokens = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { token in
            String(token).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }

    private static func percentDecoded(_ text: some StringProtocol) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let octets = Array(text.utf8)
        var decoded: [UInt8] = []
        var at = 0
        while at < octets.count {
            if octets[at] == UInt8(ascii: "%") {
                guard at + 2 < octets.count, let high = digit(octets[at + 1]), let low = digit(octets[at + 2]) else {
                    return nil
                }
                decoded.append(high << 4 | low)
                at += 3
            } else {
                decoded.append(octets[at])
                at += 1
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        octet < 0x80 ? Character(Unicode.Scalar(octet)).hexDigitValue.map { UInt8($0) } : nil
    }
}
