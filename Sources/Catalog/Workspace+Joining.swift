extension Workspace {
    /// Merges the choices made here with another version. A choice that was changed here wins.
    ///
    /// A choice is never a mixture: the scopes of two sessions together would be a list that the user did not choose,
    /// and a redirect URI belongs to its client.
    ///
    /// - Parameters:
    ///   - theirs: The choices that are in the file now.
    ///   - base: The choices here when the file was last read or written.
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
