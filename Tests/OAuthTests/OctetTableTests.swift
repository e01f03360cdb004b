import OAuth
import Testing

struct OctetTableTests {
    @Test func keepsEachTextOnceInItsOrder() {
        var table = OctetTable()
        for number in 0..<1_000 { #expect(table.append("t\(number)")) }
        for number in 0..<1_000 { #expect(!table.append("t\(number)")) }
        #expect(table.count == 1_000)
        #expect(table.contains("t999") && !table.contains("t1000") && !table.contains(""))
        #expect(table[7].elementsEqual("t7".utf8))
    }

    @Test func comparesOctets() {
        var table = OctetTable()
        table.append("\u{E9}")
        #expect(table.append("e\u{301}"))
        #expect(table.append("") && !table.append(""))
        #expect(table.count == 3)
    }
}
