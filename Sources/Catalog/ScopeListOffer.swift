import OAuth
import Text

/// The preview of a list of scopes to import: which of them would become own entries of a provider.
package struct ScopeListOffer: Equatable, Sendable {
    /// The source of the list, in words for the user.
    package let source: String
    package let provider: String
    /// Scopes that the provider does not have.
    package private(set) var added: [OwnEntries.OwnScope] = []
    /// Scopes of the user's own with another description.
    package private(set) var changed: [OwnEntries.OwnScope] = []
    /// The number of scopes that are there already.
    package private(set) var known = 0
    package private(set) var notes: [ImportNote]

    /// - Parameters:
    ///   - base: The provider as in its file.
    ///   - own: The user's own entries for it.
    package init(_ text: ScopeText, source: String, base: Provider, own: OwnEntries) {
        self.source = source
        provider = base.name
        notes = text.notes
        var summaries: [String: String] = [:]
        for scope in own.scopes { summaries[scope.name] = scope.summary }
        var room = EntryCheck.mostScopes - base.scopes.count - own.scopes.count
        var left = 0
        for scope in text.scopes {
            if base.scopes.contains(scope.name) {
                known += 1
            } else if let summary = summaries[scope.name] {
                if scope.summary.isEmpty || scope.summary == summary { known += 1 } else { changed.append(scope) }
            } else if room > 0 {
                room -= 1
                added.append(scope)
            } else {
                left += 1
            }
        }
        if left > 0 { notes.append(ImportNote("\(left.counted("scope")) left out: a list has at most 100,000")) }
    }

    /// Whether the import would change nothing.
    package var isEmpty: Bool { added.isEmpty && changed.isEmpty }

    /// Adds the scopes to the user's own entries.
    package func apply(to own: inout OwnEntries) {
        var summaries: [String: String] = [:]
        for scope in changed { summaries[scope.name] = scope.summary }
        for index in own.scopes.indices {
            if let summary = summaries[own.scopes[index].name] { own.scopes[index].summary = summary }
        }
        let known = Set(own.scopes.map(\.name))
        own.scopes += added.filter { !known.contains($0.name) }
    }

    /// The rows of the preview.
    package var lines: [ImportPreview.Line] {
        var lines: [ImportPreview.Line] = [.field("list", source), .field("provider", provider)]
        var parts = ["\(added.count.grouped) new"]
        if !changed.isEmpty { parts.append("\(changed.count.grouped) with another description") }
        if known > 0 { parts.append("\(known.grouped) there already") }
        lines.append(.field("scopes", parts.joined(separator: ", ") + "; none is turned on"))
        for (title, scopes) in [("New", added), ("Changed", changed)] where !scopes.isEmpty {
            lines += [.empty, .heading(title)]
            lines += scopes.map { .field($0.name, $0.summary) }
        }
        if !notes.isEmpty {
            lines += [.empty, .heading("About the list")]
            lines += notes.map { .note($0.text) }
        }
        return lines
    }
}
