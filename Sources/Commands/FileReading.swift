import Catalog
import Platform

/// Reads a regular file of at most 16 MiB.
///
/// - Parameters:
///   - isSecret: Whether only its owner may be able to read the file, and it must have only one name.
///   - allowsPipe: Whether the file may be a pipe, such as `<(command)` of a shell. Then this function waits for the
///     writer.
/// - Throws: `CommandFailure` with the path and advice.
package func readFile(_ path: String, isSecret: Bool = false, allowsPipe: Bool = false) throws -> [UInt8] {
    try failing { () throws(InputProblem) in
        try InputReader.file(OctetPath(argument: path), isSecret: isSecret, allowsPipe: allowsPipe)
    }
}

/// Reads standard input to its end, at most 16 MiB.
package func readStandardInput() throws -> [UInt8] {
    try failing { () throws(InputProblem) in try InputReader.standardInput() }
}

/// Returns the next octets, or nil at the end.
package func readChunk(_ descriptor: Int32, name: String) throws -> [UInt8]? {
    try failing { () throws(InputProblem) in try InputReader.chunk(of: descriptor, name: name) }
}

/// Turns a problem with the input into a failure of the command.
private func failing<Value>(_ read: () throws(InputProblem) -> Value) throws -> Value {
    do {
        return try read()
    } catch {
        throw CommandFailure(.file, error.description)
    }
}
