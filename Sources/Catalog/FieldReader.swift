import JSON
import OAuth

/// A reader for the files of this project. It reads typed values and reports an error at a value that is not allowed.
struct FieldReader {
    /// The most entries in a list (`docs/security.md` S8).
    static let maximumListCount = 1_000

    var json: JSONReader

    init(_ octets: [UInt8], places: SourceMap? = nil) throws(JSONError) {
        json = try JSONReader(octets, places: places)
    }

    init(_ json: JSONReader) {
        self.json = json
    }

    /// Reads an object. `member` is called with each name and must read its value. Unknown names are an error.
    mutating func object(
        known: [String], required: [String] = [],
        member: (inout FieldReader, String) throws(JSONError) -> Void
    ) throws(JSONError) {
        let start = json.valueOffset()
        var missing = required
        try json.beginObject()
        while let name = try json.nextMember() {
            guard known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
                throw unknownKey(name, known: known)
            }
            missing.removeAll { $0 == name }
            try member(&self, name)
        }
        if let name = missing.first { throw json.error(at: start, "the key \"\(name)\" is missing") }
    }

    /// Reads a string that is not empty.
    mutating func text(maximumScalars: Int = 256) throws(JSONError) -> String {
        let start = json.valueOffset()
        let text = try json.string()
        guard !text.isEmpty else { throw json.error(at: start, "this text is empty") }
        guard text.unicodeScalars.count <= maximumScalars else {
            throw json.error(at: start, "this text has more than \(maximumScalars) characters")
        }
        return text
    }

    /// Reads a string. Throws if `fault` returns a fault for it.
    mutating func text(_ fault: (String) -> String?) throws(JSONError) -> String {
        let start = json.valueOffset()
        let text = try json.string()
        if let fault = fault(text) { throw json.error(at: start, fault) }
        return text
    }

    /// Reads one of the words of an enumeration.
    mutating func word<Word: RawRepresentable<String>>(_ words: [Word]) throws(JSONError) -> Word {
        let start = json.valueOffset()
        let text = try json.string()
        guard let word = words.first(where: { $0.rawValue == text }) else {
            let known = words.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
            throw json.error(at: start, "expected \(known)")
        }
        return word
    }

    /// Reads an array of different texts. `fault` checks each of them.
    mutating func list(
        maximum: Int = maximumListCount, _ fault: (String) -> String?
    ) throws(JSONError) -> [String] {
        var texts: [String] = []
        var seen = OctetTable()
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard texts.count < maximum else { throw json.error(at: start, "at most \(maximum) may be listed here") }
            let text = try text(fault)
            guard seen.append(text) else {
                throw json.error(at: start, "this is listed twice; remove one")
            }
            texts.append(text)
        }
        return texts
    }

    /// Returns the error for an unknown key. It suggests the nearest known key, or else lists the known keys.
    func unknownKey(_ name: String, known: [String]) -> JSONError {
        let short = String(String.UnicodeScalarView(name.unicodeScalars.prefix(40)))
        let shown = "unknown key \"\(short)\(name.unicodeScalars.count > 40 ? "…" : "")\""
        guard let near = nearestName(to: name, among: known) else {
            return json.error(at: json.nameOffset, "\(shown); the keys here are \(Self.list(known))")
        }
        return json.error(at: json.nameOffset, "\(shown); did you mean \"\(near)\"?")
    }
}

extension FieldReader {
    /// Returns the names with commas between them. Long lists are cut, so that the message fits three terminal lines.
    private static func list(_ names: [String]) -> String {
        var text = ""
        for (index, name) in names.enumerated() {
            let next = (index == 0 ? "" : ", ") + name
            guard text.utf8.count + next.utf8.count <= 130 else { return text + ", and \(names.count - index) more" }
            text += next
        }
        return text
    }
}

/// Checks of short texts. Each returns a fault in words for the user, or nil.
enum TextCheck {
    /// Checks for printable ASCII without spaces, as in the names of parameters, methods and modes.
    static func word(_ text: String) -> String? {
        if text.isEmpty { return "this text is empty" }
        let isWord = text.utf8.count <= 256 && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
        return isWord ? nil : "use printable ASCII without spaces here, at most 256 characters"
    }

    /// Checks for printable ASCII, as in a client_id (RFC 6749 appendix A.1), a response type or a field value.
    static func printable(_ text: String) -> String? {
        if text.isEmpty { return "this text is empty" }
        let isPrintable = text.utf8.count <= 1_024 && text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
        return isPrintable ? nil : "use printable ASCII here, at most 1,024 characters"
    }

    /// Checks for the name of a header field (RFC 9110 §5.6.2) that has no meaning in HTTP.
    static func headerName(_ text: String) -> String? {
        let isToken =
            !text.isEmpty && text.utf8.count <= 256
            && text.utf8.allSatisfy { octet in
                switch octet {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(octet)
                }
            }
        guard isToken else { return "this is not a header name; use letters, digits and hyphens" }
        guard ReservedFieldName.contains(text) else { return nil }
        return
            "the header \(text) has its own meaning in HTTP; name one of the provider's headers, such as X-API-Version"
    }

    /// Checks for three numbers of one to nine digits, with full stops between them.
    static func version(_ text: String) -> String? {
        let numbers = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isVersion =
            numbers.count == 3
            && numbers.allSatisfy { 1...9 ~= $0.count && $0.allSatisfy { 0x30...0x39 ~= $0 } }
        return isVersion ? nil : "a version has three numbers, such as 1.8.0"
    }

    /// Checks for a day or a month (ISO 8601), such as 2026-11-29 or 2026-11.
    static func date(_ text: String) -> String? {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isDate =
            (2...3).contains(parts.count) && zip(parts, [4, 2, 2]).allSatisfy { $0.count == $1 }
            && parts.allSatisfy { $0.allSatisfy { 0x30...0x39 ~= $0 } }
        return isDate ? nil : "a date is a day or a month, such as 2026-11-29 or 2026-11"
    }

    /// Checks for lower-case letters, digits and hyphens. The names of profiles are reserved.
    static func providerID(_ text: String) -> String? {
        guard text != ProfileName.generic else { return "the id \"generic\" is reserved; choose another" }
        guard LintProfile.named(text) == nil else { return "the id \"\(text)\" is a profile's name; choose another" }
        let isID =
            1...64 ~= text.utf8.count && text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }
        return isID ? nil : "an id has 1 to 64 lower-case letters, digits and hyphens, such as my-provider"
    }

    /// Accepts any text.
    static func any(_ text: String) -> String? { nil }
}
