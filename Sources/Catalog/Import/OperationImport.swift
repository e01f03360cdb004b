import OAuth
import Text

/// Decides for one security scheme who may call an operation, and with which of the scheme's scopes.
struct OperationImport {
    private let scheme: String
    private let declared: ScopeList
    private let otherFlows: [SecurityScheme.Flow]
    private let security: Security?
    private let notes: ImportNotes
    /// The names of all schemes in the document, and of those that only say how a token is sent.
    private let known: Set<String>
    private let bearers: Set<String>
    /// The scheme's scopes, followed by those that only operations name.
    private(set) var scopes: ScopeList
    private(set) var undeclared: [String] = []
    /// The scopes that only another flow of the scheme declares, with the name of the flow.
    private var elsewhere: [(scope: String, flow: String)] = []
    /// The number of alternatives that need another scheme in addition to this one, by the other's name.
    private var companions: [String: Int] = [:]
    private var companionOrder: [String] = []
    /// The number of requirements of a bearer token scheme that are read as this scheme's, by the other's name.
    private var borrowed: [String: Int] = [:]
    /// Whether any operation has requirements.
    private var hasSecurity: Bool
    private var count = 0
    private var isFull = false

    /// - Parameter notes: The notes about the provider.
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

    /// Returns the operation for the scheme's provider, or nil when it has to be left out.
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
                    + "the limit is \(OperationCheck.maximumAlternatives)")
            return nil
        }
        operation.access = operation.alternatives.isEmpty ? .other : .token
        return operation
    }

    /// Returns the scopes of each alternative that uses this scheme. Each set occurs once.
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

    /// Returns whether a token of this scheme meets the requirement. A requirement of a bearer token scheme counts if
    /// it names scopes that this scheme declares: then it only says how this scheme's token is sent.
    private func isOurs(_ requirement: SecurityRequirement) -> Bool {
        if requirement.scheme.hasSameOctets(as: scheme) { return true }
        return bearers.contains(requirement.scheme) && !requirement.scopes.isEmpty
            && requirement.scopes.allSatisfy { declared.contains($0) }
    }

    /// Returns the scopes of a requirement, each once, or nil when one of them cannot be requested.
    private mutating func scopes(of requirement: SecurityRequirement) -> [String]? {
        var scopes: [String] = []
        var seen: Set<String> = []
        // Some documents use an empty name to say that no scope is needed.
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

    /// Adds a scope to the list, unless it is there. Returns false when the list is full.
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

    /// Adds the notes about all operations. Called after the last one.
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
            notes.add("the list is full at 100,000 scopes: operations that need other scopes are marked as closed")
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
                "\((companions[name] ?? 0).counted("way")) to call an operation also need \(what) in addition to a token"
            )
        }
        if count > 0, !hasSecurity {
            notes.add("no operation has requirements (security), so all of them are marked as open")
        }
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }
}
