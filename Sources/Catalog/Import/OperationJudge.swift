import OAuth
import Text

/// Looks at operations with the eyes of one security scheme: who may call them, and with which of its scopes.
struct OperationJudge {
    private let scheme: String
    private let security: Security?
    private let notes: ImportNotes
    /// The scheme's scopes, and behind them those that only operations name.
    private(set) var scopes: ScopeList
    private(set) var undeclared: [String] = []
    private var declaredCount: Int
    /// How many operations can be called with another scheme beside this one only, by the other's name.
    private var companions: [String: Int] = [:]
    private var companionOrder: [String] = []
    /// Whether any operation says what it needs.
    private var hasSecurity: Bool
    private var count = 0
    private var isFull = false

    init(scheme: String, flow: SecurityScheme.Flow, security: Security?, notes: ImportNotes) {
        self.scheme = scheme
        self.security = security
        self.notes = notes
        scopes = flow.scopes
        declaredCount = flow.scopes.count
        hasSecurity = security != nil
    }

    /// The operation as the scheme's provider has it.
    mutating func operation(_ described: DescribedOperation) -> OAuth.Operation {
        count += 1
        if described.security != nil { hasSecurity = true }
        var operation = OAuth.Operation(
            method: described.method, path: described.path, summary: described.summary, id: described.id)
        // An operation's own list replaces the document's, even when it is empty.
        let security = described.security ?? security ?? []
        guard !security.isEmpty, !security.contains(where: \.isEmpty) else {
            operation.access = .open
            operation.alternatives = []
            return operation
        }
        operation.alternatives = alternatives(security)
        operation.access = operation.alternatives.isEmpty ? .other : .token
        return operation
    }

    /// The alternatives with this scheme: each one's scopes of it, and none twice.
    private mutating func alternatives(_ security: Security) -> [[String]] {
        var alternatives: [[String]] = []
        var seen: Set<Set<String>> = []
        for requirements in security {
            guard let ours = requirements.first(where: { $0.scheme.hasSameOctets(as: scheme) }),
                let scopes = scopes(of: ours)
            else { continue }
            for other in requirements where !other.scheme.hasSameOctets(as: scheme) {
                if companions[other.scheme] == nil { companionOrder.append(other.scheme) }
                companions[other.scheme, default: 0] += 1
            }
            if seen.insert(Set(scopes)).inserted { alternatives.append(scopes) }
        }
        return alternatives
    }

    /// The scopes of a requirement, none twice; nil where one of them cannot be asked for.
    private mutating func scopes(of requirement: SecurityRequirement) -> [String]? {
        var scopes: [String] = []
        var seen: Set<String> = []
        // An empty name is how some say that no scope is needed.
        for scope in requirement.scopes where !scope.isEmpty && seen.insert(scope).inserted {
            if let fault = ScopeCheck.fault(scope) {
                notes.add(
                    .scope, at: requirement.offset,
                    "a call that needs the scope \(quoted(scope)) cannot be allowed in this way: \(fault)")
                return nil
            }
            guard note(scope) else { return nil }
            scopes.append(scope)
        }
        return scopes
    }

    /// Makes sure that the scope is in the list; false where that is full.
    private mutating func note(_ scope: String) -> Bool {
        if self.scopes.contains(scope) { return true }
        guard scopes.count < ScopeCheck.maximumCount else {
            isFull = true
            return false
        }
        scopes.append(name: Array(scope.utf8), summary: [])
        undeclared.append(scope)
        return true
    }

    /// What there is to say once all operations were looked at.
    ///
    /// - Parameter known: the names of the document's security schemes.
    func summary(known: Set<String>) -> [ImportNote] {
        var messages: [String] = []
        if !undeclared.isEmpty {
            let names = undeclared.prefix(5).joined(separator: ", ") + (undeclared.count > 5 ? ", …" : "")
            messages.append(
                "operations use \(undeclared.count.counted("scope")) that the scheme does not declare: \(names)")
        }
        if isFull {
            messages.append("with 100,000 scopes the list is full: operations that need others are told as closed")
        }
        for name in companionOrder.prefix(5) {
            let what = known.contains(name) ? "the scheme \(quoted(name))" : "\(quoted(name)), which is not described,"
            messages.append(
                "\((companions[name] ?? 0).counted("way")) to call an operation also need \(what) besides a token")
        }
        if count > 0, !hasSecurity {
            messages.append("no operation says what it needs (security), so all of them are told as open")
        }
        return messages.map { ImportNote($0) } + notes.all
    }
}
