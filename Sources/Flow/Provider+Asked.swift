import OAuth

extension Provider {
    /// The provider with what an attempt with this request needs: no operations, and of the scopes only those that are
    /// asked for or suggested, and the first, so that others are still unknown.
    ///
    /// A provider may have 100,000 scopes. Its metadata need not name all (RFC 8414 §2).
    package func asked(for request: AuthorizationRequest) -> Provider {
        var provider = self
        provider.operations = []
        // They are filled in.
        provider.variables = []
        provider.sources = []
        let wanted = habits.scopeSeparator.names(in: request["scope"] ?? "") + suggestedScopes
        let rows = wanted.compactMap { scopes.index(of: $0) } + scopes.indices.prefix(1)
        // A scope that is in the list already is not added again.
        provider.scopes = ScopeList(rows.sorted().map { (scopes.name(at: $0), scopes.summary(at: $0)) })
        provider.undeclaredScopes = undeclaredScopes.filter { provider.scopes.contains($0) }
        return provider
    }
}
