/// Base64 with the alphabet for URLs and without padding (RFC 4648 §5, RFC 7636 Appendix A).
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ octets: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for octet in octets {
            bits = (bits << 8 | UInt32(octet)) & 0x3fff
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> count & 0x3f)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 0x3f)]) }
        return String(octets: text)
    }
}

/// Base64 with its standard alphabet and padding (RFC 4648 §4), as Basic authentication wants it (RFC 7617 §2).
enum Base64 {
    static func encode(_ octets: [UInt8]) -> String {
        var text = Base64URL.encode(octets).utf8.map { octet in
            octet == ascii("-") ? ascii("+") : octet == ascii("_") ? ascii("/") : octet
        }
        while text.count % 4 != 0 { text.append(ascii("=")) }
        return String(octets: text)
    }
}
