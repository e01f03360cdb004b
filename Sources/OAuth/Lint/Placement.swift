import Text

/// Maps the octets of a checked text to their places in the input of the linter.
struct Placement {
    /// Octets of the text, and the octets of the input that they came from.
    private struct Run {
        var text: Range<Int>
        var source: Range<Int>
        /// Whether both are the same octets.
        var isCopy: Bool
    }

    /// The part of the input that ranges are counted in.
    private(set) var part = Diagnostic.Part.input
    /// The runs in order. Octets of the text without a run are not in the input.
    private var runs: [Run] = []
    private var count = 0

    init(part: Diagnostic.Part = .input) {
        self.part = part
    }

    /// Creates the placement of a text that is an unchanged part of the input.
    init(part: Diagnostic.Part = .input, copying source: Range<Int>) {
        self.part = part
        appendCopy(of: source)
    }

    /// Appends octets that were copied from the input.
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

    /// Appends octets that were converted from these octets of the input.
    mutating func append(_ octets: Int, madeOf source: Range<Int>) {
        runs.append(Run(text: count..<count + octets, source: source, isCopy: false))
        count += octets
    }

    /// Appends octets that are not in the input.
    mutating func appendForeign(_ octets: Int) { count += octets }

    /// Appends a part of another text with its placement.
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
        // Even an empty text has a place.
        if range.isEmpty, runs.isEmpty, let source = other.range(range) { appendCopy(of: source) }
    }

    /// Returns the range in the input; nil if the octets are not in it.
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

    /// Returns the first run that satisfies the condition, as all later ones do. Binary search.
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

/// A text that was made from an input, with the origin of each octet.
struct PlacedText {
    private(set) var octets: [UInt8] = []
    private(set) var placement: Placement

    init() {
        placement = Placement()
    }

    /// Creates a text from a part of the input.
    init(_ part: Octets) {
        octets = Array(part)
        placement = Placement(copying: part.indices)
    }

    /// Appends a part of another text.
    mutating func append(_ range: Range<Int>, of other: PlacedText) {
        octets += other.octets[range]
        placement.append(range, of: other.placement)
    }

    /// Appends octets that are not in any input.
    mutating func append(_ foreign: [UInt8]) {
        octets += foreign
        placement.appendForeign(foreign.count)
    }

    /// Appends octets that replace a part of another text.
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
