import Commands
import JSON
import OAuth

/// The output of `authscope scopes` as JSON.
struct ScopesJSON {
    var provider: Provider

    func scopes(_ index: OperationIndex?) -> SafeText {
        let undeclared = Set(provider.undeclaredScopes)
        let scopes = provider.scopes.indices.map { row -> JSONValue in
            let name = provider.scopes.name(at: row)
            let counts = index?.counts(ofScope: row)
            return .object([
                .init("name", .string(name)),
                .init("summary", .string(provider.scopes.summary(at: row))),
                .init("declared", .bool(!undeclared.contains(name))),
                .init("operations", .number(JSONNumber(counts?.operations ?? 0))),
                .init("only", .number(JSONNumber(counts?.needed ?? 0))),
            ])
        }
        return text([
            .init("operations", .number(JSONNumber(provider.operations.count))), .init("scopes", .array(scopes)),
        ])
    }

    var operations: SafeText {
        text([.init("operations", .array(provider.operations.map { JSONValue($0) }))])
    }

    func smallest(_ answer: SmallestScopeAnswer) -> SafeText {
        let neededBy = zip(answer.scopes, answer.neededBy).map { JSONValue.Member($0, .texts($1)) }
        let members: [JSONValue.Member] = [
            .init("for", .texts(answer.operations)),
            .init("scopes", .texts(answer.scopes)),
            .init("scope", .string(answer.scopes.joined(separator: " "))),
            .init("exact", .bool(answer.isExact)),
            .init("lower_bound", .number(JSONNumber(answer.lowerBound))),
            .init("alternatives", .array(answer.alternatives.map { .texts($0) })),
            .init("more_alternatives", .bool(answer.hasMore)),
            .init("needed_by", .object(neededBy)),
            .init("any_token", .texts(answer.anyToken)),
            .init("open", .texts(answer.open)),
            .init("impossible", .texts(answer.impossible)),
            .init("unneeded", .texts(answer.unneeded)),
        ]
        return text(members + (answer.hint.map { [.init("hint", .string($0))] } ?? []))
    }

    private func text(_ members: [JSONValue.Member]) -> SafeText {
        let head: [JSONValue.Member] = [
            .init("provider", .string(provider.id)), .init("inferred", .bool(provider.areOperationsInferred)),
        ]
        return SafeText(.object(head + members), style: .pretty) + "\n"
    }
}
