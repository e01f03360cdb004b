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
    package let directory: String?

    private let file: PrivateFile?

    /// - Parameter provider: The provider's id, which is checked to be a plain word where it is read.
    package init(environment: Environment, provider: String) {
        let state = StateDirectory(environment: environment)
        directory = state.path
        file = state.file("\(provider).json")
    }

    package func load() -> Loaded {
        guard let file else { return .nothing }
        let octets: [UInt8]
        do {
            octets = try file.read()
        } catch {
            switch error {
            case .missing: return .nothing
            case .untrusted(let reason): return .problem("\(file.path) \(reason): choices are not kept")
            }
        }
        if let workspace = try? Workspace(reading: octets) { return .workspace(workspace) }
        let aside = file.path + ".bad"
        guard rename(file.path, aside) == 0 else {
            return .problem("\(file.path) is broken: choices were not restored")
        }
        return .problem("The state file was broken and is kept as \(aside.split(separator: "/").last ?? "")")
    }

    /// Keeps the choices.
    ///
    /// What cannot be written is left: a session must not fail because its choices cannot be kept.
    @discardableResult
    package func save(_ workspace: Workspace) -> Bool {
        file?.replace(with: Array(workspace.json.utf8)) ?? false
    }
}
