import Glibc

/// A port on 127.0.0.1 and ::1 that the kernel assigned. No other program gets it while this object exists.
///
/// A program that asks for this port with SO_REUSEADDR gets it, because it is not listened on here.
package final class ReservedPort: Sendable {
    package let number: Int
    private let descriptors: [Int32]

    /// Nil if the kernel has no port left.
    package init?() {
        // The number that IPv4 gets may be taken on IPv6.
        for _ in 0..<10 {
            guard let ipv4 = Self.boundSocket(AF_INET, port: 0) else { return nil }
            if let ipv6 = Self.boundSocket(AF_INET6, port: ipv4.port) {
                number = ipv4.port
                descriptors = [ipv4.descriptor, ipv6.descriptor]
                return
            }
            close(ipv4.descriptor)
        }
        return nil
    }

    deinit { for descriptor in descriptors { close(descriptor) } }

    private static func boundSocket(_ family: Int32, port: Int) -> (descriptor: Int32, port: Int)? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var bound: Int?
        if family == AF_INET {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            if bind(descriptor, &address) { bound = Int(in_port_t(bigEndian: address.sin_port)) }
        } else {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = in_port_t(port).bigEndian
            address.sin6_addr = in6addr_loopback
            if bind(descriptor, &address) { bound = Int(in_port_t(bigEndian: address.sin6_port)) }
        }
        if let bound { return (descriptor, bound) }
        close(descriptor)
        return nil
    }

    /// Binds the socket, and writes the address that it has then.
    private static func bind<Address>(_ descriptor: Int32, _ address: inout Address) -> Bool {
        var size = socklen_t(MemoryLayout<Address>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
    }
}
