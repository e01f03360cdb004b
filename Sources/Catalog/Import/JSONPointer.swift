import Text

/// A place in a document as a path of names (RFC 6901), as in a `$ref` of OpenAPI.
struct JSONPointer: Hashable {
    var tokens: [String]

    /// Reads the fragment of a URL without its `#` (RFC 6901 §6). Returns nil when it is not a pointer.
    init?(fragment: some StringProtocol) {
        guard let text = Self.percentDecoded(fragment) else { return nil }
        guard !text.isEmpty else {
            tokens = []
            return
        }
        guard text.hasPrefix("/") else { return nil }
        // §4: first ~1, then ~0, so that ~01 becomes ~1 and not a slash.
        tokens = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { token in
            String(token).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }

    /// Reads a reference. Returns nil when it refers to another document or is not a pointer.
    init?(reference: String) {
        guard reference.hasPrefix("#") else { return nil }
        self.init(fragment: reference.dropFirst())
    }

    private static func percentDecoded(_ text: some StringProtocol) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let units = PercentCoding.units(of: Array(text.utf8)[...])
        let isWhole = units.allSatisfy { $0.octet != ascii("%") || $0.range.count == 3 }
        return isWhole ? String(validating: units.map(\.octet), as: UTF8.self) : nil
    }
}
