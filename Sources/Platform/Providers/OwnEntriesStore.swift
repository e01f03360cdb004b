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

    /// How often the file is read again when an editor writes it at the same time.
    private static let attempts = 20

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
        switch contents(of: file) {
        case .missing: return nil
        case .entries(let entries, _): return entries
        case .broken(let problem, _), .untrusted(let problem): throw problem
        }
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
        do throws(PrivateFile.WriteFailure) {
            return try file.alone(patience: patience) { lock in save(entries, over: base, in: file, under: lock) }
        } catch {
            return Self.failure(error, file)
        }
    }

    private func save(
        _ entries: OwnEntries, over base: OwnEntries, in file: PrivateFile, under lock: borrowing FolderLock
    ) -> Saved {
        var failure = PrivateFile.WriteFailure.changed
        for _ in 0..<Self.attempts where failure == .changed {
            var joined = OwnEntries.Joined(entries: entries)
            var stamp: FileStamp?
            var ending: String?
            switch contents(of: file) {
            // Where the file is gone, what is on the screen is all that is left.
            case .missing: break
            case .untrusted: return Self.failure(.refused, file)
            case .broken(_, let now): (stamp, ending) = (now, "bad")
            case .entries(let theirs, let now):
                joined = entries.joined(with: theirs, since: base)
                (stamp, ending) = (now, joined.hasConflict ? "other" : nil)
            }
            let aside = ending.flatMap { file.setAside(as: $0) }
            guard ending == nil || aside != nil else { return Self.failure(.refused, file) }
            let text = OwnEntriesFile.text(of: joined.entries, provider: provider)
            do throws(PrivateFile.WriteFailure) {
                try file.replace(with: Array(text.utf8), under: lock, ifStill: .some(stamp))
                guard let aside, ending == "bad" else { return .saved(joined.entries, aside: aside?.nameText) }
                return .replaced(joined.entries, aside: aside.nameText)
            } catch {
                // What is there at the next attempt is kept then.
                _ = aside?.withCString { unlink($0) }
                failure = error
            }
        }
        return Self.failure(failure, file)
    }

    /// What is in the file.
    private enum Contents {
        case missing
        case entries(OwnEntries, FileStamp)
        case broken(FileProblem, FileStamp)
        case untrusted(FileProblem)
    }

    private func contents(of file: PrivateFile) -> Contents {
        let octets: [UInt8]
        let stamp: FileStamp
        do throws(PrivateFile.ReadFailure) {
            (octets, stamp) = try file.readStamped()
        } catch {
            guard case .untrusted(let reason) = error else { return .missing }
            let message = "\(reason): it is not read"
            return .untrusted(FileProblem(path: file.path.text, line: 1, column: 1, message: message))
        }
        do throws(FileProblem) {
            return .entries(try OwnEntriesFile.read(octets, path: file.path.text, provider: provider), stamp)
        } catch {
            return .broken(error, stamp)
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
