import OAuth
import Text

/// The preview of an import, which the user sees before accepting it.
package struct ImportPreview: Equatable, Sendable {
    /// A row of the preview. Its texts may be foreign: sanitise them before they are shown.
    package enum Line: Equatable, Sendable {
        /// A heading, such as the name of a provider.
        case heading(String)
        /// A label and a value.
        case field(String, String)
        /// A note about something that is missing, or was not read as written.
        case note(String)
        /// A change that the user has to accept separately.
        case warning(String)
        case empty
    }

    package struct Item: Equatable, Sendable {
        package var imported: ImportedProvider
        /// The changes, or nil when there is no provider with that id.
        package var comparison: ImportComparison?
    }

    package var kind: ProviderImport.Kind
    package var source: String
    package var items: [Item]
    package var notes: [ImportNote]

    /// - Parameter existing: Returns the present provider with an id, or nil when there is none.
    package init(_ result: ProviderImport, source: String, existing: (String) -> Provider?) {
        kind = result.kind
        self.source = source
        notes = result.notes
        items = result.providers.map { imported in
            let old = existing(imported.provider.id)
            return Item(imported: imported, comparison: old.map { ImportComparison(of: imported.provider, with: $0) })
        }
    }

    /// All endpoints whose host changes.
    package var changedHosts: [ImportComparison.HostChange] { items.flatMap { $0.comparison?.changedHosts ?? [] } }

    /// The rows from top to bottom.
    package var lines: [Line] {
        var lines: [Line] = [.field("document", "\(kind.name), \(source)")]
        for item in items {
            lines += [.empty, .heading(item.imported.provider.name)]
            lines += Self.lines(of: item)
        }
        if !notes.isEmpty {
            lines += [.empty, .heading("About the document")]
            lines += notes.map { .note($0.text) }
        }
        return lines
    }

    /// Returns the rows about one provider, without its name.
    static func lines(of item: Item) -> [Line] {
        let imported = item.imported
        let provider = imported.provider
        var lines: [Line] = [.field("id", provider.id)]
        if let scheme = imported.schemeName { lines.append(.field("scheme", scheme)) }
        lines.append(.field("authorization", provider.authorizationEndpoint))
        if let token = provider.tokenEndpoint { lines.append(.field("token", token)) }
        if let issuer = provider.issuer { lines.append(.field("issuer", issuer)) }
        if !provider.variables.isEmpty { lines.append(.field("variables", variables(provider))) }
        lines.append(.field("hosts", provider.hosts.joined(separator: ", ")))
        lines.append(.field("scopes", scopes(imported)))
        if !provider.operations.isEmpty { lines.append(.field("operations", operations(provider))) }
        if imported.announcesPKCE { lines.append(.field("PKCE", provider.challengeMethods.joined(separator: ", "))) }
        if !provider.clients.isEmpty { lines.append(.field("clients", "\(provider.clients.count)")) }
        if let comparison = item.comparison { lines += Self.lines(of: comparison) }
        lines += imported.missing.map { .note("not in the document: \($0.text)") }
        lines += imported.notes.map { .note($0.text) }
        return lines
    }

    private static func scopes(_ imported: ImportedProvider) -> String {
        var parts = ["\(imported.provider.scopes.count)"]
        let undeclared = imported.provider.undeclaredScopes.count
        if undeclared > 0 { parts.append("\(undeclared) of them used but not declared") }
        let undescribed = imported.undescribedCount
        if undescribed > 0 { parts.append("\(undescribed) without a description") }
        return parts.joined(separator: ", ") + (imported.provider.scopes.isEmpty ? "" : "; none is turned on")
    }

    private static func variables(_ provider: Provider) -> String {
        provider.variables.map { "\($0.name), \($0.value.map { "\($0) by default" } ?? "without a value yet")" }
            .joined(separator: "; ")
    }

    private static func operations(_ provider: Provider) -> String {
        let words = [
            (OAuth.Operation.Access.token, "needs a token", "need a token"), (.open, "open", "open"),
            (.other, "needs something else", "need something else"),
        ]
        let counts = words.compactMap { access, one, many -> String? in
            let count = provider.operations.count { $0.access == access }
            return count > 0 ? "\(count) \(count == 1 ? one : many)" : nil
        }
        return "\(provider.operations.count): \(counts.joined(separator: ", "))"
    }

    private static func lines(of comparison: ImportComparison) -> [Line] {
        let changes = [
            (comparison.newScopes.count, "new scope"), (comparison.changedScopes.count, "changed scope"),
            (comparison.removedScopes.count, "removed scope"), (comparison.newOperations, "new operation"),
            (comparison.changedOperations, "changed operation"), (comparison.removedOperations, "removed operation"),
        ].filter { $0.0 > 0 }.map { $0.0.counted($0.1) }
        var lines: [Line] = [
            .field("changes", changes.isEmpty ? "none in scopes and operations" : changes.joined(separator: ", "))
        ]
        lines += comparison.changedHosts.map { .warning($0.text) }
        return lines
    }
}
