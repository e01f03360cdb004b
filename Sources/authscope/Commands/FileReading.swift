import Glibc

/// The largest file or input that is read, in octets (`docs/provider-format.md`, "Limits").
let largestInput = 16 << 20

/// Reads a regular file of at most 16 MiB.
///
/// - Parameters:
///   - isSecret: whether others must not be able to read the file.
///   - allowsPipe: whether it may be a pipe, as `<(command)` of a shell is; its writer is waited for.
/// - Throws: `CommandFailure` that names the path and says what to do.
func readFile(_ path: String, isSecret: Bool = false, allowsPipe: Bool = false) throws -> [UInt8] {
    // Without O_NONBLOCK, opening a FIFO would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (allowsPipe ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { throw CommandFailure(.file, "\(path): \(openingProblem(errno))") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw CommandFailure(.file, "\(path): cannot be read") }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFIFO where allowsPipe: break
    case S_IFDIR: throw CommandFailure(.file, "\(path): is a directory; name a file in it")
    case S_IFIFO: throw CommandFailure(.file, "\(path): is a pipe; write its data to a file first")
    default: throw CommandFailure(.file, "\(path): is no regular file")
    }
    if isSecret, status.st_uid != geteuid() || status.st_mode & 0o077 != 0 {
        throw CommandFailure(.file, "\(path): others can read this secret; first run: chmod 600 \(path)")
    }
    guard status.st_size <= largestInput else { throw tooLarge(path) }
    return try readAll(descriptor, name: path, expecting: Int(status.st_size))
}

/// Reads standard input to its end, at most 16 MiB.
func readStandardInput() throws -> [UInt8] {
    try readAll(STDIN_FILENO, name: "standard input")
}

/// Reads to the end, at most 16 MiB; where the size is known, into memory that is taken once.
private func readAll(_ descriptor: Int32, name: String, expecting size: Int = 0) throws -> [UInt8] {
    var code: Int32 = 0
    var octets = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
            let got = read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
            if got < 0, errno == EINTR { continue }
            if got < 0 { code = errno }
            guard got > 0 else { break }
            count += got
        }
    }
    guard code == 0 else { throw CommandFailure(.file, "\(name): \(openingProblem(code))") }
    while let chunk = try readChunk(descriptor, name: name) {
        octets += chunk
        guard octets.count <= largestInput else { throw tooLarge(name) }
    }
    return octets
}

private func tooLarge(_ name: String) -> CommandFailure {
    CommandFailure(.file, "\(name): is larger than 16 MiB, which is the most that is read")
}

/// The next octets, or nil at the end.
func readChunk(_ descriptor: Int32, name: String) throws -> [UInt8]? {
    let size = 1 << 16
    while true {
        var code: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let got = read(descriptor, buffer.baseAddress, size)
            if got < 0 { code = errno }
            count = max(0, got)
        }
        if code == EINTR { continue }
        guard code == 0 else { throw CommandFailure(.file, "\(name): \(openingProblem(code))") }
        return chunk.isEmpty ? nil : chunk
    }
}

private func openingProblem(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "there is no such file"
    case EACCES, EPERM: "you may not read this file"
    case EISDIR: "is a directory; name a file in it"
    case ELOOP: "symbolic links lead in a circle"
    default: "cannot be read (\(String(cString: strerror(code))))"
    }
}
