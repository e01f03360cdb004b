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
        case .workspace(let workspace): return .workspace(workspace)
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
        if case .workspace(let workspace) = contents(of: file) { .workspace(workspace) } else { .nothing }
    }

    /// Keeps the choices: each that is another than in `base` goes into the file, and what others chose since stays.
    ///
    /// What cannot be written is left: a session must not fail because its choices cannot be kept.
    ///
    /// - Parameter base: The choices of this session when they were last read or written.
    @discardableResult
    package func save(_ workspace: Workspace, over base: Workspace) -> Bool {
        guard let file else { return false }
        do throws(PrivateFile.WriteFailure) {
            _ = try file.update(patience: patience) { octets in
                guard let octets else { return .write(Array(workspace.json.utf8)) }
                guard let theirs = try? Workspace(reading: octets) else {
                    return .write(Array(workspace.json.utf8), settingAsideAs: "bad")
                }
                let joined = workspace.joined(with: theirs, since: base)
                return joined == theirs ? .none : .write(Array(joined.json.utf8))
            }
            return true
        } catch {
            return false
        }
    }

    /// What is in the file.
    private enum Contents {
        case missing
        case workspace(Workspace)
        case broken
        /// What is wrong with it, such as `is a symbolic link`.
        case untrusted(String)
    }

    private func contents(of file: PrivateFile) -> Contents {
        do throws(PrivateFile.ReadFailure) {
            let octets = try file.read()
            return (try? Workspace(reading: octets)).map { .workspace($0) } ?? .broken
        } catch {
            guard case .untrusted(let reason) = error else { return .missing }
            return .untrusted(reason)
        }
    }
}
