import Catalog
import Platform

/// Reads a regular file of at most 16 MiB.
///
/// - Parameters:
///   - isSecret: whether it must be a file that only its owner can read, under one name.
///   - allowsPipe: whether it may be a pipe, as `<(command)` of a shell is; its writer is waited for.
/// - Throws: `CommandFailure` that names the path and says what to do.
package func readFile(_ path: String, isSecret: Bool = false, allowsPipe: Bool = false) throws -> [UInt8] {
    try failing { () throws(InputProblem) in
        try InputReader.file(OctetPath(argument: path), isSecret: isSecret, allowsPipe: allowsPipe)
    }
}

/// Reads standard input to its end, at most 16 MiB.
package func readStandardInput() throws -> [UInt8] {
    try failing { () throws(InputProblem) in try InputReader.standardInput() }
}

/// The next octets, or nil at the end.
package func readChunk(_ descriptor: Int32, name: String) throws -> [UInt8]? {
    try failing { () throws(InputProblem) in try InputReader.chunk(of: descriptor, name: name) }
}

/// What cannot be read becomes a failure of the command.
private func failing<Value>(_ read: () throws(InputProblem) -> Value) throws -> Value {
    do {
        return try read()
    } catch {
        throw CommandFailure(.file, error.description)
    }
}
