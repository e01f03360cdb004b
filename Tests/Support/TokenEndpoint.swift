import Glibc
import Synchronization

/// A token endpoint that gives the same reply to the first request, and keeps that.
package final class TokenEndpoint: Sendable {
    package let port: Int
    private let descriptor: Int32
    private let reply: String
    private let received = Mutex("")

    /// - Parameter status: with its reason.
    package init?(replying body: String, status: String = "200 OK", type: String = "application/json") {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                var written = size
                return bind(socket, $0, size) == 0 && listen(socket, 8) == 0 && getsockname(socket, $0, &written) == 0
            }
        }
        port = Int(in_port_t(bigEndian: address.sin_port))
        reply =
            "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nConnection: close\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        if !isBound { return nil }
    }

    deinit { close(descriptor) }

    /// The request with its body; empty when none came.
    package var request: String { received.withLock { $0 } }

    /// Whether a client that has no response yet is connected.
    package var hasAnother: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    /// Answers the first request that comes within a minute.
    package func answer() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, 60_000) == 1 else { return }
        let connection = accept(descriptor, nil, nil)
        defer { close(connection) }
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while !Self.isWhole(octets) {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return }
            octets += chunk[..<count]
        }
        let text = String(decoding: octets, as: UTF8.self)
        received.withLock { $0 = text }
        _ = send(connection, reply, reply.utf8.count, Int32(MSG_NOSIGNAL))
    }

    private static func isWhole(_ octets: [UInt8]) -> Bool {
        let text = String(decoding: octets, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
        let length = text.firstMatch(of: /[Cc]ontent-[Ll]ength: (\d+)/).flatMap { Int($0.1) } ?? 0
        return text[end.upperBound...].utf8.count >= length
    }
}
