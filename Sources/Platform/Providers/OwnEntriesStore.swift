import Catalog
import Glibc

/// Keeps what the user has added to a provider on the screen in `own/ID.json` of the configuration directory.
///
/// Another session may have written there since, and so may an editor: a change is applied to what is there now
/// (`docs/decisions/0019-two-sessions.md`).
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
        /// These are in the file now: those that were to be saved, with what others have changed.
        ///
        /// Another version that could not be joined with them has the name `aside` now.
        case saved(OwnEntries, aside: String? = nil)
        /// The same; the file that was there could not be read, and has the name `aside` now.
        case replaced(OwnEntries, aside: String)
        /// Nothing was written; the text says why.
        case failed(String)
    }

    private let provider: String
    private let file: PrivateFile?
    private let patience: Int

    /// - Parameters:
    ///   - provider: The provider's id, which is checked to be a plain word where it is read.
    ///   - patience: How long to wait for another session that writes, in milliseconds.
    package init(environment: Environment, provider: String, patience: Int? = nil) {
        self.provider = provider
        self.patience = patience ?? PrivateFile.patience
        file = ConfigDirectory(environment: environment).own.map { PrivateFile($0.appending("\(provider).json")) }
    }

    /// The file, or nil where there is neither `XDG_CONFIG_HOME` nor a home: then nothing is kept.
    package var path: OctetPath? { file?.path }

    /// The entries, or nil where there are none.
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

    /// Applies the change from `base` to `entries` to what is in the file now, and writes it.
    ///
    /// - Parameter base: The entries as they were last read or written here.
    package func save(_ entries: OwnEntries, over base: OwnEntries) -> Saved {
        guard let file else { return .failed("HOME is not set") }
        // Where the file is gone, what is on the screen is all that is left.
        var joined = OwnEntries.Joined(entries: entries)
        var isBroken = false
        do throws(PrivateFile.WriteFailure) {
            let aside = try file.update(patience: patience) { octets in
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
        case .locked: .failed("another session is writing \(file.path.text) and does not end")
        case .changed: .failed("\(file.path.text) is being changed all the time")
        case .refused: .failed("\(file.path.text) cannot be written")
        }
    }
}
