/// Copies through the terminal with OSC 52, for use over SSH or without a clipboard program.
package struct TerminalClipboard: Sendable {
    /// The length of the longest text. Many terminals drop or cut a longer one.
    package static let longest = 8_000

    package enum Refusal: Error, Equatable {
        case tooLong(Int)
        /// The terminal shows such sequences as text.
        case unsupported(String)

        package var message: String {
            switch self {
            case .tooLong(let octets):
                "Not copied: \(octets) bytes, a terminal takes \(TerminalClipboard.longest)"
            case .unsupported(let terminal): "No clipboard in a \(terminal) terminal"
            }
        }
    }

    private let terminal: String
    private let isScreen: Bool

    package init(environment: Environment) {
        terminal = environment["TERM"] ?? "dumb"
        isScreen = environment["STY"] != nil
    }

    /// Returns the sequence that copies the text. Base64 cannot contain the end of the sequence.
    package func sequence(for text: String) throws(Refusal) -> [UInt8] {
        let octets = Array(text.utf8)
        guard octets.count <= Self.longest else { throw .tooLong(octets.count) }
        for known in ["linux", "vt", "ansi", "dumb", "cons25"] where terminal.hasPrefix(known) {
            throw .unsupported(terminal)
        }
        let sequence = Array("\u{1B}]52;c;".utf8) + Self.base64(octets) + [0x07]
        return isScreen ? Self.throughScreen(sequence) : sequence
    }

    /// GNU screen passes on the contents of device control strings, of at most 768 octets each.
    private static func throughScreen(_ sequence: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for start in stride(from: 0, to: sequence.count, by: 250) {
            result += Array("\u{1B}P".utf8) + sequence[start..<min(start + 250, sequence.count)]
            result += Array("\u{1B}\\".utf8)
        }
        return result
    }

    /// Encodes as Base64 (RFC 4648 §4).
    private static func base64(_ octets: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start..<min(start + 3, octets.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << ((3 - group.count) * 8)
            for place in 0..<4 {
                result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return result
    }
}
