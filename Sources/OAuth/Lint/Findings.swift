/// The findings of one run: for each rule and parameter the worst one. A class, so that a message can be put together
/// from the run that reports it.
final class Findings {
    private(set) var list: [Diagnostic] = []
    /// For each subject its latest finding, and for each finding the one before it about the same subject.
    private var latest: [Int: Int] = [:]
    private var earlier: [Int?] = []
    private var others: [String] = []

    /// Adds a finding about the subject, unless one of this rule that is as bad is there already.
    func add(_ rule: RuleID, _ severity: Severity, subject: Int, _ make: () -> Diagnostic) {
        var place = latest[subject]
        while let index = place {
            if list[index].rule == rule {
                if list[index].severity < severity { list[index] = make() }
                return
            }
            place = earlier[index]
        }
        earlier.append(latest.updateValue(list.count, forKey: subject))
        list.append(make())
    }

    /// The number that stands for a parameter that does not occur, or for `url`, `client` or a header.
    func subject(_ name: String) -> Int {
        if let index = others.firstIndex(where: { $0.hasSameOctets(as: name) }) { return -1 - index }
        others.append(name)
        return -others.count
    }

    /// Errors first, then by position, then as they were found; what is absent comes last.
    func sorted() -> [Diagnostic] {
        // Keys, since there can be tens of thousands of findings and each is large.
        let keys = list.indices.map { index in
            Key(
                rank: list[index].severity == .error ? 0 : list[index].severity == .warning ? 1 : 2,
                start: list[index].range?.lowerBound ?? .max, index: index)
        }
        return keys.sorted().map { list[$0.index] }
    }

    private struct Key: Comparable {
        var rank: Int
        var start: Int
        var index: Int

        static func < (left: Key, right: Key) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            return left.start != right.start ? left.start < right.start : left.index < right.index
        }
    }
}
