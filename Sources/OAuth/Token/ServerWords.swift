import Text

/// A message in the server's own words, with its place in the reply.
///
/// The text is the server's: sanitise it before it is shown.
public struct ServerWords: Equatable, Sendable {
    /// Such as `error.message`, or `the title of the page`; nil for `error_description`, where it belongs.
    public let place: String?
    /// In one line, at most 300 characters.
    public let text: String

    /// The most scalars that are kept of a text.
    private static let longest = 300

    /// Nil when the text has nothing but white space.
    init?(_ text: String, at place: String?) {
        // Line ends and runs of blanks become one blank; whatever else is there stays for the sanitiser to show.
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

    /// The same with `‹redacted:length›` for each of the secrets that the server repeats.
    func hiding(_ secrets: [Secret]) -> ServerWords {
        // A shorter one may be a part of any word.
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

    /// A sentence that says who speaks, and ends.
    var sentence: String {
        "The server says\(place.map { ", in \($0)" } ?? ""): \(Wording.sentence(text))"
    }
}
