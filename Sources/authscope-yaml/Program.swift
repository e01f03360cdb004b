import Glibc
import JSON
import YAML

/// Reads a YAML document from standard input, and writes it to standard output as JSON with a table of places.
///
/// The output is one line and the data that the line describes:
///
///     authscope-yaml 1 document JSON-OCTETS MARK-OCTETS     then the JSON text, then the marks (`SourceMap.octets`)
///     authscope-yaml 1 problem LINE COLUMN OCTETS           then a message of that length; the exit code is 65
///
/// The program uses nothing else: no file, no network, no environment.
@main
enum Program {
    /// An exit code of sysexits(3): the input is not a valid document, or the system refused something.
    private static let dataError: Int32 = 65
    private static let systemError: Int32 = 71

    static func main() {
        guard CommandLine.arguments.count == 1 else {
            complain("authscope-yaml turns YAML on standard input into JSON for authscope; it has no arguments")
            exit(64)
        }
        guard ResourceLimits.impose() else {
            complain("authscope-yaml: cannot set the limits on memory and time")
            exit(systemError)
        }
        guard let input = readInput() else {
            complain("authscope-yaml: standard input cannot be read")
            exit(systemError)
        }
        do {
            let document = try Converter.convert(input)
            let marks = document.places.octets
            let isWritten =
                write(Array("authscope-yaml 1 document \(document.json.count) \(marks.count)\n".utf8))
                && write(document.json) && write(marks)
            exit(isWritten ? 0 : systemError)
        } catch {
            let message = Array(error.message.utf8)
            let head = "authscope-yaml 1 problem \(error.line) \(error.column) \(message.count)\n"
            exit(write(Array(head.utf8) + message) ? dataError : systemError)
        }
    }

    /// Reads up to one octet more than is allowed. Returns nil if that fails.
    private static func readInput() -> [UInt8]? {
        var isRead = false
        let octets = [UInt8](unsafeUninitializedCapacity: Converter.largestInput + 1) { buffer, count in
            while count < buffer.count {
                let got = read(STDIN_FILENO, buffer.baseAddress?.advanced(by: count), buffer.count - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    isRead = got == 0
                    return
                }
                count += got
            }
            isRead = true
        }
        return isRead ? octets : nil
    }

    private static func write(_ octets: [UInt8], to descriptor: Int32 = STDOUT_FILENO) -> Bool {
        octets.withUnsafeBytes { octets in
            var rest = octets[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    private static func complain(_ message: String) {
        _ = write(Array("\(message)\n".utf8), to: STDERR_FILENO)
    }
}
