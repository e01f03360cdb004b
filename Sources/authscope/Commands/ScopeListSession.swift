import Catalog
import Commands
import JSON
import OAuth
import Options
import Platform

/// An import of a list of scopes into the user's own entries for a provider.
struct ScopeListSession {
    let provider: Provider
    let store: OwnEntriesStore
    var isDryRun = false
    var format = ImportFormat.text
    var style = OutputStyle()
    /// Shows a text and asks the user. Nil without a terminal: then the command itself is the consent.
    var ask: ((SafeText) -> Bool)?

    init(provider: Provider, environment: Environment) {
        self.provider = provider
        store = OwnEntriesStore(environment: environment, provider: provider.id)
    }

    /// Shows the preview of the list, and adds the scopes if requested.
    func result(of octets: [UInt8], named name: String) throws -> CommandResult {
        let (own, offer) = try CommandFailure.catchingFileProblems {
            let own = try store.read() ?? OwnEntries()
            let text = try ScopeText(octets, path: name)
            return (own, ScopeListOffer(text, source: name, base: provider, own: own))
        }
        let preview = offer.lines.map { PreviewText(style: style).line($0) }.joined()
        guard !isDryRun, !offer.isEmpty else {
            return CommandResult(stdout: output(offer, preview: preview, file: nil))
        }
        if let ask, !ask(preview + "\nSave these scopes?") { return CommandResult(stderr: "Nothing was written.\n") }
        var next = own
        offer.apply(to: &next)
        switch store.save(next, over: own) {
        case .failed(let reason): throw CommandFailure(.file, "\(reason). Nothing was written")
        case .saved(_, let aside): return written(offer, preview: preview, aside: aside)
        case .replaced(_, let aside): return written(offer, preview: preview, aside: aside)
        }
    }

    private func written(_ offer: ScopeListOffer, preview: SafeText, aside: String?) -> CommandResult {
        let path = store.path?.text ?? ""
        let remark: SafeText = aside.map { "The other version of the file was renamed to \($0)\n" } ?? ""
        guard format == .text else {
            return CommandResult(stdout: output(offer, preview: preview, file: path), stderr: remark)
        }
        let shown: SafeText = ask == nil ? preview + "\n" : ""
        return CommandResult(stdout: shown + "\(style.strong("Written")): \(path)\n", stderr: remark)
    }

    private func output(_ offer: ScopeListOffer, preview: SafeText, file: String?) -> SafeText {
        switch format {
        case .text: preview + (offer.isEmpty ? "\nNothing new: nothing was written.\n" : "")
        case .json: SafeText(JSONValue(offer, provider: provider.id, file: file), style: .pretty) + "\n"
        }
    }
}

extension JSONValue {
    fileprivate init(_ offer: ScopeListOffer, provider: String, file: String?) {
        func list(_ scopes: [OwnEntries.OwnScope]) -> JSONValue {
            .array(
                scopes.map {
                    .object([Member("name", .string($0.name)), Member("summary", .string($0.summary))])
                })
        }
        self = .object([
            Member("source", .string(offer.source)), Member("provider", .string(provider)),
            Member("added", list(offer.added)), Member("changed", list(offer.changed)),
            Member("known", .number(JSONNumber(offer.known))),
            Member("notes", .array(offer.notes.map { JSONValue($0) })), Member("file", .optional(file)),
        ])
    }
}
