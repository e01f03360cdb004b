import Catalog
import Glibc

/// Downloads documents with `authscope-net`, because this program has no network code.
///
/// `authscope-net fetch` reads a URL from standard input. Its output is a line and the data that the line describes:
///
///     authscope-net 1 document OCTETS     then the document
///     authscope-net 1 problem OCTETS      then the reason; the exit code is 65
///     authscope-net 1 absence OCTETS      the same; the server responded, so another address may have a document
package struct DownloadProgram: Sendable {
    /// The command, and the exit code when there is no document.
    package static let command = "fetch"
    package static let problemCode: Int32 = 65

    private let program: OctetPath?

    /// - Parameter program: The path of the program, or nil for the installed one.
    package init(program: String? = nil) {
        self.program = program.map { OctetPath($0) }
    }

    /// Returns the line that describes a document or a problem.
    package static func head(_ kind: String, count: Int) -> String {
        "\(HelperProgram.net.rawValue) 1 \(kind) \(count)\n"
    }

    /// The reason why a download failed.
    struct Failure: Error {
        var problem: DocumentProblem
        /// Whether the server responded, and only this address has no document.
        var isAbsence = false
    }

    /// Downloads the document at the URL. Blocks the thread for up to 40 seconds.
    ///
    /// - Parameter isCancelled: Called 20 times a second. If it returns true, the download ends.
    func download(_ url: String, isCancelled: @escaping () -> Bool) throws(Failure) -> [UInt8] {
        let path = program ?? HelperProgram.net.path
        let process = FilterProcess(
            path: path, arguments: [Self.command], inheritsEnvironment: true, timeout: .seconds(40),
            largestAnswer: InputReader.largest + 100)
        func problem(_ reason: String) -> Failure { Failure(problem: .download(url, reason: reason)) }
        switch process.run(Array(url.utf8), isCancelled: isCancelled) {
        case .exited(let code, let answer):
            guard let (kind, content) = Self.read(answer) else {
                throw problem("\(path.text) sent an unexpected answer; reinstall authscope")
            }
            guard kind != "document" || code != 0 else { return content }
            var failure = problem(String(decoding: content, as: UTF8.self))
            failure.isAbsence = kind == "absence"
            throw failure
        case .signaled(let signal): throw problem("\(path.text) was ended by signal \(signal); try again")
        case .tookTooLong: throw problem("the document did not come in time; try again, or give it as a file")
        case .cancelled: throw Failure(problem: .cancelled)
        case .answeredTooMuch: throw problem("\(path.text) sent an answer that is too long; reinstall authscope")
        case .notStarted(ENOENT):
            throw problem("\(path.text) is missing, and is needed for downloads; reinstall authscope")
        case .notStarted(let code):
            throw problem("\(path.text) cannot be started (\(String(cString: strerror(code))))")
        }
    }

    private static func read(_ answer: [UInt8]) -> (kind: Substring, content: [UInt8])? {
        guard let lineEnd = answer.prefix(100).firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let words = String(decoding: answer[..<lineEnd], as: UTF8.self).split(separator: " ")
        let content = answer[(lineEnd + 1)...]
        guard words.count == 4, words[0] == HelperProgram.net.rawValue, words[1] == "1",
            ["document", "problem", "absence"].contains(words[2]), Int(words[3]) == content.count
        else { return nil }
        return (words[2], Array(content))
    }
}
