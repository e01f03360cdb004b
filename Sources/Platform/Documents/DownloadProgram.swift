import Catalog
import Glibc

/// Downloads documents by `authscope-net`, since this program has no network code.
///
/// `authscope-net fetch` reads a URL from standard input. It answers with a line, and with what the line announces:
///
///     authscope-net 1 document OCTETS     then the document
///     authscope-net 1 problem OCTETS      then the reason; the exit code is 65
///     authscope-net 1 absence OCTETS      the same, where the server has answered: another address of it may do
package struct DownloadProgram: Sendable {
    /// How a call begins and what it ends with when there is no document.
    package static let command = "fetch"
    package static let problemCode: Int32 = 65

    private let program: OctetPath?

    /// - Parameter program: the path of the program, where it is not the one that was installed with this one.
    package init(program: String? = nil) {
        self.program = program.map { OctetPath($0) }
    }

    /// The line that announces a document or a problem.
    package static func head(_ kind: String, count: Int) -> String {
        "\(HelperProgram.net.rawValue) 1 \(kind) \(count)\n"
    }

    /// Why a download brought nothing.
    struct Failure: Error {
        var problem: DocumentProblem
        /// Whether the server has answered, and only this address has no document.
        var isAbsence = false
    }

    /// Downloads what is at the URL. It blocks the thread for up to 40 seconds.
    ///
    /// - Parameter isCancelled: asked 20 times a second whether to give up.
    func download(_ url: String, isCancelled: @escaping () -> Bool) throws(Failure) -> [UInt8] {
        let path = program ?? HelperProgram.net.path
        let process = FilterProcess(
            path: path, arguments: [Self.command], inheritsEnvironment: true, timeout: .seconds(40),
            largestAnswer: InputReader.largest + 100)
        let outcome = process.run(Array(url.utf8), isCancelled: isCancelled)
        if isCancelled() { throw Failure(problem: .cancelled) }
        func problem(_ reason: String) -> Failure { Failure(problem: .download(url, reason: reason)) }
        switch outcome {
        case .exited(let code, let answer):
            guard let (kind, content) = Self.read(answer) else {
                throw problem("\(path.text) answered with something else; reinstall authscope")
            }
            guard kind != "document" || code != 0 else { return content }
            var failure = problem(String(decoding: content, as: UTF8.self))
            failure.isAbsence = kind == "absence"
            throw failure
        case .signaled(let signal): throw problem("\(path.text) was ended by signal \(signal); try again")
        case .tookTooLong: throw problem("the document did not come in time; try again, or give it as a file")
        case .answeredTooMuch: throw problem("\(path.text) answered with too much; reinstall authscope")
        case .notStarted(ENOENT):
            throw problem("\(path.text) is missing, and it does all downloads; reinstall authscope")
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
