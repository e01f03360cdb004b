import JSON
import Text

/// Recognises messages of an OAuth flow by the names of their parameters, even if these are misspelt or escaped.
enum FlowHints {
    /// Parameters that only requests have.
    private static let ofRequest: Set<String> = [
        "response_type", "redirect_uri", "code_challenge", "request_uri", "responsetype", "redirecturi",
    ]
    private static let ofAnswer: Set<String> = ["code", "error", "access_token", "id_token", "error_description"]
    private static let ofTokenRequest: Set<String> = ["grant_type", "code_verifier", "client_secret"]
    /// Parameters of which most messages of a client have one.
    private static let ofClient: Set<String> = ["client_id", "client_key", "clientid"]

    /// Returns the most likely kind of a URL or a query, or nil if nothing indicates a flow.
    static func kind(ofURL text: [UInt8]) -> PastedMessage.Kind? {
        let names = Set(names(in: text))
        if !names.isDisjoint(with: ofRequest), !names.contains("grant_type") { return .request }
        if !names.isDisjoint(with: ofTokenRequest) { return .tokenRequest }
        if !names.isDisjoint(with: ofAnswer) { return .answer }
        return names.isDisjoint(with: ofClient) ? nil : .request
    }

    /// Whether the text is the form of a token request.
    static func isTokenForm(_ text: [UInt8]) -> Bool { names(in: text).contains("grant_type") }

    /// Whether the text is the body of a token endpoint's reply.
    static func isTokenReply(_ text: [UInt8]) -> Bool {
        let members = ["access_token", "error", "id_token"]
        guard text.first(where: { !$0.isBlank }) == ascii("{") else {
            return names(in: text).contains { members.contains($0) }
        }
        let value = try? JSONValue(reading: text, limits: JSONLimits(octets: 1 << 20, allowsRepeatedNames: true))
        return members.contains { value?[$0] != nil }
    }

    /// Returns the first names that precede a `=`, encoded or not, in lower case.
    static func names(in text: [UInt8]) -> [String] {
        var names: [String] = []
        var start = 0
        var index = 0
        while index < text.count, names.count < most {
            switch text[index] {
            case ascii("="):
                appendName(text[start..<index], to: &names)
                start = index + 1
            case ascii("&"), ascii("?"), ascii("#"), ascii(";"), ascii("/"), 0x20, 0x0A, 0x0D, 0x09, ascii("\""):
                start = index + 1
            case ascii("%") where ["26", "3f"].contains { hasTriplet($0, in: text, at: index) }: start = index + 3
            case ascii("%") where hasTriplet("3d", in: text, at: index):
                appendName(text[start..<index], to: &names)
                start = index + 3
            case ascii("\\") where text[index...].starts(with: "\\u0026".utf8): start = index + 6
            default: break
            }
            index += 1
        }
        return names
    }

    /// The number of names that are looked at.
    private static let most = 64

    private static func hasTriplet(_ digits: String, in text: [UInt8], at index: Int) -> Bool {
        index + 2 < text.count
            && zip(text[index + 1...index + 2], digits.utf8).allSatisfy { $0.lowercased == $1 }
    }

    private static func appendName(_ raw: Octets, to names: inout [String]) {
        let raw = raw.last == ascii("\\") ? raw.dropLast() : raw
        guard 1...64 ~= raw.count else { return }
        let name = Array(PercentCoding.decode(raw).utf8).filter { !$0.isBlank }
        names.append(String(octets: name.asciiLowercased))
    }
}
