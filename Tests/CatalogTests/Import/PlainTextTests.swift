import Testing

@testable import Catalog

/// Plain text in one line from Markdown and HTML.
struct PlainTextTests {
    static let lines: [(source: String, line: String)] = [
        ("", ""),
        ("See things", "See things"),
        ("  See\n\tthings \r\n", "See things"),
        ("See  things", "See things"),
        ("See **all** `things`", "See all things"),
        ("<p>See <b>all</b><br/>things</p>", "See all things"),
        ("a<em>b</em>c", "abc"),
        ("See [the guide](https://x.example/guide \"Guide\").", "See the guide."),
        ("![Logo](logo.png) of x", "Logo of x"),
        ("[not a link] (really)", "[not a link] (really)"),
        ("a [b](c", "a [b](c"),
        ("Mail <https://x.example/a> now", "Mail https://x.example/a now"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("if a<b then", "if a<b then"),
        ("# Title\n\nText #1", "Title Text #1"),
        ("#hash", "#hash"),
        ("R&amp;D &lt;x&gt; &quot;q&quot; &#39;s&nbsp;t &unknown;", "R&D <x> \"q\" 's t &unknown;"),
        ("snake\\_case and read_write", "snake_case and read_write"),
        ("/files/*", "/files/*"),
        ("a\u{0}b\u{1B}[31mc\u{7F}d\u{85}e", "a b [31mc d e"),
        ("Grüße\u{A0}– 你好", "Grüße – 你好"),
        ("\u{202E}kept, shown by the sanitiser", "\u{202E}kept, shown by the sanitiser"),
    ]

    @Test(arguments: lines)
    func isOneLineOfText(source: String, line: String) {
        #expect(PlainText.line(source.utf8, maximumScalars: 1_000).text == line)
    }

    @Test(arguments: [(5, "abcde", false), (4, "abc…", true), (1, "…", true)])
    func cutsAtALimit(limit: Int, text: String, isCut: Bool) {
        let line = PlainText.line("abcde".utf8, maximumScalars: limit)
        #expect(line.text == text)
        #expect(line.isCut == isCut)
        #expect(PlainText.line("ab**cde**".utf8, maximumScalars: limit).text == text)
    }

    static let sentences: [(source: String, sentence: String)] = [
        ("One. Two.", "One."), ("One\ntwo\n\nThree", "One two"), ("\n\nOne\n \r\nTwo", "One"),
        ("v1.2 of it", "v1.2 of it"),
        ("Use i.e. this. Not that.", "Use i.e. this."), ("", ""), ("**One.** Two", "One."),
    ]

    @Test(arguments: sentences)
    func findsTheFirstSentence(source: String, sentence: String) {
        #expect(PlainText.firstSentence(source, maximumScalars: 1_000) == sentence)
    }
}
