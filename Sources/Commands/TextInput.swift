import Catalog
import Glibc
import OAuth
import Platform
import Text

/// The text that a command is about: an argument, a file that an argument names, or standard input.
package struct TextInput {
    package let text: String
    /// The argument, if it looks like the name of a file and there is none. It is masked if it may be a token.
    package private(set) var missingFile: String?

    /// - Parameters:
    ///   - argument: The text, the name of a file, or `-` or nil for standard input.
    ///   - name: The name of the command, for the message that there is no input.
    package init(_ argument: String?, name: String) throws {
        let octets: [UInt8]
        let place: String
        if let argument, argument != "-" {
            guard Self.isFile(argument) else {
                text = argument
                if Self.looksLikeName(argument) { missingFile = Self.shown(argument) }
                return
            }
            octets = try readFile(argument, allowsPipe: true)
            place = argument
        } else {
            guard argument == "-" || isatty(STDIN_FILENO) == 0 else {
                throw CommandFailure(.usage, "give a text or a file, or pipe one in; see authscope \(name) --help")
            }
            octets = try readStandardInput()
            place = "standard input"
        }
        if let (index, spot) = UTF8Scanner.firstInvalid(in: octets) {
            let octet = String(octets[index], radix: 16, uppercase: true)
            throw CommandFailure(.file, "\(place):\(spot.line):\(spot.column): the byte 0x\(octet) is not UTF-8")
        }
        text = String(decoding: octets, as: UTF8.self)
    }

    /// Whether a text is more like the name of a file than like a message: one word with a dot or a slash.
    private static func looksLikeName(_ text: String) -> Bool {
        text.utf8.count < 256 && !text.contains("://") && text.utf8.contains { $0 == ascii(".") || $0 == ascii("/") }
            && !text.utf8.contains { $0 <= 0x20 || "=?&{\"".utf8.contains($0) }
    }

    /// A token may have dots and slashes, too: it has a long word with a digit.
    private static func shown(_ name: String) -> String {
        let isPath = ["/", "./", "../", "~/"].contains { name.hasPrefix($0) }
        let words = name.utf8.split { !$0.isBase64URL }
        guard !isPath, words.contains(where: { $0.count >= 20 && $0.contains(where: \.isDigit) }) else {
            return Redaction.redacted(name)
        }
        return Redaction.mask(name.utf8.count)
    }

    /// A text with a line end, or longer than a path, is not the name of a file.
    private static func isFile(_ argument: String) -> Bool {
        guard argument.utf8.count < 4_096, !argument.utf8.contains(0x0A), !argument.utf8.contains(0) else {
            return false
        }
        return OctetPath(argument: argument).status(followsLinks: true).map { $0.kind != S_IFDIR } ?? false
    }
}
