import Catalog
import Glibc
import JSON

/// Keeps the choices made with a provider in `$XDG_STATE_HOME/authscope/ID.json`, mode 0600 in a directory of mode 0700.
package struct WorkspaceStore: Sendable {
    /// What became of the file at the start.
    package enum Loaded: Equatable, Sendable {
        case nothing
        case workspace(Workspace)
        /// The file could not be used and was set aside, or nothing can be saved; the text says so to the user.
        case problem(String)
    }

    /// `$XDG_STATE_HOME/authscope`, or nil when there is neither that nor a home: then nothing is kept.
    package let directory: String?

    private let file: String?

    /// - Parameter provider: The provider's id, which is checked to be a plain word where it is read.
    package init(environment: Environment, provider: String) {
        // XDG Base Directory Specification: a relative path is to be ignored.
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            directory = state + "/authscope"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            directory = home + "/.local/state/authscope"
        } else {
            directory = nil
        }
        file = directory.map { "\($0)/\(provider).json" }
    }

    package func load() -> Loaded {
        guard let file else { return .nothing }
        switch read(file) {
        case .failure(.missing): return .nothing
        case .failure(.untrusted(let reason)): return .problem("\(file) \(reason): choices are not kept")
        case .success(let octets):
            if let workspace = try? Workspace(reading: octets) { return .workspace(workspace) }
            let aside = file + ".bad"
            guard rename(file, aside) == 0 else { return .problem("\(file) is broken: choices were not restored") }
            return .problem("The state file was broken; it is now \(aside)")
        }
    }

    /// Writes a temporary file beside the old one and renames it, so that one of the two is always whole.
    ///
    /// What cannot be written is left: a session must not fail because its choices cannot be kept.
    @discardableResult
    package func save(_ workspace: Workspace) -> Bool {
        guard let directory, let file, makeDirectory(directory), isOurs(file) else { return false }
        let temporary = "\(file).\(getpid())"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        let isWritten = writeAll(Array(workspace.json.utf8), to: descriptor) && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(temporary, file) == 0 else {
            unlink(temporary)
            return false
        }
        return true
    }

    private enum ReadFailure: Error {
        case missing
        case untrusted(String)
    }

    private func read(_ path: String) -> Result<[UInt8], ReadFailure> {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            return .failure(errno == ELOOP ? .untrusted("is a symbolic link") : .missing)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .failure(.untrusted("is no regular file"))
        }
        guard status.st_uid == geteuid() else { return .failure(.untrusted("belongs to another user")) }
        guard status.st_size <= 16 << 20 else { return .failure(.untrusted("is larger than 16 MiB")) }
        var octets = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < octets.count {
            let got = octets.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            filled += got
        }
        return .success(Array(octets.prefix(filled)))
    }

    /// False for what is there and is no regular file of ours: it is left alone.
    private func isOurs(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return errno == ENOENT }
        return status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
    }

    /// Makes the directory and those above it that are missing, mode 0700.
    private func makeDirectory(_ path: String) -> Bool {
        if mkdir(path, 0o700) == 0 { return true }
        if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            return makeDirectory(String(path[..<slash])) && (mkdir(path, 0o700) == 0 || errno == EEXIST)
        }
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
    }

    private func writeAll(_ octets: [UInt8], to descriptor: Int32) -> Bool {
        var written = 0
        while written < octets.count {
            let count = octets.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0 {
                guard errno == EINTR else { return false }
            } else {
                written += count
            }
        }
        return true
    }
}
