import Text

/// The findings of one run. Only the worst finding is kept for each rule and parameter.
struct Findings {
    private var list: [Diagnostic] = []
    /// The key of each finding. Keys are stored separately, because findings are large and there can be tens of
    /// thousands.
    private var keys: [Key] = []
    /// The latest finding of each subject, and for each finding the previous one about the same subject.
    private var latest: [Int?] = []
    private var latestOfOthers: [Int?] = []
    private var earlier: [Int?] = []
    private var others: [String] = []

    /// Reserves space for two findings for each name, which is usually enough.
    init(names: Int) {
        list.reserveCapacity(2 * names)
        keys.reserveCapacity(2 * names)
        earlier.reserveCapacity(2 * names)
        latest = Array(repeating: nil, count: names)
    }

    /// Adds a finding about the subject, unless the same rule already has one that is at least as severe.
    mutating func add(_ rule: RuleID, _ severity: Severity, subject: Int, _ make: () -> Diagnostic) {
        let before = latest(of: subject)
        var place = before
        while let index = place {
            if keys[index].rule == rule {
                if keys[index].severity < severity { put(make(), at: index) }
                return
            }
            place = earlier[index]
        }
        earlier.append(before)
        if subject >= 0 { latest[subject] = list.count } else { latestOfOthers[-1 - subject] = list.count }
        put(make(), at: list.count)
    }

    private mutating func put(_ finding: Diagnostic, at index: Int) {
        let key = Key(
            rule: finding.rule, severity: finding.severity, start: finding.range?.lowerBound ?? .max, index: index)
        if index < list.count {
            keys[index] = key
            list[index] = finding
        } else {
            keys.append(key)
            list.append(finding)
        }
    }

    private func latest(of subject: Int) -> Int? {
        subject >= 0 ? latest[subject] : latestOfOthers[-1 - subject]
    }

    /// Returns a number for a parameter that does not occur, or for `url`, `client` or a header.
    mutating func subject(_ name: String) -> Int {
        if let index = others.firstIndex(where: { $0.hasSameOctets(as: name) }) { return -1 - index }
        others.append(name)
        latestOfOthers.append(nil)
        return -others.count
    }

    /// Returns the findings: errors first, then by position, then in the order of discovery. Findings without a
    /// position come last.
    consuming func sorted() -> [Diagnostic] {
        var sources = keys.sorted().map(\.index)
        // Moves each finding to its place: copies would take longer.
        for start in sources.indices {
            var place = start
            while sources[place] != start {
                let source = sources[place]
                list.swapAt(place, source)
                sources[place] = place
                place = source
            }
            sources[place] = place
        }
        return list
    }

    private struct Key: Comparable {
        var rule: RuleID
        var severity: Severity
        var start: Int
        var index: Int

        static func < (left: Key, right: Key) -> Bool {
            if left.severity != right.severity { return left.severity > right.severity }
            return left.start != right.start ? left.start < right.start : left.index < right.index
        }
    }
}
