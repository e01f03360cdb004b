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

    /// The values that the workspace is made from. They are compared after each key. Most keys change none of them.
    struct Choices: Equatable, Sendable {
        fileprivate var draft: Shared<Draft>
        /// The user's entries: when they change, the same row may be another client.
        fileprivate var own: Shared<OwnEntries>
        fileprivate var operations: Shared<OperationChoice>
        fileprivate var profile: Shared<LintProfile?>

        static func == (left: Choices, right: Choices) -> Bool {
            left.own == right.own && left.profile == right.profile
                && left.operations.wrappedValue.ticked == right.operations.wrappedValue.ticked
                && (left.draft.isIdentical(to: right.draft)
                    || left.draft.wrappedValue.hasSameChoices(as: right.draft.wrappedValue))
        }
    }

    var choices: Choices { Choices(draft: $draft, own: $own, operations: $choice, profile: $profile) }
}

extension Draft {
    /// Whether the workspace keeps the same values of both.
    fileprivate func hasSameChoices(as other: Draft) -> Bool {
        client == other.client && redirectURI == other.redirectURI && scopes == other.scopes
            && method == other.method && apiVersion == other.apiVersion
    }
}
