import OAuth
import Text

extension Operation {
    /// The scopes it needs, in words: `user-read-email and user-read-private, or user-read-all`.
    var needs: String {
        switch access {
        case .open: return "no token"
        case .other: return "something other than a token of this provider"
        case .token:
            guard !alternatives.isEmpty else { return "an unknown scope" }
            guard !alternatives.contains([]) else { return "any token" }
            return Self.either(alternatives)
        }
    }

    /// The same in fewer words.
    var needsInShort: String {
        guard access == .token, !alternatives.isEmpty, !alternatives.contains([]) else { return needs }
        guard alternatives.count == 1 else { return "one of \(alternatives.count.grouped) sets" }
        return alternatives[0].count.counted("scope")
    }

    /// Returns the scopes that an operation needs in addition to one scope, and those that can replace it, in words
    /// such as `also needs b, or c instead`. Empty when the scope alone is enough and nothing can replace it.
    static func needs(_ sets: [[String]], besides scope: String) -> String {
        func isScope(_ name: String) -> Bool { name.utf8.elementsEqual(scope.utf8) }
        let others = sets.filter { $0.contains(where: isScope) }.map { $0.filter { !isScope($0) } }
        let substitutes = sets.filter { !$0.contains(where: isScope) }
        var parts: [String] = []
        if !others.contains([]) { parts.append("also needs \(either(others))") }
        if !substitutes.isEmpty { parts.append("or \(either(substitutes)) instead") }
        return parts.joined(separator: ", ")
    }

    /// Returns sets of scopes, of which one is enough, in words. Commas separate them if a set has several scopes.
    private static func either(_ sets: [[String]]) -> String {
        let texts = sets.map { $0.joined(separator: " and ") }
        return texts.joined(separator: sets.contains { $0.count > 1 } ? ", or " : " or ")
    }
}
