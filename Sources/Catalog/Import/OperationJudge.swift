import OAuth
import Text

/// Looks at operations with the eyes of one security scheme: who may call them, and with which of its scopes.
struct OperationJudge {
    private let scheme: String
    private let declared: ScopeList
    private let otherFlows: [SecurityScheme.Flow]
    private let security: Security?
    private let notes: ImportNotes
    /// The names of all schemes of the document, and those of schemes that only say how a token is sent.
    private let known: Set<String>
    private let bearers: Set<String>
    /// The scheme's scopes, and behind them those that only operations name.
    private(set) var scopes: ScopeList
    private(set) var undeclared: [String] = []
    /// Scopes that only other flows of the scheme declare, and which.
    private var elsewhere: [(scope: String, flow: String)] = []
    /// How many operations can be called with another scheme beside this one only, by the other's name.
    private var companions: [String: Int] = [:]
    private var companionOrder: [String] = []
    /// How many requirements of a scheme of bearer tokens are taken for this scheme's, by the other's name.
    private var borrowed: [String: Int] = [:]
    /// Whether any operation says what it needs.
    private var hasSecurity: Bool
    private var count = 0
    private var isFull = false

    /// - Parameter notes: those about the provider that is made.
    init(scheme: String, flow: SecurityScheme.Flow, of description: APIDescription, notes: ImportNotes) {
        self.scheme = scheme
        self.notes = notes
        security = description.security
        declared = flow.scopes
        scopes = flow.scopes
        let all = description.schemes
        otherFlows =
            all.first { $0.name.hasSameOctets(as: scheme) }?.scheme.flows.filter { $0.name != flow.name } ?? []
        known = Set(all.map(\.name))
        bearers = Set(all.filter { if case .bearer = $0.scheme.form { true } else { false } }.map(\.name))
        hasSecurity = security != nil
    }

    /// The operation as the scheme's provider has it; nil where that cannot be kept.
    mutating func operation(_ described: DescribedOperation) -> OAuth.Operation? {
        count += 1
        if described.security != nil { hasSecurity = true }
        var operation = OAuth.Operation(
            method: described.method, path: described.path, summary: described.summary, id: described.id)
        // An operation's own list replaces the document's, even when it is empty.
        let security = described.security ?? security ?? Security()
        if security.isOpen {
            operation.access = .open
            operation.alternatives = []
            return operation
        }
        guard !security.isTooLong else {
            notes.add(
                .operation, at: described.offset, "\(operation.name) is left out: its requirements are too many to read"
            )
            return nil
        }
        operation.alternatives = alternatives(security)
        guard operation.alternatives.count <= OperationCheck.maximumAlternatives else {
            notes.add(
                .operation, at: described.offset,
                "\(operation.name) is left out: it has \(operation.alternatives.count) sets of scopes, and "
                    + "\(OperationCheck.maximumAlternatives) are the most")
            return nil
        }
        operation.access = operation.alternatives.isEmpty ? .other : .token
        return operation
    }

    /// The alternatives with this scheme: each one's scopes of it, and none twice.
    private mutating func alternatives(_ security: Security) -> [[String]] {
        var alternatives: [[String]] = []
        var seen: Set<Set<String>> = []
        for requirements in security.alternatives {
            guard let ours = requirements.first(where: isOurs), let scopes = scopes(of: ours) else { continue }
            if !ours.scheme.hasSameOctets(as: scheme) { borrowed[ours.scheme, default: 0] += 1 }
            for other in requirements
            where !other.scheme.hasSameOctets(as: scheme) && !other.scheme.hasSameOctets(as: ours.scheme) {
                if companions[other.scheme] == nil { companionOrder.append(other.scheme) }
                companions[other.scheme, default: 0] += 1
            }
            if seen.insert(Set(scopes)).inserted { alternatives.append(scopes) }
        }
        return alternatives
    }

    /// Whether a token of this scheme meets the requirement. One of a scheme of bearer tokens counts where it names
    /// scopes, and all of them are declared here: then it only says how this scheme's token is sent.
    private func isOurs(_ requirement: SecurityRequirement) -> Bool {
        if requirement.scheme.hasSameOctets(as: scheme) { return true }
        return bearers.contains(requirement.scheme) && !requirement.scopes.isEmpty
            && requirement.scopes.allSatisfy { declared.contains($0) }
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
            guard scopes.count < OperationCheck.maximumScopes else {
                notes.add(
                    .security, at: requirement.offset,
                    "a set of more than 1,000 scopes is left out, and allows no call")
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
        guard let flow = otherFlows.first(where: { $0.scopes.contains(scope) }),
            let row = flow.scopes.index(of: scope)
        else {
            scopes.append(name: Array(scope.utf8), summary: [])
            undeclared.append(scope)
            return true
        }
        scopes.append(name: flow.scopes.nameOctets(at: row), summary: flow.scopes.summaryOctets(at: row))
        elsewhere.append((scope, flow.name))
        return true
    }

    /// Notes what there is to say once all operations were looked at.
    func summarize() {
        if !undeclared.isEmpty {
            notes.add(
                "operations use \(undeclared.count.counted("scope")) that the scheme does not declare: "
                    + Self.list(undeclared))
        }
        var flows: [String] = []
        for (_, flow) in elsewhere where !flows.contains(flow) { flows.append(flow) }
        for flow in flows {
            let names = elsewhere.filter { $0.flow == flow }.map(\.scope)
            notes.add(
                "operations use \(names.count.counted("scope")) that the scheme declares for the flow \(quoted(flow)) "
                    + "only: \(Self.list(names))")
        }
        if isFull {
            notes.add("with 100,000 scopes the list is full: operations that need others are told as closed")
        }
        for (name, count) in borrowed.sorted(by: { $0.key < $1.key }).prefix(5) {
            notes.add(
                "\(count.counted("requirement")) of the HTTP scheme \(quoted(name)) "
                    + "\(count == 1 ? "names" : "name") scopes of this one, and \(count == 1 ? "is" : "are") read as its"
            )
        }
        for name in companionOrder.prefix(5) {
            let what = known.contains(name) ? "the scheme \(quoted(name))" : "\(quoted(name)), which is not described,"
            notes.add(
                "\((companions[name] ?? 0).counted("way")) to call an operation also need \(what) besides a token")
        }
        if count > 0, !hasSecurity {
            notes.add("no operation says what it needs (security), so all of them are told as open")
        }
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }
}
