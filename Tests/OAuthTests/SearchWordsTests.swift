import OAuth
import TestSupport
import TestTraits
import Testing

@Suite(.onThreadsOfTheirOwn) struct SearchWordsTests {
    /// Returns the expected result of a search, in a simple and slow way.
    private func expected(_ text: String, in list: [(name: String, summary: String)]) -> [Int32] {
        let words = text.utf8.split(separator: 0x20).map { $0.map(lower) }
        return list.indices.filter { row in
            words.allSatisfy { word in
                [list[row].name, list[row].summary].contains { text in
                    let octets = text.utf8.map(lower)
                    return octets.indices.contains { octets[$0...].starts(with: word) }
                }
            }
        }.map { Int32($0) }
    }

    private func lower(_ octet: UInt8) -> UInt8 { (0x41...0x5A).contains(octet) ? octet + 0x20 : octet }

    @Test func findsWhatASlowSearchFinds() {
        var random = SeededGenerator(seed: 5)
        let letters = Array("abAB:é_ @`[{".utf8)
        func text(_ longest: Int) -> String {
            let count = Int.random(in: 0...longest, using: &random)
            return String(
                decoding: (0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] },
                as: UTF8.self)
        }
        for _ in 0..<200 {
            var seen: Set<String> = []
            let rows = (0..<Int.random(in: 0...60, using: &random)).map { _ in (name: text(12), summary: text(30)) }
                .filter { seen.insert($0.name).inserted }
            let list = ScopeList(rows)
            for _ in 0..<20 {
                let search = text(5)
                let words = SearchWords(search)
                let found = words.rows(of: list, among: nil)
                #expect(found == expected(search, in: rows), "\(search.debugDescription)")
                // A longer search among the rows of a shorter one finds the same as among all.
                let longer = SearchWords(search + "a")
                #expect(longer.rows(of: list, among: found) == expected(search + "a", in: rows))
            }
        }
    }

    @Test func saysWhereTheWordsAre() {
        #expect(SearchWords("read CO").ranges(in: "company:Read") == [8..<12, 0..<2])
        #expect(SearchWords("x").ranges(in: "company:read").isEmpty)
        #expect(SearchWords("  ").isEmpty)
        #expect(SearchWords("").match("anything"))
    }
}
