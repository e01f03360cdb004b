/// Finds a word in texts that are stored end to end, sixteen octets at a time, without regard to ASCII case.
package struct OctetScanner {
    private typealias Lanes = SIMD16<UInt8>

    /// The word in lower case.
    private let word: UnsafeBufferPointer<UInt8>
    private let first: (octet: Lanes, fold: Lanes)
    private let second: (octet: Lanes, fold: Lanes)?

    /// - Parameter word: The word in lower case, not empty. It must outlive the scanner.
    package init(for word: UnsafeBufferPointer<UInt8>) {
        self.word = word
        first = Self.lanes(word[0])
        second = word.count > 1 ? Self.lanes(word[1]) : nil
    }

    /// Calls the closure once with each row whose text contains the word.
    ///
    /// - Parameter ends: The end of each row's text in the octets. The next row starts there.
    package func forEachRow(
        of octets: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<Int32>, _ body: (Int) -> Void
    ) {
        let raw = UnsafeRawBufferPointer(octets)
        var row = 0
        var place = 0
        while let hit = candidate(in: raw, from: place) {
            while row < ends.count, Int(ends[row]) <= hit { row += 1 }
            guard row < ends.count else { return }
            let end = Int(ends[row])
            if hit + word.count <= end, matches(octets, at: hit) {
                body(row)
                place = end
            } else {
                place = hit + 1
            }
        }
    }

    /// Returns the next place of the first two octets of the word, in any case.
    private func candidate(in raw: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var place = start
        while place + 17 <= raw.count {
            let here = raw.loadUnaligned(fromByteOffset: place, as: Lanes.self)
            var found = (here | first.fold) .== first.octet
            if let second {
                let next = raw.loadUnaligned(fromByteOffset: place + 1, as: Lanes.self)
                found = found .& ((next | second.fold) .== second.octet)
            }
            if any(found) {
                for lane in 0..<16 where found[lane] { return place + lane }
            }
            place += 16
        }
        while place < raw.count {
            if raw[place] | first.fold[0] == first.octet[0] { return place }
            place += 1
        }
        return nil
    }

    private func matches(_ octets: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        for offset in word.indices {
            let octet = octets[place + offset]
            let folded = octet &- 0x41 < 26 ? octet | 0x20 : octet
            guard folded == word[offset] else { return false }
        }
        return true
    }

    /// Returns the octet in all lanes, and the bit that folds its case; 0 unless it is a letter.
    private static func lanes(_ octet: UInt8) -> (octet: Lanes, fold: Lanes) {
        (Lanes(repeating: octet), Lanes(repeating: octet &- 0x61 < 26 ? 0x20 : 0))
    }
}
