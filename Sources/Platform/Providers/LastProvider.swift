import Catalog
import OAuth

/// The provider that was on the screen last, stored in `last-provider` of the state directory.
///
/// The file contains the name of the provider's file, so that the next start opens exactly this one, or the id of a
/// provider that comes with the program.
package struct LastProvider: Sendable {
    /// The longest file name (`NAME_MAX`).
    private static let longest = 255

    static let fileName = "last-provider"

    private let file: PrivateFile?
    private let store: ProviderStore

    package init(environment: Environment, store: ProviderStore) {
        file = StateDirectory(environment: environment).file(Self.fileName)
        self.store = store
    }

    /// The path of the file, or nil when nothing can be stored.
    package var path: OctetPath? { file?.path }

    /// Returns the provider for a start without arguments, and a message if it is not the last one.
    package func load() -> (provider: Provider, source: ProviderListing.Source, remark: String?) {
        guard let name = kept, name != BuiltIn.provider.id else { return builtIn }
        if ProviderFile.isID(name), let found = try? store.locateShipped(id: name) {
            return (found.provider, found.source, nil)
        }
        do {
            if let provider = try store.provider(in: name), let directory = store.directory {
                return (provider, .file(directory.appending(name)), nil)
            }
            let (provider, source, remark) = builtIn
            return (provider, source, remark ?? "\(name) is gone: this is \(provider.name)")
        } catch {
            let (provider, source, _) = builtIn
            return (provider, source, "\(name):\(error.line):\(error.column): \(error.message)")
        }
    }

    /// Stores the provider for the next start. Returns false if that fails.
    @discardableResult
    package func save(_ source: ProviderListing.Source) -> Bool {
        let name =
            switch source {
            case .builtIn: BuiltIn.provider.id
            case .shipped(let path): String(path.nameText.prefix { $0 != "." })
            case .file(let path): String(decoding: path.name, as: UTF8.self)
            }
        guard name != kept else { return true }
        return file?.replace(with: Array((name + "\n").utf8)) ?? false
    }

    /// The built-in provider, or the file that replaces it.
    private var builtIn: (provider: Provider, source: ProviderListing.Source, remark: String?) {
        do {
            let (provider, source) = try store.locate(id: BuiltIn.provider.id)
            return (provider, source, nil)
        } catch {
            guard case .broken(let problem) = error else { return (BuiltIn.provider, .builtIn, nil) }
            return (BuiltIn.provider, .builtIn, problem.description)
        }
    }

    /// The contents of the file, or nil if they cannot be a name.
    private var kept: String? {
        guard let octets = try? file?.read() else { return nil }
        let line = octets.prefix { $0 != 0x0A }
        return line.isEmpty || line.count > Self.longest ? nil : String(decoding: line, as: UTF8.self)
    }
}
