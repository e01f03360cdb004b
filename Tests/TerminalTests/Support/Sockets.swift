import Foundation
import Glibc
import Testing

/// Sockets of this machine, as the kernel tells of them.
enum Sockets {
    /// How many sockets listen on the port, of IPv4 and IPv6 together.
    static func listening(on port: Int) -> Int {
        let suffix = ":" + String(port, radix: 16, uppercase: true).leftPadded(to: 4)
        return lines.count { $0.count > 3 && $0[1].hasSuffix(suffix) && $0[3] == "0A" }
    }

    /// Whether as many sockets listen on the port, or do so within this time.
    static func areListening(_ count: Int, on port: Int, within seconds: Double) -> Bool {
        let deadline = Date(timeIntervalSinceNow: seconds)
        repeat {
            if listening(on: port) == count { return true }
        } while Date() < deadline
        return false
    }

    /// Whether the process has no TCP socket left, or has none within this time.
    static func areGone(of process: pid_t, within seconds: Double) throws -> Bool {
        let deadline = Date(timeIntervalSinceNow: seconds)
        repeat {
            if inodes(of: process).isDisjoint(with: lines.compactMap { $0.count > 9 ? $0[9] : nil }) { return true }
        } while Date() < deadline
        return false
    }

    /// A port that nobody uses at this moment, out of the range from which the kernel gives out others.
    static func freePort() throws -> Int {
        try #require((0..<100).lazy.map { _ in Int.random(in: 20_000..<32_000) }.first { Listener($0) != nil })
    }

    /// A socket that keeps a port from others.
    final class Listener {
        let port: Int
        private let descriptor: Int32

        /// - Parameter wanted: 0 for any.
        init?(_ wanted: Int = 0) {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            self.descriptor = descriptor
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(wanted).bigEndian
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, size) == 0 && listen(descriptor, 1) == 0
                        && getsockname(descriptor, $0, &size) == 0
                }
            }
            port = Int(in_port_t(bigEndian: address.sin_port))
            if !isBound { return nil }
        }

        deinit { close(descriptor) }
    }

    private static var lines: [[String]] {
        ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { path in
            ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").dropFirst()
                .map { $0.split(separator: " ").map(String.init) }
        }
    }

    private static func inodes(of process: pid_t) -> Set<String> {
        let folder = "/proc/\(process)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let targets = names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
        return Set(targets.filter { $0.hasPrefix("socket:[") }.map { String($0.dropFirst(8).dropLast()) })
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: "0", count: max(0, width - count)) + self
    }
}
