import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// The sockets of this machine, as reported by the kernel.
enum Sockets {
    /// Returns how many IPv4 and IPv6 sockets listen on the port.
    static func listening(on port: Int) -> Int {
        let suffix = ":" + String(port, radix: 16, uppercase: true).leftPadded(to: 4)
        return lines.count { $0.count > 3 && $0[1].hasSuffix(suffix) && $0[3] == "0A" }
    }

    /// Waits until as many sockets listen on the port; false when that never comes.
    static func areListening(_ count: Int, on port: Int) -> Bool {
        eventually { listening(on: port) == count }
    }

    /// Waits until the condition is true; false when that never comes.
    static func eventually(_ condition: () -> Bool) -> Bool {
        let deadline = Date(timeIntervalSinceNow: 60)
        while !condition() {
            guard Date() < deadline else { return false }
            poll(nil, 0, 2)
        }
        return true
    }

    private static let reserved = Mutex<[ReservedPort]>([])

    /// Returns a port for a program to be started, which no other program uses.
    static func freePort() throws -> Int {
        let port = try #require(ReservedPort())
        reserved.withLock { $0.append(port) }
        return port.number
    }

    /// A socket that keeps a port from others.
    final class Listener {
        let port: Int
        private let descriptor: Int32

        init?() {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            self.descriptor = descriptor
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
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
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: "0", count: max(0, width - count)) + self
    }
}
