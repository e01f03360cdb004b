import App
import TestSupport
import Testing

@Suite struct DocumentationTests {
    @Test func documentsTheKeysAsTheyAre() throws {
        #expect(try Recording.difference(of: KeyTable.standard.markdown, from: "../../docs/keys.md") == nil)
    }
}
