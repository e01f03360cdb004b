import Testing
import Text

@testable import OAuth

@Suite struct TextRuleTests {
    @Test func acceptsTheSample() {
        #expect(Sample.findings(in: Sample.url()) == [])
    }

    @Test(arguments: [
        Expectation("state=dObT5xOcWLK2VpxskBNECg%00", "error control-char state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%1F", "error control-char state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%20", "warning value-blank-edges state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%7F", "error control-char state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg\u{7f}", "error control-char state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%C2%80", "error control-char state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%C2%9F", "error control-char state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg\u{9f}", "error control-char state"),
        // U+00A0 is neither a control character nor invisible.
        Expectation("state=dObT5xOcWLK2VpxskBNECg%C2%A0", "error state-charset state"),
        Expectation("ui=a\tb", "error control-char ui", "info param-unknown ui"),
        Expectation("u%0Ai=a", "error control-char url"),
        Expectation("u\ni=a", "error control-char url"),
    ])
    func reportsControlCharacters(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test(
        arguments: [
            0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0x200b, 0x200f, 0x2028, 0x202e, 0x2060, 0x206f, 0x2800, 0x3164, 0xfe0e,
            0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xe0000, 0xe007f, 0xe0100, 0xe01ef,
        ] as [UInt32])
    func reportsInvisibleCharacters(value: UInt32) throws {
        let character = String(Character(try #require(Unicode.Scalar(value))))
        var encoded: [UInt8] = []
        PercentCoding.encode(character, to: &encoded)
        for text in [character, String(decoding: encoded, as: UTF8.self)] {
            #expect(Sample.findings(in: Sample.url("scope=company%3Aread\(text)")) == ["error unicode-invisible scope"])
            #expect(Sample.findings(in: Sample.url("a\(text)b=1")) == ["error unicode-invisible url"])
        }
    }

    @Test(
        arguments: [
            0xac, 0xae, 0x61b, 0x61d, 0x180a, 0x200a, 0x2010, 0x2027, 0x202f, 0x205f, 0x2070, 0x27ff, 0x2801, 0xfdff,
            0xfe10, 0xffef, 0xfffc, 0xdffff, 0xe1000,
        ] as [UInt32])
    func acceptsTheirNeighbours(value: UInt32) {
        #expect(!CodePoint.isInvisible(value))
        #expect(!CodePoint.isControl(value))
    }

    @Test func reportsAnEmojiSelectorInAValue() {
        #expect(
            Sample.findings(in: Sample.url("scope=company%3Aread\u{26A0}\u{FE0F}")) == [
                "error unicode-invisible scope"
            ])
    }

    @Test(arguments: [2_048, 2_049, 32_000])
    func readsNoMorePairsThanItChecks(count: Int) {
        let url = "https://as.example/authorize?" + String(repeating: "a&", count: count - 1) + "a"
        let report = RequestLinter(context: LintContext()).lint(url)
        let message = "The URL has \(count) parameters; this tool reads at most 2,048."
        let isTooLarge = count > 2_048
        #expect((report.diagnostics.map(\.message) == [message]) == isTooLarge)
        #expect(Sample.findings(in: url).contains("error param-duplicate a") == !isTooLarge)
        #expect((Sample.findings(in: url) == ["error url-length url"]) == isTooLarge)
        #expect((Sample.findings(inAnswer: url) == ["error url-length url"]) == isTooLarge)
    }

    @Test func countsNoEmptyPiecesAsPairs() {
        let url = Sample.url() + String(repeating: "&", count: 5_000)
        #expect(Sample.findings(in: url).contains("warning query-empty-pair url"))
    }

    @Test(arguments: ["", " \n", "notaurl", "not a url", "=&", "oauth/authorize"])
    func hasOneFindingForATextThatIsNotAURL(text: String) {
        let report = RequestLinter(context: LintContext()).lint(text)
        #expect(report.diagnostics.map(\.rule) == [.uriInvalid])
    }

    @Test(arguments: [
        Expectation("state=dObT5xOcWLK2VpxskBNECg%", "error pct-malformed state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%4", "error pct-malformed state"),
        Expectation("state=%4gdObT5xOcWLK2VpxskBNECg", "error pct-malformed state"),
        Expectation("state=%%3AdObT5xOcWLK2VpxskBNECg", "error pct-malformed state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%E9", "error pct-malformed state"),
        // Overlong, surrogate, above U+10FFFF, cut off.
        Expectation("state=%E0%80%80dObT5xOcWLK2VpxskBNECg", "error pct-malformed state"),
        Expectation("state=%ED%A0%80dObT5xOcWLK2VpxskBNECg", "error pct-malformed state"),
        Expectation("state=%F4%90%80%80dObT5xOcWLK2VpxskBNECg", "error pct-malformed state"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%F0%9F%98", "error pct-malformed state"),
        // The first of T7: a broken encoding hides the control character.
        Expectation("state=%zz%00%E2%80%8B", "error pct-malformed state"),
        Expectation("state=%E2%80%8B%00", "error control-char state"),
        Expectation("%zz=1", "error pct-malformed url"),
    ])
    func reportsBrokenEncodings(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test(arguments: [
        Expectation("redirect_uri=https%253a%252f%252fapp.example.com", "error double-encoded redirect_uri"),
        Expectation("resource=urn%253Aexample", "error double-encoded resource"),
        Expectation("response_type=co%2564e", "error double-encoded response_type"),
        Expectation("scope=company%253Aread", "error double-encoded scope"),
        Expectation("code_challenge_method=S%2532256", "error double-encoded code_challenge_method"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%253D", "warning double-encoded state"),
        Expectation(
            "nonce=dObT5xOcWLK2VpxskBNECg%253D", "info oidc-param-without-openid nonce", "warning double-encoded nonce"),
        Expectation("code=%2541", "info param-unknown code", "warning double-encoded code"),
        Expectation("iss=https%253A%252F%252Fa", "error double-encoded iss", "info param-unknown iss"),
        // An encoded percent sign.
        Expectation("state=dObT5xOcWLK2VpxskBNECg100%25"),
        Expectation("prompt=%2541", "warning oidc-param-invalid prompt"),
    ])
    func reportsDoubleEncoding(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test(arguments: ["\"", "<", ">", "\\", "^", "`", "{", "}", "|", "é"])
    func warnsOfRawCharacters(character: String) {
        #expect(
            Sample.findings(in: Sample.url("ui=a\(character)b"))
                == ["info param-unknown ui", "warning url-char-raw ui"])
        #expect(
            Sample.findings(in: Sample.url(endpoint: "https://accounts.bakeronline.be/oauth/\(character)authorize"))
                == ["error endpoint-mismatch url", "warning url-char-raw url"])
    }

    @Test(arguments: ["[", "]", "'", "(", ")", "*", "!", "$", ",", ";", ":", "@", "/", "?", "~", "="])
    func acceptsOtherCharactersOfURLs(character: String) {
        #expect(Sample.findings(in: Sample.url("ui=a\(character)b")) == ["info param-unknown ui"])
    }

    @Test func takesASpaceForAnError() {
        #expect(
            Sample.findings(in: Sample.url("scope=company%3Aread customer%3Aread|")).contains(
                "error url-char-raw scope"))
        #expect(Sample.findings(in: Sample.url("ui=a b")) == ["error url-char-raw ui", "info param-unknown ui"])
    }

    @Test(arguments: [
        Expectation("ui=%2f", "info param-unknown ui", "info pct-not-canonical url"),
        Expectation("ui=%2F", "info param-unknown ui"),
        Expectation("ui=%41", "info param-unknown ui", "info pct-not-canonical url"),
        Expectation("ui=%2D%2E%5F", "info param-unknown ui", "info pct-not-canonical url"),
        Expectation("ui=%7E", "info param-unknown ui"),
        Expectation("ui=%7e", "info param-unknown ui", "info pct-not-canonical url"),
        Expectation("u%69=1", "info param-unknown ui", "info pct-not-canonical url"),
    ])
    func notesUnusualTriplets(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test(arguments: [
        Expectation("scope=company%3Aread+customer%3Aread", "info plus-as-space scope"),
        Expectation("prompt=login+consent", "info plus-as-space prompt"),
        Expectation("ui_locales=nl+fr", "info plus-as-space ui_locales"),
        Expectation("login_hint=a+b", "warning plus-as-space login_hint"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg+a", "warning plus-as-space state"),
        Expectation(
            "code_challenge=bENSDtdzSAAT+CVWyDkGTiQu5f6CrDz14Y+GevYtofU", "error challenge-not-base64url code_challenge"
        ),
        Expectation("a+b=1", "info param-unknown a b"),
        Expectation("state=dObT5xOcWLK2VpxskBNECg%2Ba"),
    ])
    func reportsRawPlusSigns(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test func reportsStrayAmpersandsOnce() {
        #expect(Sample.findings(in: Sample.url() + "&") == ["warning query-empty-pair url"])
        #expect(Sample.findings(in: Sample.url() + "&&&") == ["warning query-empty-pair url"])
        #expect(Sample.findings(in: Sample.url().replacing("?", with: "?&")) == ["warning query-empty-pair url"])
        #expect(Sample.findings(in: Sample.url() + "#&&") == ["error uri-fragment url"])
    }

    @Test(arguments: [
        (2_083, []), (2_084, ["warning url-length url"]), (8_000, ["warning url-length url"]),
        (8_001, ["error url-length url"]), (65_536, ["error url-length url"]), (65_537, ["error url-length url"]),
    ])
    func checksTheLength(length: Int, findings: [String]) {
        var generator = SeededGenerator(seed: 1)
        let rest = length - Sample.url("state=").utf8.count
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let state = String((0..<rest).map { _ in alphabet[Int.random(in: 0..<64, using: &generator)] })
        let url = Sample.url("state=\(state)")
        #expect(url.utf8.count == length)
        #expect(Sample.findings(in: url) == findings)
    }

    @Test func checksNothingElseOfAURLFarTooLong() {
        let junk = String(repeating: "&%zz=\u{0}", count: 20_000)
        #expect(Sample.findings(in: "GET /a?\(junk) HTTP/1.1\nX-VERSION: 1") == ["error url-length url"])
        #expect(Sample.findings(in: "https://a/?" + junk) == ["error url-length url"])
    }

    @Test func countsTheTrimmedURL() {
        let spaces = String(repeating: " \t\r\n", count: 20_000)
        #expect(Sample.findings(in: spaces + Sample.url() + spaces) == [])
    }

    @Test func reportsARangeOfTheInputAsGiven() throws {
        let input = " \n" + Sample.url("scope=caf%C3%A9%20a\"b")
        let report = RequestLinter(context: Sample.context).lint(input)
        let grammar = try #require(report.diagnostics.first { $0.rule == .scopeGrammar }?.range)
        #expect(String(decoding: Array(input.utf8)[grammar], as: UTF8.self) == "%C3%A9")
        let raw = try #require(report.diagnostics.first { $0.rule == .rawCharacter }?.range)
        #expect(String(decoding: Array(input.utf8)[raw], as: UTF8.self) == "\"")
    }
}
