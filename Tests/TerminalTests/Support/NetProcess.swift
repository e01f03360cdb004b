import Foundation
import Glibc

/// The `authscope-net` that a program has started.
enum NetProcess {
    /// Its number, or nil if there is none.
    static func of(_ parent: pid_t) -> pid_t? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.lazy.compactMap { pid_t($0) }.first { process in
            // `number (name) state parent …`; the name is cut to 15 octets.
            let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
            let words = stat.split(separator: ")").last?.split(separator: " ") ?? []
            return stat.contains("(authscope-net)") && words.count > 1 && pid_t(words[1]) == parent && words[0] != "Z"
        }
    }

    /// Waits until the process is gone; false when it stays.
    static func isGone(_ process: pid_t) -> Bool {
        Sockets.eventually {
            let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
            return !stat.contains("(authscope-net)") || stat.contains(") Z ")
        }
    }
}
