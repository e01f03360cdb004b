import Catalog
import Glibc
import JSON
import OAuth

/// The catalogue: the built-in provider, the files in the user's folder, and those installed with the program.
///
/// A file of the user replaces an installed provider with the same id, regardless of the file's name. If two files
/// have the same id, the one named after it counts, or else the first by name. Only a file that is named after the
/// built-in provider's id replaces it, so that a start does not have to read every file.
package struct ProviderStore: Sendable {
    /// The reason why no provider with an id could be loaded.
    package enum LoadFailure: Error, Equatable {
        /// No provider has the id. The value lists the known ids.
        case unknown([String])
        case broken(FileProblem)
    }

    package typealias Placement = ProviderPlacement

    /// The reason why a provider was not written.
    package enum SaveFailure: Error, Equatable {
        case taken(path: String)
        case builtIn
        /// Neither `XDG_CONFIG_HOME` nor a home directory is set.
        case noFolder
        /// The system refused, or the path is not a regular file owned by the user.
        case notWritten(path: String)
        /// The file of this provider would exceed the limit for files (`docs/security.md` S8).
        case tooLarge(id: String)
    }

    /// The reason why not all providers of an import were written.
    package struct ImportFailure: Error, Equatable {
        package var reason: SaveFailure
        /// The files that were written before the failure.
        package var written: [OctetPath]

        package init(reason: SaveFailure, written: [OctetPath] = []) {
            self.reason = reason
            self.written = written
        }
    }

    /// The folder of the files, or nil when there is none.
    package let directory: OctetPath?

    private let folder: ProviderFolder?
    private let converter: YAMLConverter
    private let shippedFolder: @Sendable () -> OctetPath?
    /// The folder of the installed providers. It is searched only when needed, not at a start.
    private var shipped: ProviderFolder? { shippedFolder().map { ProviderFolder(path: $0, converter: converter) } }

    /// - Parameter shipped: The folder of the providers that are installed with the program.
    package init(
        environment: Environment, converter: YAMLConverter = YAMLConverter(),
        shipped: @escaping @Sendable () -> OctetPath? = { ShippedProviders.folder }
    ) {
        directory = ConfigDirectory(environment: environment).providers
        folder = directory.map { ProviderFolder(path: $0, converter: converter) }
        self.converter = converter
        shippedFolder = shipped
    }

    // MARK: Reading

    /// Returns all providers: the built-in one, the user's files by name, also those with errors, and the installed
    /// ones. Reads and checks every file.
    package func list() -> [ProviderListing] {
        let own = ownListings()
        let taken = Set(own.compactMap { $0.summary?.id })
        guard let shipped else { return own }
        return own + shipped.names.usable.compactMap { listing(of: $0, in: shipped, besides: taken) }
    }

    private func listing(
        of name: String, in shipped: ProviderFolder, besides taken: Set<String>
    ) -> ProviderListing? {
        guard !taken.contains(String(ProviderFolder.stem(of: name))) else { return nil }
        let path = shipped.path(of: name)
        do throws(FileProblem) {
            return try shipped.provider(in: name).map { ProviderListing(.shipped(path), .provider(.init($0))) }
        } catch {
            return ProviderListing(.shipped(path), .problem(error))
        }
    }

    private func ownListings() -> [ProviderListing] {
        guard let folder else { return [ProviderListing(.builtIn, .provider(.init(BuiltIn.provider)))] }
        let names = folder.names
        let files = names.usable.map { name in (name: name, content: content(of: name)) }
        var owners: [String: String] = [:]
        for file in files {
            guard case .success(let provider?) = file.content else { continue }
            let isNamedAfter = ProviderFolder.stem(of: file.name).utf8.elementsEqual(provider.id.utf8)
            if let owner = owners[provider.id] {
                guard isNamedAfter, !ProviderFolder.stem(of: owner).utf8.elementsEqual(provider.id.utf8) else {
                    continue
                }
            }
            if isNamedAfter || provider.id != BuiltIn.provider.id { owners[provider.id] = file.name }
        }
        var listings: [ProviderListing] = []
        if owners[BuiltIn.provider.id] == nil {
            listings.append(ProviderListing(.builtIn, .provider(.init(BuiltIn.provider))))
        }
        for file in files {
            let path = folder.path(of: file.name)
            switch file.content {
            case .success(nil): continue
            case .failure(let problem): listings.append(ProviderListing(.file(path), .problem(problem)))
            case .success(let provider?):
                let isOwner = owners[provider.id] == file.name
                let content: ProviderListing.Content =
                    isOwner
                    ? .provider(.init(provider))
                    : .problem(Self.problem(of: provider.id, at: path.text, owner: owners[provider.id]))
                listings.append(ProviderListing(.file(path), content))
            }
        }
        return listings + names.problems.map { ProviderListing(.file($0.path), .problem($0.problem)) }
    }

    /// Returns the provider with this id. Reads the file named after it, and the other files only if there is none.
    package func load(id: String) throws(LoadFailure) -> Provider { try locate(id: id).provider }

    /// Returns the provider with this id from the user's files or the built-in one, with the name of its file, or nil
    /// for the built-in one.
    func find(id: String) throws(LoadFailure) -> (provider: Provider, name: String?) {
        if let found = try own(id: id) { return found }
        throw .unknown(list().compactMap { $0.summary?.id })
    }

    private func own(id: String) throws(LoadFailure) -> (provider: Provider, name: String?)? {
        var problem: FileProblem?
        let names = ProviderFolder.extensions.map { "\(id).\($0)" }
        for name in names where ProviderFolder.isProviderName(name) {
            switch content(of: name) {
            case .success(let provider?) where provider.id == id: return (provider, name)
            case .success: break
            case .failure(let failure): problem = problem ?? failure
            }
        }
        if problem == nil, id == BuiltIn.provider.id { return (BuiltIn.provider, nil) }
        if id != BuiltIn.provider.id {
            for name in folder?.names.usable ?? [] where !names.contains(name) {
                if case .success(let provider?) = content(of: name), provider.id == id { return (provider, name) }
            }
        }
        if let problem { throw .broken(problem) }
        return nil
    }

    /// Reads the provider of a listing again.
    package func load(_ source: ProviderListing.Source) throws(FileProblem) -> Provider {
        let (path, folder): (OctetPath, ProviderFolder?)
        switch source {
        case .builtIn: return BuiltIn.provider
        case .shipped(let place): (path, folder) = (place, shipped)
        case .file(let place): (path, folder) = (place, self.folder)
        }
        if let name = String(validating: path.name, as: UTF8.self), ProviderFolder.isProviderName(name),
            let provider = try folder?.provider(in: name)
        {
            return provider
        }
        throw FileProblem(path: path.text, line: 1, column: 1, message: "the file no longer exists")
    }

    /// Returns the provider in a file of the folder, or nil when there is no such file.
    func provider(in name: String) throws(FileProblem) -> Provider? {
        guard ProviderFolder.isProviderName(name) else { return nil }
        return try folder?.provider(in: name)
    }

    /// Returns the provider with this id, and its source.
    package func locate(id: String) throws(LoadFailure) -> (provider: Provider, source: ProviderListing.Source) {
        if let found = try own(id: id) {
            guard let name = found.name, let folder else { return (found.provider, .builtIn) }
            return (found.provider, .file(folder.path(of: name)))
        }
        if let found = try locateShipped(id: id) { return found }
        throw .unknown(list().compactMap { $0.summary?.id })
    }

    /// Returns the installed provider with this id, or nil.
    func locateShipped(id: String) throws(LoadFailure) -> (provider: Provider, source: ProviderListing.Source)? {
        let name = "\(id).json"
        guard let shipped, ProviderFolder.isProviderName(name) else { return nil }
        do throws(FileProblem) {
            return try shipped.provider(in: name).map { ($0, .shipped(shipped.path(of: name))) }
        } catch {
            throw .broken(error)
        }
    }

    // MARK: Writing

    /// Returns the state of the place where this provider would be written.
    package func placement(of provider: Provider) -> Placement {
        guard provider.id != BuiltIn.provider.id else { return .builtIn }
        let found: (provider: Provider, name: String?)
        do {
            found = try find(id: provider.id)
        } catch {
            guard case .broken(let problem) = error else { return .new }
            return .taken(path: problem.path)
        }
        guard let name = found.name, let path = folder?.path(of: name).text else { return .new }
        // A YAML file was written by hand, whatever its `imported_from` is.
        return found.provider.importedFrom != nil && name.hasSuffix(".json")
            ? .update(found.provider) : .taken(path: path)
    }

    /// Writes the providers of an import, each to `ID.json`, or over the file that it was imported to before.
    ///
    /// - Returns: The paths of the files.
    /// - Throws: `ImportFailure`. If one of the providers is too large, none is written.
    package func save(_ providers: [Provider]) throws(ImportFailure) -> [OctetPath] {
        let files = providers.map { (provider: $0, octets: Array(ProviderFile.text(of: $0).utf8)) }
        for file in files where file.octets.count > JSONLimits().octets {
            throw ImportFailure(reason: .tooLarge(id: file.provider.id))
        }
        var paths: [OctetPath] = []
        for file in files {
            do throws(SaveFailure) {
                paths.append(try save(file.provider, octets: file.octets))
            } catch {
                throw ImportFailure(reason: error, written: paths)
            }
        }
        return paths
    }

    /// Writes an imported provider to `ID.json`, or over the file that it was imported to before.
    ///
    /// - Parameter octets: The provider as a file.
    /// - Returns: The path of the file.
    package func save(_ provider: Provider, octets: [UInt8]) throws(SaveFailure) -> OctetPath {
        guard let folder else { throw .noFolder }
        let file = PrivateFile(try place(for: provider, in: folder))
        let saved: Result<OctetPath, SaveFailure>
        do throws(PrivateFile.WriteFailure) {
            saved = try file.alone { lock in save(provider, octets, in: folder, under: lock) }
        } catch {
            throw .notWritten(path: file.path.text)
        }
        return try saved.get()
    }

    /// Checks the current file and replaces it under one lock, because another import may be running.
    private func save(
        _ provider: Provider, _ octets: [UInt8], in folder: ProviderFolder, under lock: borrowing FolderLock
    ) -> Result<OctetPath, SaveFailure> {
        let path: OctetPath
        do throws(SaveFailure) {
            path = try place(for: provider, in: folder)
        } catch {
            return .failure(error)
        }
        do throws(PrivateFile.WriteFailure) {
            try PrivateFile(path).replace(with: octets, under: lock)
            return .success(path)
        } catch {
            return .failure(.notWritten(path: path.text))
        }
    }

    /// Returns the file that the provider has to be written to.
    private func place(for provider: Provider, in folder: ProviderFolder) throws(SaveFailure) -> OctetPath {
        switch placement(of: provider) {
        case .new: break
        case .builtIn: throw .builtIn
        case .taken(let path): throw .taken(path: path)
        case .update: if let name = (try? find(id: provider.id))?.name { return folder.path(of: name) }
        }
        return folder.path(of: "\(provider.id).json")
    }

    private func content(of name: String) -> Result<Provider?, FileProblem> {
        Result { () throws(FileProblem) in try folder?.provider(in: name) }
    }

    private static func problem(of id: String, at path: String, owner: String?) -> FileProblem {
        let message =
            owner.map { "\($0) has the id \"\(id)\" already; give this provider another" }
            ?? "only a file named \(id).json or \(id).yaml replaces the built-in provider \"\(id)\""
        return FileProblem(path: path, line: 1, column: 1, message: message)
    }
}

extension ProviderStore.SaveFailure {
    /// The message for the user. It may quote a path.
    package var message: String {
        switch self {
        case .taken(let path): "\(path) was written by hand and is not overwritten: choose another id"
        case .builtIn: "this id is the built-in provider's: choose another"
        case .noFolder: "there is no folder to write to: HOME is not set"
        case .notWritten(let path): "\(path) cannot be written"
        case .tooLarge(let id): "the provider \(id) would exceed the 16 MiB limit"
        }
    }
}

extension ProviderStore.ImportFailure {
    /// A sentence about the files that were written.
    package var extent: String {
        written.isEmpty
            ? "nothing was written" : "written before that: \(written.map(\.text).joined(separator: ", "))"
    }
}
