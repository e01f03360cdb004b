import OAuth

/// What follows from a provider's operations, for the lists and pages that show them.
struct OperationKnowledge: Sendable {
    private let operations: [Operation]
    private let scopes: ScopeList
    let index: OperationIndex
    /// The columns of the longest method, as far as it is one that people write.
    let methodColumns: Int
    /// What the filter searches, a text for each operation; empty until somebody filters.
    private var texts: [String] = []

    /// Nil where no operations are known.
    init?(of provider: Provider) {
        guard let index = OperationIndex(provider) else { return nil }
        operations = provider.operations
        scopes = provider.scopes
        self.index = index
        methodColumns = min(7, operations.reduce(3) { max($0, $1.method.utf8.count) })
    }

    /// Whether it has been made from what the provider is now; where nothing has changed, that is known at once.
    func belongs(to provider: Provider) -> Bool {
        operations == provider.operations && scopes == provider.scopes
    }

    /// The operations among those given that hold every word in method, path, summary, id or the names of scopes.
    mutating func rows(matching words: SearchWords, among rows: [Int]) -> [Int] {
        guard !words.isEmpty else { return rows }
        if texts.isEmpty { texts = operations.map(\.searchText) }
        return rows.filter { words.match(texts[$0]) }
    }
}

extension Operation {
    fileprivate var searchText: String {
        var text = "\(method) \(path)\n\(summary)\n\(id ?? "")"
        for name in alternatives.joined() { text += "\n" + name }
        return text
    }
}
