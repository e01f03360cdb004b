import BitCollections
import Catalog
import OAuth

extension Model {
    /// The same as `workspace` without its texts: cheap to make and compare after each key.
    struct Choices: Equatable, Sendable {
        var client: Int?
        /// With them the client may be another one in the same row.
        var own: OwnEntries
        var redirectURI: String
        var scopes: BitSet
        var method: ChallengeMethod
        var apiVersion: String?
        var pane: Pane
        var urlView: URLView
        var operations: BitSet
    }

    var choices: Choices {
        Choices(
            client: draft.client, own: own, redirectURI: draft.redirectURI, scopes: draft.scopes, method: draft.method,
            apiVersion: draft.apiVersion, pane: pane, urlView: urlView, operations: choice.ticked)
    }

    /// What is there again at the next start: choices only, never a verifier, a state or a challenge.
    package var workspace: Workspace {
        var workspace = Workspace(provider: provider.id)
        workspace.clientID = draft.client.map { provider.clients[$0].clientID }
        workspace.redirectURI = registeredURIs.contains(draft.redirectURI) ? draft.redirectURI : nil
        workspace.scopes = draft.scopes.map { provider.scopes.name(at: $0) }
        workspace.method = draft.method
        workspace.apiVersion = draft.apiVersion
        workspace.pane = pane.name
        workspace.urlView = urlView.rawValue
        workspace.operations = choice.names
        return workspace
    }

    /// Takes up the choices of an earlier session, as far as the provider still knows them.
    package mutating func restore(_ workspace: Workspace) {
        guard workspace.provider == provider.id else { return }
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
        pane = Pane(name: workspace.pane) ?? pane
        urlView = URLView(rawValue: workspace.urlView) ?? urlView
        choice.restore(workspace.operations, of: provider.operations)
        clientCursor = next.client ?? 0
        scopeCursor = next.scopes.first ?? scopeCursor
        settle()
    }
}
