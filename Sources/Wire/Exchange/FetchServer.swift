import CPrctl
import Glibc
import Platform

/// `authscope-net fetch`: downloads the document whose URL is on standard input.
package enum FetchServer {
    /// The longest URL in octets.
    private static let longestURL = 1 << 16

    /// Downloads, writes the answer that `DownloadProgram` describes, and returns the exit code.
    package static func run() -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        _ = process_forbid_new_privileges()
        do {
            let octets = try InputReader.standardInput()
            guard octets.count <= longestURL else { return answer("problem", Array("the URL is too long".utf8)) }
            let url = String(decoding: octets, as: UTF8.self)
            return answer("document", try waitForResult { try await Downloader().download(url) })
        } catch let problem as DownloadProblem {
            return answer(problem.isAbsence ? "absence" : "problem", Array(problem.message.utf8))
        } catch let failure as SystemFailure {
            return answer("problem", Array("\(failure.message); nothing was sent".utf8))
        } catch {
            return answer("problem", Array("it cannot be downloaded".utf8))
        }
    }

    private static func answer(_ kind: String, _ content: [UInt8]) -> Int32 {
        let head = Array(DownloadProgram.head(kind, count: content.count).utf8)
        guard writeOctets(head + content, to: STDOUT_FILENO) == nil else { return DownloadProgram.problemCode }
        return kind == "document" ? 0 : DownloadProgram.problemCode
    }
}
