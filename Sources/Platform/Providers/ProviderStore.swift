import Catalog
import Glibc
import JSON
import OAuth

/// The catalogue: the built-in provider, those in files of the user's folder, and those installed with the program.
///
/// A file of the user's takes the place of an installed provider with the same id, whatever its name is.
/// Of two files with one id, the one named after it counts, else the first by name. Only a file that is named after
/// the built-in provider's id takes its place, so that a start need not look into every file.
package struct ProviderStore: Sendable {
    /// Why there is no provider with an id.
    package enum LoadFailure: Error, Equatable {
        /// Nobody has it; the ids that there are.
        case unknown([String])
        case broken(FileProblem)
    }

    package typealias Placement = ProviderPlacement

    /// Why a provider was not written.
    package enum SaveFailure: Error, Equatable {
        case taken(path: String)
        case builtIn
        /// There is neither `XDG_CONFIG_HOME` nor a home.
        case noFolder
        /// The system refused, or something of that name is not a regular file of the user's.
        case notWritten(path: String)
        /// The file of this provider would be larger than a file that is read (`docs/security.md` S8).
        case tooLarge(id: String)
    }

    /// The reason why not all providers of an import were written.
    package struct ImportFailure: Error, Equatable {
        package var reason: SaveFailure
        /// The files that were written before.
        package var written: [OctetPath]

        package init(reason: SaveFailure, written: [OctetPath] = []) {
            self.reason = reason
            self.written = written
        }
    }

    /// The folder of the files, or nil where there is none.
    package let directory: OctetPath?

    private let folder: ProviderFolder?
    private let converter: YAMLConverter
    private let shippedFolder: @Sendable () -> OctetPath?
    /// Looked for when it is asked for, and not at a start.
    private var shipped: ProviderFolder? { shippedFolder().map { ProviderFolder(path: $0, converter: converter) } }

    /// - Parameter shipped: the folder of the providers that are installed with the program.
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

    /// All providers: the built-in one, then the user's files by name, each read and checked, and those that cannot even
    /// be looked at; then those installed with the program.
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

    /// The provider with this id. The file named after it is looked at first, and the others only when it is not there.
    package func load(id: String) throws(LoadFailure) -> Provider { try locate(id: id).provider }

    /// The provider with this id among the user's files and the built-in one, and the name of its file; nil for the
    /// built-in one.
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

    /// The provider of a listing, read anew.
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

    /// The provider in a file of the folder; nil when there is no such file.
    func provider(in name: String) throws(FileProblem) -> Provider? {
        guard ProviderFolder.isProviderName(name) else { return nil }
        return try folder?.provider(in: name)
    }

    /// The provider with this id, and where it comes from.
    package func locate(id: String) throws(LoadFailure) -> (provider: Provider, source: ProviderListing.Source) {
        if let found = try own(id: id) {
            guard let name = found.name, let folder else { return (found.provider, .builtIn) }
            return (found.provider, .file(folder.path(of: name)))
        }
        if let found = try locateShipped(id: id) { return found }
        throw .unknown(list().compactMap { $0.summary?.id })
    }

    /// The provider with this id that is installed with the program, or nil.
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

    /// What is there where this provider would be written.
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
        // What is YAML was written by somebody, wherever they had it from.
        return found.provider.importedFrom != nil && name.hasSuffix(".json")
            ? .update(found.provider) : .taken(path: path)
    }

    /// Writes the providers of an import, each to `ID.json`, or over the file that it was imported to before.
    ///
    /// - Returns: The paths of the files.
    /// - Throws: `ImportFailure`. Where one of the providers is too large, none is written.
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

    /// Looks at what is there and replaces it in one go: another import may be under way.
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

    /// The file that the provider is to be written to.
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
    /// What to tell the user; it may quote a path.
    package var message: String {
        switch self {
        case .taken(let path): "\(path) was written by hand and is left alone: choose another id"
        case .builtIn: "this id is the built-in provider's: choose another"
        case .noFolder: "there is no folder to write to: HOME is not set"
        case .notWritten(let path): "\(path) cannot be written"
        case .tooLarge(let id): "the provider \(id) would exceed the 16 MiB limit"
        }
    }
}

extension ProviderStore.ImportFailure {
    /// The files that were written, or that there is none.
    package var extent: String {
        written.isEmpty
            ? "nothing was written" : "written before that: \(written.map(\.text).joined(separator: ", "))"
    }
}
