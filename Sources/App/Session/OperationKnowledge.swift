import OAuth

/// Data computed from a provider's operations, for the lists and pages that show them.
struct OperationKnowledge: Sendable {
    private let operations: [Operation]
    private let scopes: ScopeList
    let index: OperationIndex
    /// The columns of the longest method: at least 3, at most 7.
    let methodColumns: Int
    /// The texts that the filter searches, one per operation. Empty until the first filter.
    private var texts: [String] = []

    /// Returns nil when the provider has no operations.
    init?(of provider: Provider) {
        guard let index = OperationIndex(provider) else { return nil }
        operations = provider.operations
        scopes = provider.scopes
        self.index = index
        methodColumns = min(7, operations.reduce(3) { max($0, $1.method.utf8.count) })
    }

    /// Whether it was computed from the provider's present operations and scopes. Comparing arrays that share their
    /// storage takes no time.
    func belongs(to provider: Provider) -> Bool {
        operations == provider.operations && scopes == provider.scopes
    }

    /// Returns the rows whose method, path, summary, id or scope names contain every word.
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
