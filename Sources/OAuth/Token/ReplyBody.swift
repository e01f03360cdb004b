import JSON
import Text

/// The body of a reply, parsed as far as possible without looking at its members.
struct ReplyBody {
    enum Content {
        case json(JSONValue)
        /// The decoded fields of a form, as members with string values.
        case form(JSONValue)
        /// A web page, with its title.
        case page(ServerWords?)
        /// Anything else. The words are its first line, if it is short enough to be a message.
        case unreadable(TokenReplyProblem, ServerWords?)
    }

    let content: Content
    let hasByteOrderMark: Bool

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ octets: [UInt8]) {
        hasByteOrderMark = octets.starts(with: Self.byteOrderMark)
        content = Self.content(of: hasByteOrderMark ? Array(octets.dropFirst(Self.byteOrderMark.count)) : octets)
    }

    private static func content(of octets: [UInt8]) -> Content {
        let first = octets.first { !$0.isBlank }
        if first == ascii("<") { return .page(PageTitle.words(in: octets)) }
        if let place = UTF8Scanner.firstInvalid(in: octets)?.place {
            return .unreadable(.notUTF8(line: place.line, column: place.column), nil)
        }
        do {
            return .json(try JSONValue(reading: octets, limits: limits(repeatedNames: false)))
        } catch {
            if let tree = try? JSONValue(reading: octets, limits: limits(repeatedNames: true)) {
                let name = repeatedName(in: tree)
                return .unreadable(.repeatedName(name, line: error.line, column: error.column), nil)
            }
            if let form = FormBody(octets) { return form.content }
            return .unreadable(.notJSON(line: error.line, column: error.column), plainWords(octets, first))
        }
    }

    private static func limits(repeatedNames: Bool) -> JSONLimits {
        JSONLimits(octets: TokenReply.largestBody, depth: 16, allowsRepeatedNames: repeatedNames)
    }

    /// Returns the standard name that occurs twice in the object.
    private static func repeatedName(in tree: JSONValue) -> String? {
        guard case .object(let members) = tree else { return nil }
        return FormBody.names.first { name in members.count { $0.name.hasSameOctets(as: name) } > 1 }
    }

    /// Returns short text, which some proxies send. Text that could contain a token is not repeated.
    private static func plainWords(_ octets: [UInt8], _ first: UInt8?) -> ServerWords? {
        guard let first, first.isLetter || first.isDigit || first >= 0x80, !octets.contains(ascii("=")),
            octets.split(whereSeparator: \.isBlank).allSatisfy({ $0.count <= longestWord })
        else { return nil }
        return ServerWords(String(octets: octets), at: "the reply")
    }

    private static let longestWord = 40
}

/// Parses a form-encoded body with the members of a token response.
private struct FormBody {
    /// The members of RFC 6749 §5.1 and §5.2.
    static let names = [
        "access_token", "token_type", "expires_in", "refresh_token", "scope", "error", "error_description", "error_uri",
    ]

    let content: ReplyBody.Content

    /// Returns nil if the body is anything else.
    init?(_ octets: [UInt8]) {
        // Octets that are not unreserved should be percent-encoded (WHATWG URL §5.2), but some servers do not encode
        // all of them.
        let text = octets[...].trimmed
        guard !text.isEmpty, text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        var members: [JSONValue.Member] = []
        for piece in QueryPieces(text) where !piece.isEmpty {
            let name = PercentCoding.decode(text[piece.name])
            members.append(JSONValue.Member(name, .string(PercentCoding.decode(text[piece.value]))))
        }
        guard members.contains(where: { ["access_token", "error"].contains($0.name) }) else { return nil }
        var seen: Set<[UInt8]> = []
        if let repeated = members.first(where: { !seen.insert(Array($0.name.utf8)).inserted }) {
            let name = Self.names.first { $0.hasSameOctets(as: repeated.name) }
            let column = Self.column(ofSecond: repeated.name, in: text) + (text.startIndex - octets.startIndex)
            content = .unreadable(.repeatedName(name, line: 1, column: column), nil)
        } else {
            content = .form(.object(members))
        }
    }

    private static func column(ofSecond name: String, in text: Octets) -> Int {
        let starts = QueryPieces(text).filter { PercentCoding.decode(text[$0.name]).hasSameOctets(as: name) }
            .map(\.range.lowerBound)
        return (starts.dropFirst().first ?? text.startIndex) - text.startIndex + 1
    }
}
