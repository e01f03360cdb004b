import Catalog
import Commands
import JSON
import OAuth
import Options
import Screen

/// The preview of an import, as text for users and as JSON.
struct ImportOutput {
    var preview: ImportPreview
    var style = OutputStyle()

    /// Returns the whole preview.
    ///
    /// - Parameter paths: The files that the providers were written to, in order. None for a dry run.
    func text(as format: ImportFormat, paths: [String]) -> SafeText {
        switch format {
        case .text: preview.lines.map { PreviewText(style: style).line($0) }.joined()
        case .json: SafeText(JSONValue(preview, paths: paths), style: .pretty) + "\n"
        }
    }

    /// Returns the paths of the written files, and the next step.
    func written(to paths: [String]) -> SafeText {
        let lines = zip(preview.items, paths).map { item, path -> SafeText in
            "\(style.strong("Written")): \(path)\n  look at it: authscope --provider \(item.imported.provider.id)\n"
        }
        return lines.joined()
    }

    /// Returns an emphasised sentence on a line of its own.
    func remark(_ text: String) -> SafeText { style.strong(SafeText(text), .warning) + "\n" }
}

extension JSONValue {
    fileprivate init(_ preview: ImportPreview, paths: [String]) {
        self = .object([
            Member("source", .string(preview.source)),
            Member("kind", .string(preview.kind.name)),
            Member(
                "providers",
                .array(
                    preview.items.enumerated().map { index, item in
                        JSONValue(item, path: index < paths.count ? paths[index] : nil)
                    })),
            Member("notes", .array(preview.notes.map { JSONValue($0) })),
        ])
    }

    private init(_ item: ImportPreview.Item, path: String?) {
        let imported = item.imported
        let provider = imported.provider
        let undeclared = Set(provider.undeclaredScopes)
        let scopes = provider.scopes.indices.map { row in
            let name = provider.scopes.name(at: row)
            return JSONValue.object([
                Member("name", .string(name)),
                Member("summary", .string(provider.scopes.summary(at: row))),
                Member("declared", .bool(!undeclared.contains(name))),
            ])
        }
        self = .object([
            Member("id", .string(provider.id)),
            Member("name", .string(provider.name)),
            Member("scheme", .optional(imported.schemeName)),
            Member("authorization_endpoint", .string(provider.authorizationEndpoint)),
            Member("token_endpoint", .optional(provider.tokenEndpoint)),
            Member("issuer", .optional(provider.issuer)),
            Member("issuer_in_response", .bool(provider.issuerInResponse)),
            Member("response_types", provider.responseTypes.map { .texts($0) } ?? .null),
            Member("response_modes", provider.responseModes.map { .texts($0) } ?? .null),
            Member("challenge_methods", .texts(provider.challengeMethods)),
            Member("requires_pushed_requests", .bool(provider.requiresPushedRequests)),
            Member("hosts", .texts(provider.hosts)),
            Member("missing", .texts(imported.missing.map(\.rawValue))),
            Member("scopes", .array(scopes)),
            Member("operations", .array(provider.operations.map { JSONValue($0) })),
            Member("changes", item.comparison.map { JSONValue($0) } ?? .null),
            Member("notes", .array(imported.notes.map { JSONValue($0) })),
            Member("file", .optional(path)),
        ])
    }

    private init(_ comparison: ImportComparison) {
        let hosts = comparison.changedHosts.map { change in
            JSONValue.object([
                Member("endpoint", .string(change.endpoint)),
                Member("old", .optional(change.old)),
                Member("new", .string(change.new)),
            ])
        }
        self = .object([
            Member("new_scopes", .texts(comparison.newScopes)),
            Member("changed_scopes", .texts(comparison.changedScopes)),
            Member("removed_scopes", .texts(comparison.removedScopes)),
            Member("new_operations", .number(JSONNumber(comparison.newOperations))),
            Member("changed_operations", .number(JSONNumber(comparison.changedOperations))),
            Member("removed_operations", .number(JSONNumber(comparison.removedOperations))),
            Member("changed_hosts", .array(hosts)),
        ])
    }

    init(_ note: ImportNote) {
        self = .object(
            [
                Member("message", .string(note.message)),
                Member("line", .optional(note.line)),
                Member("column", .optional(note.column)),
            ] + (note.file.map { [Member("file", .string($0))] } ?? []))
    }
}
