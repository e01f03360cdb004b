extension Workspace {
    /// Applies the choices that were made here to what is there now: of each choice the last one counts.
    ///
    /// A choice is one whole: scopes of two sessions together would be a list that nobody chose, and a redirect URI
    /// belongs to its client.
    ///
    /// - Parameters:
    ///   - base: What was chosen here when the choices were last read or written.
    ///   - theirs: What is there now.
    package func joined(with theirs: Workspace, since base: Workspace) -> Workspace {
        guard theirs.provider == provider, base.provider == provider else { return self }
        var result = theirs
        if clientID != base.clientID || redirectURI != base.redirectURI {
            (result.clientID, result.redirectURI) = (clientID, redirectURI)
        }
        if scopes != base.scopes { result.scopes = scopes }
        if method != base.method { result.method = method }
        if apiVersion != base.apiVersion { result.apiVersion = apiVersion }
        if pane != base.pane { result.pane = pane }
        if urlView != base.urlView { result.urlView = urlView }
        if operations != base.operations { result.operations = operations }
        if profile != base.profile { result.profile = profile }
        return result
    }
}
