import BitCollections
import Catalog
import OAuth

extension Session {
    /// The choices that the next start restores. They never contain a verifier, a state or a challenge.
    var workspace: Workspace {
        var workspace = Workspace(provider: provider.id)
        workspace.clientID = client?.clientID
        workspace.redirectURI = registeredURIs.contains(draft.redirectURI) ? draft.redirectURI : nil
        workspace.scopes = names(of: draft.scopes)
        workspace.method = draft.method
        workspace.apiVersion = draft.apiVersion
        workspace.operations = choice.names
        workspace.profile = profile?.name
        return workspace
    }

    /// Restores the choices of an earlier session, except those that the provider no longer has.
    mutating func restore(_ workspace: Workspace) {
        var next = draft
        if let client = provider.clients.firstIndex(where: { $0.clientID == workspace.clientID }) {
            next.choose(client: client, of: provider)
            if let uri = workspace.redirectURI, provider.clients[client].redirectURIs.contains(uri) {
                next.redirectURI = uri
            }
        }
        next.scopes = BitSet(workspace.scopes.compactMap { provider.scopes.index(of: $0) })
        next.method = workspace.method
        let versions = provider.apiVersions?.versions ?? []
        if versions.contains(where: { $0.number == workspace.apiVersion }) { next.apiVersion = workspace.apiVersion }
        replaceDraft(next)
        use(workspace.profile.flatMap { name in LintProfile.onScreen.first { $0.name == name } })
        choice.restore(workspace.operations, of: provider.operations)
    }

    /// The workspace as rows instead of names, so that it is cheap to compare after each key.
    struct Choices: Equatable, Sendable {
        var client: Int?
        /// The user's entries: when they change, the same row may be another client.
        var own: OwnEntries
        var redirectURI: String
        var scopes: BitSet
        var method: ChallengeMethod
        var apiVersion: String?
        var operations: BitSet
        var profile: String?
    }

    var choices: Choices {
        Choices(
            client: draft.client, own: own, redirectURI: draft.redirectURI, scopes: draft.scopes, method: draft.method,
            apiVersion: draft.apiVersion, operations: choice.ticked, profile: profile?.name)
    }
}
