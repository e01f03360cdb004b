/// Where the octets of a text that is judged stand in what was given to the linter.
struct Placement {
    /// The part of the input that ranges are counted in.
    var part = Diagnostic.Part.input
    /// Where the text, or what was there of it, starts in that part.
    var start = 0
    /// How many octets at the start of the text are not in the input.
    var added = 0
    /// Pieces of the text that were written anew, in order, and what they were made of.
    var rewritten: [(piece: Range<Int>, source: Range<Int>)] = []

    /// The range in the input; nil when the octets are not in it.
    func range(_ range: Range<Int>) -> Range<Int>? {
        guard rewritten.isEmpty else { return source(of: range) }
        guard range.upperBound > added || added == 0 else { return nil }
        return max(range.lowerBound, added) - added + start..<range.upperBound - added + start
    }

    /// What all pieces that the range touches were made of.
    private func source(of range: Range<Int>) -> Range<Int>? {
        // Binary search for the first piece that ends behind the start of the range.
        var low = 0
        var high = rewritten.count
        while low < high {
            let middle = (low + high) / 2
            if rewritten[middle].piece.upperBound > range.lowerBound { high = middle } else { low = middle + 1 }
        }
        guard low < rewritten.count else { return nil }
        var last = low
        while last + 1 < rewritten.count, rewritten[last + 1].piece.lowerBound < range.upperBound { last += 1 }
        return rewritten[low].source.lowerBound..<rewritten[last].source.upperBound
    }
}
