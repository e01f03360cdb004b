import Glibc

/// Files that a test starts as programs.
///
/// No file that is open for writing can be started (ETXTBSY), and a process that another test starts at the same time has
/// our descriptors for a moment. So another process writes the file.
package enum ExecutableFile {
    /// Makes a program of these octets.
    package static func make(_ octets: [UInt8], at path: String) throws {
        let source = path + ".octets"
        let descriptor = open(source, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o755)
        guard descriptor >= 0, write(descriptor, octets, octets.count) == octets.count else {
            throw SpawnFailure(path: source, code: errno)
        }
        close(descriptor)
        try copy(source, to: path)
        unlink(source)
    }

    /// Makes a program of this shell script.
    package static func make(script: String, at path: String) throws {
        try make(Array("#!/bin/sh\n\(script)\n".utf8), at: path)
    }

    /// Copies a program.
    package static func copy(_ source: String, to path: String) throws {
        let process = try spawn("/bin/cp", [source, path], environment: [:])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw SpawnFailure(path: path, code: status) }
        chmod(path, 0o755)
    }
}
