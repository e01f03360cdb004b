import Catalog
import Glibc

/// Keeps what the user has added to a provider on the screen in `own/ID.json` of the configuration directory.
package struct OwnEntriesStore: Sendable {
    /// What became of the file at the start.
    package enum Loaded: Equatable, Sendable {
        case nothing
        case entries(OwnEntries)
        /// The file cannot be used, and is left as it is; the text says so to the user.
        case problem(String)
    }

    /// What became of the entries.
    package enum Saved: Equatable, Sendable {
        case saved
        /// Saved; the file that was there could not be read, and has this name now.
        case setAside(String)
        /// Nothing was written; the text names the place.
        case failed(String)
    }

    private let provider: String
    private let file: PrivateFile?

    /// - Parameter provider: The provider's id, which is checked to be a plain word where it is read.
    package init(environment: Environment, provider: String) {
        self.provider = provider
        file = ConfigDirectory(environment: environment).own.map { PrivateFile("\($0)/\(provider).json") }
    }

    /// The file, or nil where there is neither `XDG_CONFIG_HOME` nor a home: then nothing is kept.
    package var path: String? { file?.path }

    /// The entries, or nil where there are none.
    package func read() throws(FileProblem) -> OwnEntries? {
        guard let file else { return nil }
        let octets: [UInt8]
        do {
            octets = try file.read()
        } catch {
            switch error {
            case .missing: return nil
            case .untrusted(let reason):
                throw FileProblem(path: file.path, line: 1, column: 1, message: "\(reason): it is not read")
            }
        }
        return try OwnEntriesFile.read(octets, path: file.path, provider: provider)
    }

    package func load() -> Loaded {
        do {
            return try read().map { .entries($0) } ?? .nothing
        } catch {
            // The screen has little room.
            var problem = error
            problem.path = "own/\(provider).json"
            return .problem(problem.description)
        }
    }

    /// Writes the entries; what was there and could not be read is kept beside them.
    package func save(_ entries: OwnEntries) -> Saved {
        guard let file else { return .failed("a home that is not set") }
        var aside: String?
        if case .problem = load() {
            aside = setAside(file.path)
            guard aside != nil else { return .failed(file.path) }
        }
        let text = OwnEntriesFile.text(of: entries, provider: provider)
        guard file.replace(with: Array(text.utf8)) else { return .failed(file.path) }
        return aside.map { .setAside($0) } ?? .saved
    }

    /// Gives the file a second name, `ID.json.bad`, or with a number where that is taken.
    private func setAside(_ path: String) -> String? {
        for number in 1...99 {
            let aside = "\(path).bad" + (number == 1 ? "" : "\(number)")
            if link(path, aside) == 0 { return aside.split(separator: "/").last.map { String($0) } }
            guard errno == EEXIST else { return nil }
        }
        return nil
    }
}
