import Text

extension OperationIndex.Counts: CustomStringConvertible {
    /// The counts for people, such as `12 operations, 3 only with this one`.
    public var description: String {
        switch operations {
        case 0: "no operations"
        case 1: "1 operation" + (needed == 1 ? ", only with this one" : "")
        default: operations.counted("operation") + (needed == 0 ? "" : ", \(needed.grouped) only with this one")
        }
    }
}

extension Operation {
    /// The authorization that a caller needs, such as `orders:read or (admin and orders)`, `any token`, `no token`.
    public var needs: String {
        switch access {
        case .open: return "no token"
        case .other: return "something other than a token"
        case .token: break
        }
        if alternatives.contains([]) { return "any token" }
        let sets = alternatives.map { set in
            let text = set.joined(separator: " and ")
            return set.count > 1 && alternatives.count > 1 ? "(\(text))" : text
        }
        return sets.joined(separator: " or ")
    }
}
