import Catalog
import Commands
import JSON
import OAuth
import Options
import Platform

/// An import, from the document to the files.
struct ImportSession {
    let store: ProviderStore
    var isDryRun = false
    var format = ImportFormat.text
    /// The id that the user chose.
    var id: String?
    /// Values to keep for variables of the providers' addresses.
    var variables: [VariableArgument] = []
    /// The user's own entries for the provider with an id, where those values are kept.
    var ownEntries = { OwnEntriesStore(environment: .process, provider: $0) }
    /// Whether endpoints may change to other hosts (`docs/security.md` S8.1).
    var acceptsHosts = false
    var style = OutputStyle()
    /// Shows a text and asks the user. Nil without a terminal: then the command itself is the consent.
    var ask: ((SafeText) -> Bool)?

    init(store: ProviderStore) {
        self.store = store
    }

    /// Shows the preview, and writes the providers if requested.
    func result(of document: ImportReader.Document) throws -> CommandResult {
        var result = document.result
        if let id { result.rename(to: id) }
        let placements = result.providers.map { store.placement(of: $0.provider) }
        let values = try values(for: result.providers.map(\.provider))
        let preview = ImportPreview(result, source: document.source) { id in existing(id, in: placements) }
        let output = ImportOutput(preview: preview, style: style)
        if isDryRun {
            return CommandResult(
                stdout: output.text(as: format, paths: []), stderr: remarks(placements, output: output))
        }
        try checkPlaces(placements)
        guard try isAgreed(preview, output: output) else {
            return CommandResult(stderr: "Nothing was written.\n")
        }
        let paths = try write(result)
        for (provider, values) in values where !values.isEmpty { try keep(values, for: provider) }
        switch format {
        case .json: return CommandResult(stdout: output.text(as: .json, paths: paths))
        case .text:
            let shown: SafeText = ask == nil ? output.text(as: .text, paths: []) + "\n" : ""
            return CommandResult(stdout: shown + output.written(to: paths))
        }
    }

    private func existing(_ id: String, in placements: [ProviderStore.Placement]) -> Provider? {
        for case .update(let provider) in placements where provider.id == id { return provider }
        return nil
    }

    /// Throws if one of the providers cannot be written, before any of them is.
    private func checkPlaces(_ placements: [ProviderStore.Placement]) throws {
        for placement in placements {
            switch placement {
            case .new, .update: break
            case .taken(let path): throw failure(.init(reason: .taken(path: path)))
            case .builtIn: throw failure(.init(reason: .builtIn))
            }
        }
    }

    /// Returns the remarks of a dry run about places that could not be written.
    private func remarks(_ placements: [ProviderStore.Placement], output: ImportOutput) -> SafeText {
        do {
            try checkPlaces(placements)
            return ""
        } catch let failure as CommandFailure {
            return output.remark("It could not be written: \(failure.message)")
        } catch {
            return ""
        }
    }

    private func isAgreed(_ preview: ImportPreview, output: ImportOutput) throws -> Bool {
        let moves = preview.changedHosts.map(\.text)
        guard let ask else {
            guard moves.isEmpty || acceptsHosts else {
                throw CommandFailure(
                    .file,
                    "\(moves.joined(separator: "; ")): codes and tokens would go to another host. If that is right, "
                        + "repeat it with --accept-hosts. Nothing was written")
            }
            return true
        }
        let count = preview.items.count
        let question: SafeText = count == 1 ? "Save this provider?" : "Save these \(count) providers?"
        guard ask(output.text(as: .text, paths: []) + "\n" + question) else { return false }
        guard !moves.isEmpty, !acceptsHosts else { return true }
        return ask(
            output.remark("Codes and tokens would go to another host: \(moves.joined(separator: "; ")).")
                + "Is that right?")
    }

    private func write(_ result: ProviderImport) throws -> [String] {
        do throws(ProviderStore.ImportFailure) {
            return try store.save(result.providers.map(\.provider)).map(\.text)
        } catch {
            throw failure(error)
        }
    }

    /// Returns the values for each provider, by its id. Each value must belong to one of them.
    private func values(for providers: [Provider]) throws -> [(id: String, values: [Parameter])] {
        // The message of the first provider names its variables.
        for argument in variables where !providers.contains(where: argument.belongs) {
            if let first = providers.first { _ = try argument.value(for: first) }
        }
        return try providers.map { provider in
            (provider.id, try variables.filter { $0.belongs(to: provider) }.map { try $0.value(for: provider) })
        }
    }

    private func keep(_ values: [Parameter], for id: String) throws {
        let store = ownEntries(id)
        let own = try CommandFailure.catchingFileProblems { try store.read() } ?? OwnEntries()
        var next = own
        for value in values { next.set(variable: value.name, to: value.value) }
        if case .failed(let reason) = store.save(next, over: own) {
            throw CommandFailure(.file, "\(reason). The provider was written, its variables were not")
        }
    }

    private func failure(_ failure: ProviderStore.ImportFailure) -> CommandFailure {
        let advice =
            switch failure.reason {
            case .taken, .builtIn: " with --id"
            case .noFolder, .notWritten, .tooLarge: ""
            }
        return CommandFailure(.file, "\(failure.reason.message)\(advice); \(failure.extent)")
    }
}
