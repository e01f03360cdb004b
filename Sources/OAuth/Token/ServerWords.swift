import Text

/// A message from the server, with its place in the reply.
///
/// The text is foreign: sanitise it before you show it.
public struct ServerWords: Equatable, Sendable {
    /// The place, such as `error.message` or `the title of the page`; nil for `error_description`, its standard place.
    public let place: String?
    /// The text in one line, at most 300 characters.
    public let text: String

    /// The maximum number of scalars that are kept.
    private static let longest = 300

    /// Returns nil if the text has only white space.
    init?(_ text: String, at place: String?) {
        // Replaces line ends and runs of blanks with one blank. The sanitiser shows any other character.
        let words = text.unicodeScalars.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        guard !words.isEmpty else { return nil }
        var line = String.UnicodeScalarView(words.joined(separator: " ".unicodeScalars))
        if line.count > Self.longest { line = String.UnicodeScalarView(line.prefix(Self.longest)) + "…".unicodeScalars }
        self.place = place
        self.text = String(line)
    }

    private init(text: String, place: String?) {
        self.text = text
        self.place = place
    }

    /// Returns the message with `‹redacted:length›` in place of each secret that the server repeats.
    func hiding(_ secrets: [Secret]) -> ServerWords {
        // A shorter secret may be a part of any word.
        let text = secrets.filter { $0.count >= 8 }.reduce(Array(text.utf8)) { text, secret in
            secret.withOctets { Self.replacing($0, in: text, with: "‹redacted:\(secret.count)›") }
        }
        return ServerWords(text: String(octets: text), place: place)
    }

    private static func replacing(_ octets: [UInt8], in text: [UInt8], with mark: String) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index...].starts(with: octets) {
                result += mark.utf8
                index += octets.count
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }

    /// The message as a complete sentence that says that the server wrote it.
    var sentence: String {
        "The server says\(place.map { ", in \($0)" } ?? ""): \(Wording.sentence(text))"
    }
}
