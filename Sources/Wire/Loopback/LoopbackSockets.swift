import Glibc
import Synchronization
import Text

/// The sockets of one port on 127.0.0.1 and ::1. They are bound, which reserves the port, but do not listen yet.
///
/// The redirect URI needs the port before the request is complete. Until the sockets listen, nothing can connect. No
/// other address is ever bound, and no option or variable can change that (S4.1).
package final class LoopbackSockets: Sendable {
    package enum PortChoice: Equatable, Sendable {
        /// The port of the redirect URI.
        case asGiven
        /// Any free port, if the provider supports RFC 8252 §7.3.
        case anyFree
    }

    enum Family: Sendable {
        case ipv4, ipv6
    }

    /// The redirect URI with the bound port.
    package let redirectURI: String
    package let port: Int
    let address: LoopbackAddress
    private let descriptors: Mutex<[Int32]>

    package convenience init(_ address: LoopbackAddress, port choice: PortChoice) throws(ListenerProblem) {
        try self.init(address, port: choice, bind: Self.boundSocket)
    }

    /// - Parameter bind: Creates a socket for a port (0 for any), or throws an errno(3).
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

    /// Starts to listen, and returns the sockets. The caller must close them.
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

    /// The length of the kernel's queue for connections that wait to be accepted. If it is full, a browser tries again
    /// after a second, which is too late for the answer.
    static let queue: Int32 = 1_024

    /// An errno(3) as an error.
    struct Errno: Error, Equatable {
        var code: Int32

        /// Whether the address does not exist here, as opposed to a port that is in use.
        var meansNoFamily: Bool { [EAFNOSUPPORT, EADDRNOTAVAIL, EPROTONOSUPPORT].contains(code) }

        func problem(port: Int) -> ListenerProblem {
            switch code {
            case EADDRINUSE: .portInUse(port)
            case EACCES where port != 0: .privilegedPort(port)
            default: .other(code)
            }
        }
    }

    /// Binds both sockets, IPv4 first. Returns nil if IPv4 got a port that is in use on IPv6, so another may be tried.
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
            // Without ::1 no program can listen there, and localhost means 127.0.0.1 alone.
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
        // On Linux, this only ignores lingering connections of the last attempt, which would block a fixed port for a
        // minute. If another program listens, or has bound the port without this option, bind(2) or listen(2) still
        // fails.
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

    /// Returns the port of a bound IPv4 socket.
    private static func number(of descriptor: Int32) -> Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}
