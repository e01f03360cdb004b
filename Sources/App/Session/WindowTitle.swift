import OAuth
import Screen

/// The names in the title of the window: the chosen client and the provider.
struct WindowTitle: Equatable, Sendable {
    private let client: String?
    private let provider: String

    init(of session: borrowing Session) {
        client = session.draft.client.map { session.provider.clients[$0].name }
        provider = session.provider.name
    }

    /// The most characters of a name.
    private static let longestName = 40

    /// The title in printable ASCII, because names are foreign text, and window managers draw titles in many ways.
    var text: String {
        let names = [client, provider].compactMap { $0 }.map(Self.printable).filter { !$0.isEmpty }
        // Without `joined`: its first call takes longer than everything else here.
        var text = "authscope"
        for (number, name) in names.enumerated() { text += (number == 0 ? ": " : " - ") + name }
        return text
    }

    private static func printable(_ name: String) -> String {
        let octets = safe(name).unicodeScalars.map { scalar in
            (0x20...0x7E).contains(scalar.value) ? UInt8(scalar.value) : UInt8(ascii: "?")
        }
        let text = String(decoding: octets, as: UTF8.self).trimmed
        return text.utf8.count <= longestName ? text : String(text.prefix(longestName - 3)) + "..."
    }
}
