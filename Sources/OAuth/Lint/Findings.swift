/// The findings of one run: for each rule and parameter the worst one. A class, so that a message can be put together
/// from the run that reports it.
final class Findings {
    private(set) var list: [Diagnostic] = []
    private var places: [UInt64: Int] = [:]
    private var others: [String] = []

    /// Adds a finding about the subject, unless one as bad is there already.
    func add(
        _ rule: RuleID, _ severity: Severity, subject: Int, _ make: () -> Diagnostic
    ) {
        let key = UInt64(rule.order) << 32 | UInt64(UInt32(truncatingIfNeeded: subject))
        if let place = places[key] {
            if list[place].severity < severity { list[place] = make() }
        } else {
            places[key] = list.count
            list.append(make())
        }
    }

    /// The number that stands for a parameter that does not occur, or for `url`, `client` or a header.
    func subject(_ name: String) -> Int {
        if let index = others.firstIndex(where: { $0.hasSameOctets(as: name) }) { return -1 - index }
        others.append(name)
        return -others.count
    }

    /// Errors first, then by position; what is absent comes last.
    func sorted() -> [Diagnostic] {
        let order = list.indices.sorted { left, right in
            let (left, right) = (list[left], list[right])
            if left.severity != right.severity { return left.severity > right.severity }
            let (leftStart, rightStart) = (left.range?.lowerBound ?? .max, right.range?.lowerBound ?? .max)
            if leftStart != rightStart { return leftStart < rightStart }
            return left.rule.order < right.rule.order
        }
        return order.map { list[$0] }
    }
}

extension RuleID {
    /// The place in the catalogue.
    var order: Int { Self.orders[self] ?? 0 }

    private static let orders: [RuleID: Int] = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
