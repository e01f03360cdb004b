import CSpawn
import Glibc

/// A program that could not be started.
package struct SpawnFailure: Error {
    package let path: String
    package let code: Int32
}

/// Starts a program in a session of its own, with default signals and no descriptors but those named.
///
/// `files` are opened in the order of their numbers, `descriptors` are copied from this process.
package func spawn(
    _ path: String, _ arguments: [String], environment: [String: String], opening files: [Int32: String] = [:],
    passing descriptors: [Int32: Int32] = [:]
) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, file) in files.sorted(by: { $0.key < $1.key }) {
        posix_spawn_file_actions_addopen(&actions, descriptor, file, O_RDWR | O_CREAT, 0o600)
    }
    for (descriptor, source) in descriptors { posix_spawn_file_actions_adddup2(&actions, source, descriptor) }
    // Whatever else is open in this process, of tests that run meanwhile.
    let named = Set(files.keys).union(descriptors.keys)
    let end = (named.max() ?? 2) + 1
    for descriptor in 3..<max(3, end) where !named.contains(descriptor) {
        posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, max(3, end))

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, spawn_in_new_session | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)

    var child: pid_t = 0
    let result = withCStrings([path] + arguments) { argv in
        withCStrings(environment.map { "\($0)=\($1)" }) { envp in
            posix_spawn(&child, path, &actions, &attributes, argv, envp)
        }
    }
    guard result == 0 else { throw SpawnFailure(path: path, code: result) }
    return child
}

private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
        // The array is never empty: it ends with nil.
        body(buffer.baseAddress.unsafelyUnwrapped)
    }
}
