import Catalog
import Options
import TestSupport
import Testing

@testable import Commands
@testable import authscope

/// `authscope formats`, and the pages that it shows.
struct FormatTests {
    @Test func areThePagesInTheDocumentation() throws {
        #expect(try Recording.difference(of: ConfigurationFormat.markdown, from: "../../docs/configuration.md") == nil)
        #expect(try Recording.difference(of: ProviderFormat.markdown, from: "../../docs/provider-format.md") == nil)
    }

    @Test func listsAllFormats() {
        let list = FileFormat.list(style: OutputStyle()).text
        for name in FormatName.allCases { #expect(list.contains("\(name.rawValue) ")) }
    }

    @Test(arguments: FormatName.allCases, [40, 80, 120])
    func fitsTheWidth(name: FormatName, width: Int) {
        let page = Markdown(FileFormat(name).markdown)
        let text = MarkdownText(style: OutputStyle(width: width, isTerminal: true)).text(page).text
        for line in text.split(separator: "\n") where line.count > width {
            // Code keeps its lines; titles and words are not broken.
            let isWhole = line.hasPrefix("    ") || line.split(separator: " ").count == 1 || line.hasPrefix("  ")
            #expect(isWhole, "\(line)")
        }
        for path in ["docs/", "Sources/", "Tests/", "seeds/", ".md"] { #expect(!text.contains(path), "\(path)") }
    }

    @Test func showsATableAsEntries() {
        let page = Markdown(
            "| key | type | meaning | default |\n| --- | --- | --- | --- |\n| `id` | text | the `a\\|b` | – |\n")
        #expect(MarkdownText(style: OutputStyle()).text(page).text == "  id  text\n      the a\\|b\n")
    }

    @Test func readsTheMarksOfALine() {
        let line = Inline("**Near** `x*y`: [a `b`](c), \\<d\\> ([why](other)) and ([below](#here))")
        #expect(line.text == "Near x*y: a b, <d> and (below)")
        #expect(line.spans.filter { $0.style == .strong }.map(\.text) == ["Near", "x*y", "b"])
    }

    @Test func keepsCodeAsItIs() {
        #expect(
            Markdown("a\nb\n\n- c\n  d\n\n```json\n{\n\n}\n```\n").blocks == [
                .paragraph(Inline("a b")), .list([Inline("c d")]), .code(["{", "", "}"]),
            ])
    }
}
