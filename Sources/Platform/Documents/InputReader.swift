import Catalog
import Glibc

/// Reads whole files and standard input, with a size limit.
package enum InputReader {
    /// The largest file or input in octets (`docs/provider-format.md`, "Limits").
    package static let largest = 16 << 20

    /// Reads a regular file of at most 16 MiB.
    ///
    /// - Parameters:
    ///   - isSecret: Whether only its owner may be able to read the file, and it may have only one name.
    ///   - allowsPipe: Whether it may be a pipe, such as `<(command)` of a shell. Then this function waits for the
    ///     writer.
    package static func file(
        _ path: OctetPath, isSecret: Bool = false, allowsPipe: Bool = false
    ) throws(InputProblem) -> [UInt8] {
        let name = path.text
        // Without O_NONBLOCK, opening a FIFO would wait for its writer.
        let flags = O_RDONLY | O_CLOEXEC | (allowsPipe ? 0 : O_NONBLOCK) | (isSecret ? O_NOFOLLOW : 0)
        let descriptor = path.withCString { open($0, flags) }
        guard descriptor >= 0 else {
            let code = errno
            if isSecret, code == ELOOP, let fault = SecretFileCheck.faultOfLink(path) {
                throw InputProblem(name: name, message: fault)
            }
            throw InputProblem(name: name, message: explanation(of: code))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw InputProblem(name: name, message: "cannot be read") }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFIFO where allowsPipe: break
        case S_IFDIR: throw InputProblem(name: name, message: "is a directory; name a file in it")
        case S_IFIFO: throw InputProblem(name: name, message: "is a pipe; write its data to a file first")
        default: throw InputProblem(name: name, message: "is not a regular file")
        }
        if isSecret, let fault = SecretFileCheck.fault(of: path, status) {
            throw InputProblem(name: name, message: fault)
        }
        guard status.st_size <= largest else { throw tooLarge(name) }
        return try all(of: descriptor, name: name, expecting: Int(status.st_size))
    }

    /// Reads standard input to its end, at most 16 MiB.
    package static func standardInput() throws(InputProblem) -> [UInt8] {
        try all(of: STDIN_FILENO, name: "standard input")
    }

    /// Returns the next octets, or nil at the end.
    package static func chunk(of descriptor: Int32, name: String) throws(InputProblem) -> [UInt8]? {
        let size = 1 << 16
        while true {
            var code: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                let got = read(descriptor, buffer.baseAddress, size)
                if got < 0 { code = errno }
                count = max(0, got)
            }
            if code == EINTR { continue }
            guard code == 0 else { throw InputProblem(name: name, message: explanation(of: code)) }
            return chunk.isEmpty ? nil : chunk
        }
    }

    /// Reads to the end, at most 16 MiB. If the size is known, the memory is allocated once.
    private static func all(
        of descriptor: Int32, name: String, expecting size: Int = 0
    ) throws(InputProblem) -> [UInt8] {
        guard var octets = readOctets(of: descriptor, count: size) else {
            throw InputProblem(name: name, message: explanation(of: errno))
        }
        while let chunk = try chunk(of: descriptor, name: name) {
            octets += chunk
            guard octets.count <= largest else { throw tooLarge(name) }
        }
        return octets
    }

    private static func tooLarge(_ name: String) -> InputProblem {
        InputProblem(name: name, message: "exceeds the 16 MiB limit")
    }

    private static func explanation(of code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "there is no such file"
        case EACCES, EPERM: "you may not read this file"
        case EISDIR: "is a directory; name a file in it"
        case ELOOP: "symbolic links lead in a circle"
        default: "cannot be read (\(String(cString: strerror(code))))"
        }
    }
}
