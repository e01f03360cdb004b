import Glibc
import Synchronization
import Text

/// The sockets of one port on 127.0.0.1 and on ::1: bound, so that the port is ours, and not listening yet.
///
/// The redirect URI needs the port, and the wait needs the whole request: between the two nobody can connect.
/// Nothing but these two addresses is ever bound; no option and no variable can change that (S4.1).
package final class LoopbackSockets: Sendable {
    package enum PortChoice: Equatable, Sendable {
        /// The port of the redirect URI.
        case asGiven
        /// Any that is free, where the provider honours RFC 8252 §7.3.
        case anyFree
    }

    enum Family: Sendable {
        case ipv4, ipv6
    }

    /// The redirect URI with the port that was bound.
    package let redirectURI: String
    package let port: Int
    let address: LoopbackAddress
    private let descriptors: Mutex<[Int32]>

    package convenience init(_ address: LoopbackAddress, port choice: PortChoice) throws(ListenerProblem) {
        try self.init(address, port: choice, bind: Self.boundSocket)
    }

    /// - Parameter bind: makes a socket for a port, 0 for any, or throws errno(3).
    init(
        _ address: LoopbackAddress, port choice: PortChoice, bind: (Family, Int) throws(Errno) -> Int32
    ) throws(ListenerProblem) {
        self.address = address
        let wanted = choice == .asGiven ? address.effectivePort : 0
        for _ in 0..<10 {
            guard let bound = try Self.pair(of: address.host, port: wanted, bind) else { continue }
            port = bound.port
            redirectURI = address.redirectURI(port: bound.port)
            descriptors = Mutex(bound.descriptors)
            return
        }
        throw .noFreePort
    }

    deinit {
        for descriptor in descriptors.withLock({ $0 }) { close(descriptor) }
    }

    /// Starts to listen and hands the sockets over, to be closed by the caller.
    func listen() throws(ListenerProblem) -> [Int32] {
        let taken = descriptors.withLock { descriptors in
            defer { descriptors = [] }
            return descriptors
        }
        for descriptor in taken where Glibc.listen(descriptor, Self.queue) != 0 {
            let code = Errno(code: errno)
            for descriptor in taken { close(descriptor) }
            throw code.problem(port: port)
        }
        return taken
    }

    /// Connections that the kernel keeps until they are let in. Where it has no room, a browser tries again after a
    /// second, which is too late for an answer.
    static let queue: Int32 = 1_024

    /// errno(3) as an error.
    struct Errno: Error, Equatable {
        var code: Int32

        /// No such address here, as opposed to a port that somebody has.
        var meansNoFamily: Bool { [EAFNOSUPPORT, EADDRNOTAVAIL, EPROTONOSUPPORT].contains(code) }

        func problem(port: Int) -> ListenerProblem {
            switch code {
            case EADDRINUSE: .portInUse(port)
            case EACCES where port != 0: .privilegedPort(port)
            default: .other(code)
            }
        }
    }

    /// Both sockets, the IPv4 one first; nil when the number that IPv4 got is taken on IPv6, and another may be tried.
    private static func pair(
        of host: LoopbackHost, port wanted: Int, _ bind: (Family, Int) throws(Errno) -> Int32
    ) throws(ListenerProblem) -> (port: Int, descriptors: [Int32])? {
        var descriptors: [Int32] = []
        var port = wanted
        do throws(Errno) {
            descriptors.append(try bind(.ipv4, wanted))
            port = number(of: descriptors[0])
        } catch {
            guard host == .ipv6, wanted != 0 else { throw error.problem(port: wanted) }
        }
        do throws(Errno) {
            descriptors.append(try bind(.ipv6, port))
        } catch {
            // Without ::1 nobody can listen there, and localhost means 127.0.0.1 alone.
            let isNeeded = host == .ipv6 || host == .localhost && !error.meansNoFamily
            if !isNeeded, wanted != 0 || error.meansNoFamily { return (port, descriptors) }
            for descriptor in descriptors { close(descriptor) }
            if wanted == 0, error.code == EADDRINUSE { return nil }
            throw error.meansNoFamily ? .noIPv6 : error.problem(port: port)
        }
        return (port, descriptors)
    }

    private static func boundSocket(_ family: Family, port: Int) throws(Errno) -> Int32 {
        let domain = family == .ipv4 ? AF_INET : AF_INET6
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(domain, type, 0)
        guard descriptor >= 0 else { throw Errno(code: errno) }
        // On Linux this frees a fixed port of the connections of the last attempt, which linger for a minute, and of
        // nothing else: where anyone listens, or has bound without it, bind(2) or listen(2) fails.
        if port != 0 { set(SOL_SOCKET, SO_REUSEADDR, of: descriptor) }
        if family == .ipv6 { set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, of: descriptor) }
        guard bind(descriptor, family, port) == 0 else {
            let code = Errno(code: errno)
            close(descriptor)
            throw code
        }
        return descriptor
    }

    private static func set(_ level: Int32, _ option: Int32, of descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func bind(_ descriptor: Int32, _ family: Family, _ port: Int) -> Int32 {
        switch family {
        case .ipv4:
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            return bind(descriptor, &address)
        case .ipv6:
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = in_port_t(port).bigEndian
            address.sin6_addr = in6addr_loopback
            return bind(descriptor, &address)
        }
    }

    private static func bind<Address>(_ descriptor: Int32, _ address: inout Address) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    /// The port of a bound IPv4 socket.
    private static func number(of descriptor: Int32) -> Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}
