import Catalog
import Glibc
import OAuth
import Platform

/// The provider that a session on the screen starts with.
package struct NamedProvider {
    package var provider: Provider
    /// Where in the catalogue it is, so that the next start comes back to it; nil for a file from elsewhere, and for
    /// one that stands in for another.
    package var source: ProviderListing.Source?
    /// What to tell the user about it.
    package var remark: String?
    /// Values that the arguments give to variables of its addresses; they are for this session.
    package var values: [Parameter] = []

    /// The one that was on the screen last.
    package static func last(_ environment: Environment) -> NamedProvider {
        let last = LastProvider(environment: environment, store: ProviderStore(environment: environment)).load()
        return NamedProvider(
            provider: last.provider, source: last.remark == nil ? last.source : nil, remark: last.remark)
    }

    /// The one that `--provider` names: a file, or the id of a provider of the catalogue.
    package static func named(_ name: String, _ environment: Environment) throws -> NamedProvider {
        if isFile(name) || !ProviderFile.isID(name) {
            return NamedProvider(provider: try CommandFailure.catchingFileProblems { try read(name) })
        }
        return try known(name, environment)
    }

    private static func read(_ file: String) throws -> Provider {
        let path = OctetPath(argument: file)
        guard SourceDocument.Origin.file(path).isNamedYAML else {
            return try ProviderFile.read(try readFile(file, allowsPipe: true), path: path.text)
        }
        let document = try DocumentReader().read(file: path)
        return try ProviderFile.read(document.json, places: document.places, path: path.text)
    }

    /// The one with this id in the catalogue.
    package static func known(_ id: String, _ environment: Environment) throws -> NamedProvider {
        do {
            let (provider, source) = try ProviderStore(environment: environment).locate(id: id)
            return NamedProvider(provider: provider, source: source)
        } catch {
            switch error {
            case .broken(let problem): throw CommandFailure(.file, problem.description)
            case .unknown(let ids):
                throw CommandFailure(
                    .file,
                    "there is no file and no provider \"\(id)\"; the providers are \(ids.joined(separator: ", "))")
            }
        }
    }
}

/// True when something of that name exists that could be read as a file.
private func isFile(_ path: String) -> Bool {
    OctetPath(argument: path).status(followsLinks: true).map { $0.kind != S_IFDIR } ?? false
}
