/// Damage of the kind that copying, typing and attackers do.
enum Mutation {
    private static let pieces = [
        "&", "=", "%", "#", "?", "@", ":", "/", "//", "+", " ", "\n", "\u{0}", "\u{200B}", "é", "e\u{301}", "%zz",
        "%25", "%00",
        "%C3", "%E2%80%8B", "&&", "&amp;", "scope=", "&state=a", "&request=x", "&resource=a%23", "[", "]", "*", ",",
        "\"", "xn--",
        "%2C", "http://", "code_challenge_method=plain", "\u{FEFF}", "😀", "&authorization_details=[{",
        "&prompt=none%20login",
    ]

    static func mutate(_ text: String, using generator: inout some RandomNumberGenerator) -> String {
        var octets = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...octets.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: octets.insert(contentsOf: Array((pieces.randomElement(using: &generator) ?? "&").utf8), at: place)
            case 1: octets.removeSubrange(place..<min(octets.count, place + Int.random(in: 1...12, using: &generator)))
            case 2: if place < octets.count { octets[place] = UInt8.random(in: 0...255, using: &generator) }
            case 3:
                let end = min(octets.count, place + Int.random(in: 1...60, using: &generator))
                octets.insert(
                    contentsOf: Array(octets[place..<end]), at: Int.random(in: 0...octets.count, using: &generator))
            default: if place < octets.count { octets[place] ^= 0x20 }
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
