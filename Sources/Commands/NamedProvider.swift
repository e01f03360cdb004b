import Catalog
import Glibc
import OAuth
import Platform

/// The provider that a session on the screen starts with.
package struct NamedProvider {
    package var provider: Provider
    /// The place in the catalogue, so that the next start opens it again. Nil for another file, and for a provider that
    /// is shown instead of one that cannot be read.
    package var source: ProviderListing.Source?
    /// A message for the user, or nil.
    package var remark: String?
    /// The values that the arguments give to variables of its addresses. They are not stored.
    package var values: [Parameter] = []

    /// Returns the provider that was on the screen last.
    package static func last(_ environment: Environment) -> NamedProvider {
        let last = LastProvider(environment: environment, store: ProviderStore(environment: environment)).load()
        return NamedProvider(
            provider: last.provider, source: last.remark == nil ? last.source : nil, remark: last.remark)
    }

    /// Returns the provider that `--provider` names: a file, or the id of a provider in the catalogue.
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

    /// Returns the provider with this id in the catalogue.
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

/// Returns whether there is a file with this path.
private func isFile(_ path: String) -> Bool {
    OctetPath(argument: path).status(followsLinks: true).map { $0.kind != S_IFDIR } ?? false
}
