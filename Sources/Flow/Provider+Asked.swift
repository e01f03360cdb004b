import OAuth

extension Provider {
    /// Returns the provider with only the parts that an attempt with this request needs: no operations, and only the
    /// requested scopes, the suggested ones and the first one, so that other scopes are still unknown.
    ///
    /// A provider may have 100,000 scopes, and its metadata need not list all of them (RFC 8414 §2).
    package func asked(for request: AuthorizationRequest) -> Provider {
        var provider = self
        provider.operations = []
        // The addresses have their values already.
        provider.variables = []
        provider.sources = []
        let wanted = habits.scopeSeparator.names(in: request["scope"] ?? "") + suggestedScopes
        let rows = wanted.compactMap { scopes.index(of: $0) } + scopes.indices.prefix(1)
        // The list ignores a scope that it has already.
        provider.scopes = ScopeList(rows.sorted().map { (scopes.name(at: $0), scopes.summary(at: $0)) })
        provider.undeclaredScopes = undeclaredScopes.filter { provider.scopes.contains($0) }
        return provider
    }
}
