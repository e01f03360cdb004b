import Catalog
import Commands
import OAuth
import Options

/// The work of `authscope scopes`.
struct ScopesSession {
    var provider: Provider
    var format = ScopesFormat.text
    var style = OutputStyle()

    private static let mostChoices = 8

    /// Returns the scopes, and the operations that each of them unlocks.
    func scopes() -> CommandResult {
        let index = OperationIndex(provider)
        return switch format {
        case .text: CommandResult(stdout: ScopesText(provider: provider, style: style).scopes(index))
        case .json: CommandResult(stdout: ScopesJSON(provider: provider).scopes(index))
        }
    }

    /// Returns the operations, and the scopes that each of them needs.
    func operations() throws -> CommandResult {
        _ = try index()
        return switch format {
        case .text: CommandResult(stdout: ScopesText(provider: provider, style: style).operations)
        case .json: CommandResult(stdout: ScopesJSON(provider: provider).operations)
        }
    }

    /// Returns the smallest set of scopes for the operations, and the ticked scopes that none of them needs.
    func smallest(for texts: [String], ticked: [String]) throws -> CommandResult {
        let index = try index()
        let finder = OperationFinder(provider.operations)
        let operations = try texts.map { try operation($0, finder) }
        let ticked = try ticked.flatMap { try $0.split(separator: " ").map { try scope(String($0)) } }
        let answer = SmallestScopeAnswer(provider, index, SmallestScopeSet(for: operations, in: index), ticked: ticked)
        return switch format {
        case .text: CommandResult(stdout: ScopesText(provider: provider, style: style).smallest(answer))
        case .json: CommandResult(stdout: ScopesJSON(provider: provider).smallest(answer))
        }
    }

    private func index() throws -> OperationIndex {
        if let index = OperationIndex(provider) { return index }
        throw CommandFailure(
            .usage,
            "no operations of \(provider.name) are known, so it is not known which of them need its scopes; import the "
                + "description of its API (OpenAPI or Swagger): authscope import FILE-OR-URL")
    }

    private func operation(_ text: String, _ finder: OperationFinder) throws -> Int {
        switch finder.find(text) {
        case .found(let row): return row
        case .several(let rows):
            let names = rows.prefix(Self.mostChoices).map { provider.operations[$0].name }
            let more = rows.count > names.count ? " and \(rows.count - names.count) more" : ""
            throw CommandFailure(
                .usage, "\"\(text)\" is ambiguous; name one of these: \(names.joined(separator: ", "))\(more)")
        case .nothing(let nearest):
            let hint =
                nearest.map { "did you mean '\(provider.operations[$0].name)'?" }
                ?? "authscope scopes --operations lists them"
            throw CommandFailure(.usage, "\(provider.name) has no operation \"\(text)\"; \(hint)")
        }
    }

    private func scope(_ name: String) throws -> Int {
        if let row = provider.scopes.index(of: name) { return row }
        let near = nearestName(to: name, among: provider.scopes.indices.lazy.map(provider.scopes.name(at:)))
        let hint = near.map { "did you mean \($0)?" } ?? "authscope scopes lists them"
        throw CommandFailure(.usage, "\(provider.name) has no scope \"\(name)\"; \(hint)")
    }
}

/// The smallest scope set, as names.
struct SmallestScopeAnswer {
    /// The operations in the order given, each once.
    let operations: [String]
    let scopes: [String]
    /// The provider's descriptions of the scopes.
    let summaries: [String]
    /// For each scope, the operations that need it.
    let neededBy: [[String]]
    /// The other sets of the same size.
    let alternatives: [[String]]
    let hasMore: Bool
    let isExact: Bool
    let lowerBound: Int
    let anyToken: [String]
    let open: [String]
    let impossible: [String]
    let unneeded: [String]
    /// Another way to read the description of the API, or nil when there is no doubt.
    let hint: String?

    init(_ provider: Provider, _ index: OperationIndex, _ smallest: SmallestScopeSet, ticked: [Int]) {
        let scopeNames = { (rows: [Int]) in rows.map(provider.scopes.name(at:)) }
        let operationNames = { (rows: [Int]) in rows.map { provider.operations[$0].name } }
        let proposal = smallest.sets[0]
        operations = operationNames(smallest.operations)
        scopes = scopeNames(proposal)
        summaries = proposal.map(provider.scopes.summary(at:))
        neededBy = smallest.operationsNeeding(proposal, in: index).map(operationNames)
        alternatives = smallest.sets.dropFirst().map(scopeNames)
        hasMore = smallest.hasMore
        isExact = smallest.isExact
        lowerBound = smallest.lowerBound
        anyToken = operationNames(smallest.anyToken)
        open = operationNames(smallest.open)
        impossible = operationNames(smallest.impossible)
        unneeded = scopeNames(smallest.unneeded(ticked: ticked))
        hint = ReadOnlyPair.hint(on: smallest.operations.map { provider.operations[$0] })
    }
}
