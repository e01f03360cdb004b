import OAuth
import Testing

struct OctetTableTests {
    @Test func keepsEachTextOnceInItsOrder() {
        var table = OctetTable()
        for number in 0..<1_000 { table.append("t\(number)") }
        let again = (0..<1_000).filter { table.append("t\($0)") }
        #expect(again.isEmpty && table.count == 1_000)
        #expect(table.contains("t999") && !table.contains("t1000") && !table.contains(""))
        #expect(table[7].elementsEqual("t7".utf8))
    }

    @Test func comparesOctets() {
        var table = OctetTable()
        let added = ["\u{E9}", "e\u{301}", "", "\u{E9}", ""].map { table.append($0) }
        #expect(added == [true, true, true, false, false])
    }
}
