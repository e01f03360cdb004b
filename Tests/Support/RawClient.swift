import Glibc
import Synchronization

/// A TCP connection over which anything can be said.
package final class RawClient: Sendable {
    package struct Response: Equatable {
        package var status: Int
        package var head: String
        package var body: String
    }

    private let descriptor: Int32
    /// The received octets that were not requested yet.
    private let received = Mutex<[UInt8]>([])

    /// Returns nil, with errno set, if the port is closed.
    package convenience init?(port: Int, ipv6: Bool = false) {
        if ipv6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = in_port_t(port).bigEndian
            address.sin6_addr = in6addr_loopback
            self.init(connecting: &address, AF_INET6)
        } else {
            self.init(address: 0x7F00_0001, port: port)
        }
    }

    /// - Parameter address: an IPv4 address as a number.
    package convenience init?(address number: UInt32, port: Int) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = number.bigEndian
        self.init(connecting: &address, AF_INET)
    }

    package init?<Address>(connecting address: inout Address, _ family: Int32) {
        descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        // No test waits longer than that for anything.
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard result == 0 else { return nil }
    }

    deinit {
        // Why it did not connect is still to be read.
        let code = errno
        close(descriptor)
        errno = code
    }

    /// Sends all of it, or as much as the other side takes before it closes.
    package func send(_ octets: [UInt8]) {
        var sent = 0
        while sent < octets.count {
            let count = octets[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    package func send(_ text: String) { send(Array(text.utf8)) }

    /// The next response, of the length that it says; nil when the connection ends before.
    package func response() -> Response? {
        let isWhole = fill { $0.firstRange(of: "\r\n\r\n".utf8) != nil }
        guard isWhole, let end = received.withLock({ $0.firstRange(of: "\r\n\r\n".utf8)?.upperBound }) else {
            return nil
        }
        let head = String(decoding: take(end), as: UTF8.self)
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
            .flatMap { Int($0.dropFirst(16)) }
        guard let length, let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            fill({ $0.count >= length })
        else { return nil }
        return Response(status: status, head: head, body: String(decoding: take(length), as: UTF8.self))
    }

    package func response(to text: String) -> Response? {
        send(text)
        return response()
    }

    /// All that comes until the other side closes.
    package func reply(to octets: [UInt8]) -> [UInt8] {
        send(octets)
        _ = fill { _ in false }
        return received.withLock { $0 }
    }

    /// Whether the other side has closed the connection, orderly or not, without sending more.
    package var isEnded: Bool { !fill { !$0.isEmpty } }

    /// Whether the other side has closed the connection. The received octets can still be read.
    package var isClosed: Bool {
        var octet: UInt8 = 0
        let count = recv(descriptor, &octet, 1, Int32(MSG_PEEK | MSG_DONTWAIT))
        return count == 0 || count < 0 && errno != EAGAIN
    }

    /// Receives until it is enough; false when the connection ends before.
    private func fill(_ isEnough: ([UInt8]) -> Bool) -> Bool {
        received.withLock { received in
            var chunk = [UInt8](repeating: 0, count: 4_096)
            while !isEnough(received) {
                let got = recv(descriptor, &chunk, chunk.count, 0)
                guard got > 0 else { return false }
                received += chunk.prefix(got)
            }
            return true
        }
    }

    private func take(_ count: Int) -> [UInt8] {
        received.withLock { received in
            defer { received.removeFirst(count) }
            return Array(received.prefix(count))
        }
    }
}
