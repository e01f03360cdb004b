import Text

/// Where the octets of a text that is judged stand in what was given to the linter.
struct Placement {
    /// Octets of the text, and those of the input that they were made of.
    private struct Run {
        var text: Range<Int>
        var source: Range<Int>
        /// Whether they are the same octets.
        var isCopy: Bool
    }

    /// The part of the input that ranges are counted in.
    private(set) var part = Diagnostic.Part.input
    /// In order; octets of the text that are in none of them are not in the input.
    private var runs: [Run] = []
    private var count = 0

    init(part: Diagnostic.Part = .input) {
        self.part = part
    }

    /// Of a text that stands in the input as it is.
    init(part: Diagnostic.Part = .input, copying source: Range<Int>) {
        self.part = part
        appendCopy(of: source)
    }

    /// The text goes on with these octets of the input.
    mutating func appendCopy(of source: Range<Int>) {
        if let last = runs.last, last.isCopy, last.source.upperBound == source.lowerBound, last.text.upperBound == count
        {
            runs[runs.count - 1].source = last.source.lowerBound..<source.upperBound
            runs[runs.count - 1].text = last.text.lowerBound..<count + source.count
        } else {
            runs.append(Run(text: count..<count + source.count, source: source, isCopy: true))
        }
        count += source.count
    }

    /// The text goes on with octets that were made of these octets of the input.
    mutating func append(_ octets: Int, madeOf source: Range<Int>) {
        runs.append(Run(text: count..<count + octets, source: source, isCopy: false))
        count += octets
    }

    /// The text goes on with octets that are not in the input.
    mutating func appendForeign(_ octets: Int) { count += octets }

    /// The text goes on with a part of a text that this is the placement of.
    mutating func append(_ range: Range<Int>, of other: Placement) {
        var index = other.firstRun(endingAfter: range.lowerBound)
        var place = range.lowerBound
        while index < other.runs.count, other.runs[index].text.lowerBound < range.upperBound {
            let run = other.runs[index]
            let start = max(run.text.lowerBound, place)
            let end = min(run.text.upperBound, range.upperBound)
            appendForeign(start - place)
            if run.isCopy {
                let offset = run.source.lowerBound - run.text.lowerBound
                appendCopy(of: start + offset..<end + offset)
            } else {
                append(end - start, madeOf: run.source)
            }
            place = end
            index += 1
        }
        appendForeign(range.upperBound - place)
        // An empty text has a place, too.
        if range.isEmpty, runs.isEmpty, let source = other.range(range) { appendCopy(of: source) }
    }

    /// The range in the input; nil when the octets are not in it.
    func range(_ range: Range<Int>) -> Range<Int>? {
        let first = firstRun(endingAfter: range.lowerBound)
        guard first < runs.count else {
            return runs.last.map { $0.source.upperBound..<$0.source.upperBound }
        }
        let last = max(first, firstRun(startingFrom: range.upperBound) - 1)
        let (head, tail) = (runs[first], runs[last])
        guard range.upperBound > head.text.lowerBound || range.lowerBound == head.text.lowerBound else { return nil }
        let start = head.isCopy ? max(0, range.lowerBound - head.text.lowerBound) : 0
        let end = tail.isCopy ? min(range.upperBound, tail.text.upperBound) - tail.text.lowerBound : tail.source.count
        let lower = head.source.lowerBound + start
        return lower..<max(lower, tail.source.lowerBound + end)
    }

    private func firstRun(endingAfter place: Int) -> Int { firstRun { $0.text.upperBound > place } }

    private func firstRun(startingFrom place: Int) -> Int { firstRun { $0.text.lowerBound >= place } }

    /// The first run that is like that, as are all that follow; binary search.
    private func firstRun(where isLike: (Run) -> Bool) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if isLike(runs[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// A text that was made of an input, and where each octet comes from.
struct PlacedText {
    private(set) var octets: [UInt8] = []
    private(set) var placement: Placement

    init() {
        placement = Placement()
    }

    /// A part of the input.
    init(_ part: Octets) {
        octets = Array(part)
        placement = Placement(copying: part.indices)
    }

    /// Goes on with a part of the other text.
    mutating func append(_ range: Range<Int>, of other: PlacedText) {
        octets += other.octets[range]
        placement.append(range, of: other.placement)
    }

    /// Goes on with octets that are in no input.
    mutating func append(_ foreign: [UInt8]) {
        octets += foreign
        placement.appendForeign(foreign.count)
    }

    /// Goes on with octets that stand for a part of the other text.
    mutating func append(_ made: [UInt8], madeOf range: Range<Int>, of other: PlacedText) {
        octets += made
        guard let source = other.placement.range(range) else { return placement.appendForeign(made.count) }
        placement.append(made.count, madeOf: source)
    }

    func part(_ range: Range<Int>) -> PlacedText {
        if range == octets.indices { return self }
        var part = PlacedText()
        part.append(range, of: self)
        return part
    }
}
