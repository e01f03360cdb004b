import Catalog
import Glibc

/// Keeps the choices made with a provider in `ID.json` of the state directory.
package struct WorkspaceStore: Sendable {
    /// What became of the file at the start.
    package enum Loaded: Equatable, Sendable {
        case nothing
        case workspace(Workspace)
        /// The file could not be used and was set aside, or nothing can be saved; the text says so to the user.
        case problem(String)
    }

    /// How often the file is read again when an editor writes it at the same time.
    private static let attempts = 20

    /// The state directory, or nil when there is none: then nothing is kept.
    package let directory: OctetPath?

    private let file: PrivateFile?
    private let patience: Int

    /// - Parameters:
    ///   - provider: The provider's id, which is checked to be a plain word where it is read.
    ///   - patience: How long to wait for another session that writes, in milliseconds.
    package init(environment: Environment, provider: String, patience: Int? = nil) {
        let state = StateDirectory(environment: environment)
        directory = state.path
        file = state.file("\(provider).json")
        self.patience = patience ?? PrivateFile.patience
    }

    package func load() -> Loaded {
        guard let file else { return .nothing }
        switch contents(of: file) {
        case .missing: return .nothing
        case .workspace(let workspace, _): return .workspace(workspace)
        case .untrusted(let reason): return .problem("\(file.path.text) \(reason): choices are not kept")
        case .broken: return setBrokenAside(file)
        }
    }

    /// Gives the broken file another name. Another session may have done so at the same moment, and written a good one.
    private func setBrokenAside(_ file: PrivateFile) -> Loaded {
        let refusal = Loaded.problem("\(file.path.text) is broken: choices were not restored")
        do throws(PrivateFile.WriteFailure) {
            return try file.alone(patience: patience) { _ in
                guard case .broken = contents(of: file) else { return load(again: file) }
                guard let aside = file.setAside(as: "bad"), file.path.withCString({ unlink($0) }) == 0 else {
                    return refusal
                }
                return .problem("The state file was broken and is kept as \(aside.nameText)")
            }
        } catch {
            return refusal
        }
    }

    private func load(again file: PrivateFile) -> Loaded {
        if case .workspace(let workspace, _) = contents(of: file) { .workspace(workspace) } else { .nothing }
    }

    /// Keeps the choices: each that is another than in `base` goes into the file, and what others chose since stays.
    ///
    /// What cannot be written is left: a session must not fail because its choices cannot be kept.
    ///
    /// - Parameter base: The choices of this session when they were last read or written.
    @discardableResult
    package func save(_ workspace: Workspace, over base: Workspace) -> Bool {
        guard let file else { return false }
        let isSaved = try? file.alone(patience: patience) { lock in
            save(workspace, over: base, in: file, under: lock)
        }
        return isSaved ?? false
    }

    private func save(
        _ workspace: Workspace, over base: Workspace, in file: PrivateFile, under lock: borrowing FolderLock
    ) -> Bool {
        for _ in 0..<Self.attempts {
            var joined = workspace
            var stamp: FileStamp?
            var aside: OctetPath?
            switch contents(of: file) {
            case .missing: break
            case .untrusted: return false
            case .workspace(let theirs, let now):
                joined = workspace.joined(with: theirs, since: base)
                stamp = now
                if joined == theirs { return true }
            case .broken(let now):
                stamp = now
                aside = file.setAside(as: "bad")
                guard aside != nil else { return false }
            }
            do throws(PrivateFile.WriteFailure) {
                try file.replace(with: Array(joined.json.utf8), under: lock, ifStill: .some(stamp))
                return true
            } catch {
                _ = aside?.withCString { unlink($0) }
                guard error == .changed else { return false }
            }
        }
        return false
    }

    /// What is in the file.
    private enum Contents {
        case missing
        case workspace(Workspace, FileStamp)
        case broken(FileStamp)
        /// What is wrong with it, such as `is a symbolic link`.
        case untrusted(String)
    }

    private func contents(of file: PrivateFile) -> Contents {
        do throws(PrivateFile.ReadFailure) {
            let (octets, stamp) = try file.readStamped()
            return (try? Workspace(reading: octets)).map { .workspace($0, stamp) } ?? .broken(stamp)
        } catch {
            guard case .untrusted(let reason) = error else { return .missing }
            return .untrusted(reason)
        }
    }
}
