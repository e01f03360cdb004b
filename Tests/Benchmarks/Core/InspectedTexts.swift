/// Texts of 64 KiB to inspect, a kind each.
enum InspectedTexts {
    private static let length = 65_000

    static let all: [(name: String, text: String)] = [
        ("a URL with one long value", base + "scope=" + filled("x")),
        ("a URL with 2,000 parameters", base + parameters(2_000, of: 31)),
        (
            "a curl command",
            "curl 'https://as.example/token' -d 'grant_type=authorization_code&code=" + filled("a\\") + "'"
        ),
        ("a HAR entry", "{\"request\":{\"url\":\"\(base)scope=\(filled("x"))\",\"headers\":[]}}"),
        ("a token reply", "{\"access_token\":\"\(filled("x"))\"}"),
        ("a WWW-Authenticate field", "WWW-Authenticate: Bearer error=\"x\", scope=\"\(filled("a "))\""),
        ("equals signs", base + filled("code=")), ("percent signs", base + "a=" + filled("%")),
        ("quotation marks", base + "a=" + filled("\":\"")),
    ]

    private static let base = "https://as.example/authorize?response_type=code&client_id=a&"

    private static func filled(_ text: String) -> String {
        String(repeating: text, count: length / text.utf8.count)
    }

    private static func parameters(_ count: Int, of length: Int) -> String {
        (0..<count).map { "p\($0)=" + String(repeating: "x", count: length - 8) }.joined(separator: "&")
    }
}
