import Catalog
import Commands
import Glibc
import JSON
import Options
import Platform

/// The paths of the program's files, and whether they exist.
struct PathsOutput {
    private struct Entry {
        /// The name in the JSON output.
        var name: String
        /// The name for people.
        var title: String
        var path: OctetPath?
        /// The reason why there is no path.
        var absence: SafeText = "HOME is not set"
    }

    private let entries: [Entry]

    init(environment: Environment) {
        let config = ConfigDirectory(environment: environment)
        let files = ConfigurationFiles(environment: environment)
        let store = ProviderStore(environment: environment)
        entries = [
            Entry(name: "config", title: "configuration", path: config.path),
            Entry(name: "configuration", title: "config.json", path: files.configuration),
            Entry(name: "settings", title: "settings.json", path: files.settings),
            Entry(name: "providers", title: "providers", path: config.providers),
            Entry(
                name: "shipped_providers", title: "shipped providers", path: ShippedProviders.folder,
                absence: "it is not installed"),
            Entry(name: "schemas", title: "JSON Schemas", path: ShippedSchemas.folder, absence: "it is not installed"),
            Entry(name: "own", title: "your clients and scopes", path: config.own),
            Entry(name: "state", title: "state", path: StateDirectory(environment: environment).path),
            Entry(
                name: "last_provider", title: "last provider",
                path: LastProvider(environment: environment, store: store).path),
            Entry(name: "yaml_reader", title: "YAML reader", path: YAMLConverter().path),
        ]
    }

    func text(as format: ListFormat) -> SafeText {
        switch format {
        case .text: entries.map(line).joined()
        case .json: SafeText(.object(entries.map(member)), style: .pretty) + "\n"
        }
    }

    private func line(_ entry: Entry) -> SafeText {
        let title = SafeText(entry.title).padded(to: 25, atLeast: 1)
        guard let path = entry.path else { return "\(title)nowhere: \(entry.absence)\n" }
        return "\(title)\(path.text)\(exists(path) ? "" : "  (missing)")\n"
    }

    private func member(_ entry: Entry) -> JSONValue.Member {
        let exists = entry.path.map(exists) ?? false
        return .init(entry.name, .object([.init("path", .optional(entry.path?.text)), .init("exists", .bool(exists))]))
    }

    private func exists(_ path: OctetPath) -> Bool { path.withCString { access($0, F_OK) } == 0 }
}
