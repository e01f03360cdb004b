import Catalog
import Glibc

/// Stores the choices made with a provider in `ID.json` of the state directory.
package struct WorkspaceStore: Sendable {
    /// The result of reading the file at the start.
    package enum Loaded: Equatable, Sendable {
        case nothing
        case workspace(Workspace)
        /// The file could not be used and was set aside, or nothing can be saved. The text explains this to the user.
        case problem(String)
    }

    /// The state directory, or nil if nothing can be stored.
    package let directory: OctetPath?

    private let file: PrivateFile?
    private let timeout: Int

    /// - Parameters:
    ///   - provider: The provider's ID. The reader checks that it is a plain word.
    ///   - timeout: The longest wait for another session that writes, in milliseconds.
    package init(environment: Environment, provider: String, timeout: Int? = nil) {
        let state = StateDirectory(environment: environment)
        directory = state.path
        file = state.file("\(provider).json")
        self.timeout = timeout ?? PrivateFile.timeout
    }

    package func load() -> Loaded {
        guard let file else { return .nothing }
        switch contents(of: file) {
        case .missing: return .nothing
        case .workspace(let workspace): return .workspace(workspace)
        case .untrusted(let reason): return .problem("\(file.path.text) \(reason): choices are not saved")
        case .broken: return setBrokenAside(file)
        }
    }

    /// Renames the broken file. Another session may have done so at the same moment, and written a valid one.
    private func setBrokenAside(_ file: PrivateFile) -> Loaded {
        let refusal = Loaded.problem("\(file.path.text) is broken: choices were not restored")
        do throws(PrivateFile.WriteFailure) {
            return try file.alone(timeout: timeout) { _ in
                guard case .broken = contents(of: file) else { return load(again: file) }
                guard let aside = file.setAside(as: "bad"), file.path.withCString({ unlink($0) }) == 0 else {
                    return refusal
                }
                return .problem("The state file was broken and was renamed to \(aside.nameText)")
            }
        } catch {
            return refusal
        }
    }

    private func load(again file: PrivateFile) -> Loaded {
        if case .workspace(let workspace) = contents(of: file) { .workspace(workspace) } else { .nothing }
    }

    /// Saves the choices: each one that differs from `base` is written, and other changes in the file stay.
    ///
    /// A failed write is ignored: a session must not fail because its choices cannot be stored.
    ///
    /// - Parameter base: The choices of this session when they were last read or written.
    @discardableResult
    package func save(_ workspace: Workspace, over base: Workspace) -> Bool {
        guard let file else { return false }
        do throws(PrivateFile.WriteFailure) {
            _ = try file.update(timeout: timeout) { octets in
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

    /// The contents of the file.
    private enum Contents {
        case missing
        case workspace(Workspace)
        case broken
        /// The problem with the file, such as `is a symbolic link`.
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
