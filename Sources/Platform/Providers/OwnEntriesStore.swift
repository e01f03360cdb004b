import Catalog
import Glibc

/// Stores the user's own entries for a provider in `own/ID.json` of the configuration directory.
///
/// Other sessions and editors may write the same file. A change is applied to the current version
/// (`docs/decisions/0019-two-sessions.md`).
package struct OwnEntriesStore: Sendable {
    /// The result of reading the file at the start.
    package enum Loaded: Equatable, Sendable {
        case nothing
        case entries(OwnEntries)
        /// The file cannot be used and is not changed. The text explains this to the user.
        case problem(String)
    }

    /// The result of saving the entries.
    package enum Saved: Equatable, Sendable {
        /// The file now has these entries: the saved ones, with changes by others.
        ///
        /// If another version could not be merged with them, its new name is `aside`.
        case saved(OwnEntries, aside: String? = nil)
        /// As `saved`, but the previous file could not be read. Its new name is `aside`.
        case replaced(OwnEntries, aside: String)
        /// Nothing was written. The text says why.
        case failed(String)
    }

    private let provider: String
    private let file: PrivateFile?
    private let timeout: Int

    /// - Parameters:
    ///   - provider: The provider's ID. The reader checks that it is a plain word.
    ///   - timeout: The longest wait for another session that writes, in milliseconds.
    package init(environment: Environment, provider: String, timeout: Int? = nil) {
        self.provider = provider
        self.timeout = timeout ?? PrivateFile.timeout
        file = ConfigDirectory(environment: environment).own.map { PrivateFile($0.appending("\(provider).json")) }
    }

    /// The path of the file; nil if neither `XDG_CONFIG_HOME` nor a home directory is set. Then nothing is stored.
    package var path: OctetPath? { file?.path }

    /// Reads the entries; nil if there are none.
    package func read() throws(FileProblem) -> OwnEntries? {
        guard let file else { return nil }
        let octets: [UInt8]
        do throws(PrivateFile.ReadFailure) {
            octets = try file.read()
        } catch {
            guard case .untrusted(let reason) = error else { return nil }
            throw FileProblem(path: file.path.text, line: 1, column: 1, message: "\(reason): it is not read")
        }
        return try OwnEntriesFile.read(octets, path: file.path.text, provider: provider)
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

    /// Applies the change from `base` to `entries` to the current file, and writes it.
    ///
    /// - Parameter base: The entries as they were last read or written here.
    package func save(_ entries: OwnEntries, over base: OwnEntries) -> Saved {
        guard let file else { return .failed("HOME is not set") }
        // If the file is gone, only the entries on the screen are left.
        var joined = OwnEntries.Joined(entries: entries)
        var isBroken = false
        do throws(PrivateFile.WriteFailure) {
            let aside = try file.update(timeout: timeout) { octets in
                let theirs = octets.map { try? OwnEntriesFile.read($0, path: file.path.text, provider: provider) }
                isBroken = if case .some(nil) = theirs { true } else { false }
                joined = theirs.flatMap { $0 }.map { entries.joined(with: $0, since: base) } ?? .init(entries: entries)
                let text = OwnEntriesFile.text(of: joined.entries, provider: provider)
                return .write(
                    Array(text.utf8), settingAsideAs: isBroken ? "bad" : joined.hasConflict ? "other" : nil)
            }
            guard let aside, isBroken else { return .saved(joined.entries, aside: aside?.nameText) }
            return .replaced(joined.entries, aside: aside.nameText)
        } catch {
            return Self.failure(error, file)
        }
    }

    private static func failure(_ failure: PrivateFile.WriteFailure, _ file: PrivateFile) -> Saved {
        switch failure {
        case .locked: .failed("another session has locked \(file.path.text) for too long")
        case .changed: .failed("\(file.path.text) keeps changing")
        case .refused: .failed("\(file.path.text) cannot be written")
        }
    }
}
