/// The path of a file as octets, which need not be UTF-8.
///
/// It cannot be interpolated into a string: a path that was converted to text could name another file
/// (`docs/decisions/0018-paths-are-octets.md`).
package struct OctetPath: Hashable, Sendable {
    package let octets: [UInt8]

    package init(octets: some Sequence<UInt8>) { self.octets = Array(octets) }

    package init(_ text: String) { octets = Array(text.utf8) }

    /// Returns the path of a file in this folder, whose path may end with a slash.
    package func appending(_ name: some Sequence<UInt8>) -> OctetPath {
        let end = octets.lastIndex { $0 != Self.slash }.map { $0 + 1 } ?? 0
        return OctetPath(octets: octets[..<end] + [Self.slash] + name)
    }

    package func appending(_ name: String) -> OctetPath { appending(name.utf8) }

    package var isAbsolute: Bool { octets.first == Self.slash }

    /// The part after the last slash.
    package var name: ArraySlice<UInt8> {
        octets[(octets.lastIndex(of: Self.slash).map { $0 + 1 } ?? 0)...]
    }

    /// The part before the last slash, or nil when there is no slash.
    package var folder: OctetPath? {
        guard let slash = octets.lastIndex(of: Self.slash) else { return nil }
        return OctetPath(octets: octets[..<max(1, slash)])
    }

    /// The path as text, for users and for JSON, with `\xFF` for an octet that is not UTF-8. Sanitise it before
    /// showing.
    package var text: String { Self.text(of: octets[...]) }

    /// The name as text, in the same form as `text`.
    package var nameText: String { Self.text(of: name) }

    /// The path as a word of a shell command, quoted if necessary.
    package var shellWord: String {
        // A word that begins with a hyphen would be an option.
        let octets = octets.first == UInt8(ascii: "-") ? Array("./".utf8) + octets : octets
        if !octets.isEmpty, octets.allSatisfy(Self.isPlain) { return String(decoding: octets, as: UTF8.self) }
        if octets.allSatisfy({ 0x20...0x7E ~= $0 && $0 != UInt8(ascii: "'") }) {
            return "'\(String(decoding: octets, as: UTF8.self))'"
        }
        // The quoting of bash, zsh and ksh that can express every octet.
        var word = "$'"
        for octet in octets {
            switch octet {
            case UInt8(ascii: "'"), UInt8(ascii: "\\"): word += "\\" + String(UnicodeScalar(octet))
            case 0x20...0x7E: word += String(UnicodeScalar(octet))
            default: word += "\\x" + Self.hexadecimal(octet)
            }
        }
        return word + "'"
    }

    /// The path as a C string, with a zero at the end.
    package var cString: [CChar] { octets.map { CChar(bitPattern: $0) } + [0] }

    /// Calls a C function with the path.
    package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        // The array is never empty, because it ends with a zero.
        cString.withUnsafeBufferPointer { body($0.baseAddress.unsafelyUnwrapped) }
    }

    private static let slash = UInt8(ascii: "/")

    private static func text(of octets: ArraySlice<UInt8>) -> String {
        if let text = String(validating: octets, as: UTF8.self) { return text }
        var text = ""
        var start = octets.startIndex
        var parser = Unicode.UTF8.ForwardParser()
        var rest = octets.makeIterator()
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let scalar):
                text.unicodeScalars.append(Unicode.UTF8.decode(scalar))
                start += scalar.count
            case .error(let length):
                for octet in octets[start..<start + length] { text += "\\x" + hexadecimal(octet) }
                start += length
            case .emptyInput: return text
            }
        }
    }

    private static func isPlain(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "/._-+,:@%".utf8.contains(octet)
        }
    }

    private static func hexadecimal(_ octet: UInt8) -> String {
        let digits = String(octet, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }
}

extension OctetPath: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text) }
}
