import CSpawn
import Catalog
import Glibc

/// A program in a session of its own. Its standard input and output are one end of a socket pair.
///
/// It gets no other descriptor of this process, no blocked or ignored signals, and no terminal.
struct SpawnedProgram {
    /// The system's reason, as an errno(3).
    struct Failure: Error, Equatable {
        let code: Int32
    }

    let process: pid_t
    /// Our end of the socket pair. The caller closes it.
    let socket: Int32

    /// - Parameters:
    ///   - arguments: The arguments after the program's name.
    ///   - inheritsEnvironment: Whether the program gets the environment of this process, or none.
    init(path: OctetPath, arguments: [String], inheritsEnvironment: Bool) throws(Failure) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Failure(code: errno) }
        defer { close(ends[1]) }
        do {
            process = try Self.spawn(
                path, arguments, environment: inheritsEnvironment ? environ : nil, socket: ends[1])
            socket = ends[0]
        } catch {
            close(ends[0])
            throw error
        }
    }

    private static func spawn(
        _ path: OctetPath, _ arguments: [String],
        environment: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, socket: Int32
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)

        var process: pid_t = 0
        let words = [path.withCString { strdup($0) }] + arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        var none: UnsafeMutablePointer<CChar>?
        let code = path.withCString { path in
            withUnsafeMutablePointer(to: &none) { none in
                withSpawnAttributes(flags: spawn_in_new_session) { attributes in
                    posix_spawn(&process, path, &actions, attributes, words + [nil], environment ?? none)
                }
            }
        }
        guard code == 0 else { throw Failure(code: code) }
        return process
    }

    /// Waits until the program ends, and returns the status of waitpid(2); zero if the system reaps children itself.
    func reap() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }
}
