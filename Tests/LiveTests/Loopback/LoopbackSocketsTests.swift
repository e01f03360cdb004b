import Glibc
import TestSupport
import Testing

@testable import Platform
@testable import Wire

@BlockingActor @Suite struct LoopbackSocketsTests {
    /// A socket that some other program listens on, with SO_REUSEADDR as most servers set it.
    private final class Other {
        let descriptor: Int32

        init(_ family: Int32, anyAddress: Bool, port: Int) throws {
            descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, 4)
            var result: Int32 = -1
            if family == AF_INET {
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = in_port_t(port).bigEndian
                address.sin_addr.s_addr = anyAddress ? 0 : in_addr_t(0x7F00_0001).bigEndian
                result = bind(&address)
            } else {
                setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, 4)
                var address = sockaddr_in6()
                address.sin6_family = sa_family_t(AF_INET6)
                address.sin6_port = in_port_t(port).bigEndian
                address.sin6_addr = anyAddress ? in6addr_any : in6addr_loopback
                result = bind(&address)
            }
            try #require(result == 0)
            try #require(listen(descriptor, 8) == 0)
        }

        deinit { close(descriptor) }

        private func bind<Address>(_ address: inout Address) -> Int32 {
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
                }
            }
        }
    }

    @Test(arguments: [(AF_INET, false), (AF_INET, true), (AF_INET6, false), (AF_INET6, true)])
    func refusesAPortThatAnotherProgramHasOnEitherAddress(family: Int32, anyAddress: Bool) throws {
        let reserved = try #require(ReservedPort())
        let port = reserved.number
        let other = try Other(family, anyAddress: anyAddress, port: port)
        defer { withExtendedLifetime((reserved, other)) {} }
        let problem = ListenerProblem.portInUse(port)
        #expect(throws: problem) { try LoopbackSockets(LoopbackAddress("http://localhost:\(port)/"), port: .asGiven) }
        let literal = family == AF_INET ? "127.0.0.1" : "[::1]"
        #expect(throws: problem) { try LoopbackSockets(LoopbackAddress("http://\(literal):\(port)/"), port: .asGiven) }
        #expect(problem.message.contains("\(port)"))
    }

    @Test func goesWithoutTheAddressThatTheRedirectURIDoesNotName() throws {
        let reserved = try #require(ReservedPort())
        let port = reserved.number
        let other = try Other(AF_INET6, anyAddress: false, port: port)
        let sockets = try LoopbackSockets(LoopbackAddress("http://127.0.0.1:\(port)/"), port: .asGiven)
        #expect(try descriptors(of: sockets) == 1)
        withExtendedLifetime((reserved, other)) {}
    }

    @Test func reservesThePortBeforeItListens() throws {
        let sockets = try LoopbackSockets(LoopbackAddress("http://localhost/"), port: .anyFree)
        #expect(OpenSockets.listening(port: sockets.port).isEmpty)
        #expect(RawClient(port: sockets.port) == nil)
        #expect(throws: ListenerProblem.portInUse(sockets.port)) {
            try LoopbackSockets(LoopbackAddress("http://localhost:\(sockets.port)/"), port: .asGiven)
        }
    }

    @Test func bindsBothAddressesAndNothingElse() throws {
        let sockets = try LoopbackSockets(LoopbackAddress("http://127.0.0.1/cb"), port: .anyFree)
        let descriptors = try sockets.listen()
        defer { for descriptor in descriptors { close(descriptor) } }
        #expect(
            OpenSockets.listening(port: sockets.port) == ["0100007F", "00000000000000000000000001000000"])
        #expect(sockets.redirectURI == "http://127.0.0.1:\(sockets.port)/cb")
        #expect(OpenSockets.descriptors(port: sockets.port).map(\.closesOnExec) == [true, true])
        for descriptor in descriptors {
            var value: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &value, &size)
            #expect(value == 0)
        }
    }

    @Test func takesAnotherNumberWhenTheOneOfIPv4IsTakenOnIPv6() throws {
        var calls = 0
        let sockets = try LoopbackSockets(LoopbackAddress("http://127.0.0.1/"), port: .anyFree) {
            family, port throws(LoopbackSockets.Errno) in
            calls += 1
            if family == .ipv6, calls < 6 { throw LoopbackSockets.Errno(code: EADDRINUSE) }
            return Self.unbound()
        }
        #expect(calls == 6)
        #expect(try descriptors(of: sockets) == 2)
    }

    @Test func givesUpAfterTenNumbers() throws {
        var calls = 0
        #expect(throws: ListenerProblem.noFreePort) {
            try LoopbackSockets(LoopbackAddress("http://127.0.0.1/"), port: .anyFree) {
                family, _ throws(LoopbackSockets.Errno) in
                calls += 1
                if family == .ipv6 { throw LoopbackSockets.Errno(code: EADDRINUSE) }
                return Self.unbound()
            }
        }
        #expect(calls == 20)
    }

    @Test(arguments: [EAFNOSUPPORT, EADDRNOTAVAIL])
    func usesOnlyIPv4WithoutIPv6(code: Int32) throws {
        for uri in ["http://127.0.0.1/", "http://localhost:8080/"] {
            for choice in [LoopbackSockets.PortChoice.anyFree, .asGiven] {
                let sockets = try LoopbackSockets(LoopbackAddress(uri), port: choice) {
                    family, _ throws(LoopbackSockets.Errno) in
                    if family == .ipv6 { throw LoopbackSockets.Errno(code: code) }
                    return Self.unbound()
                }
                #expect(try descriptors(of: sockets) == 1)
            }
        }
        #expect(throws: ListenerProblem.noIPv6) {
            try LoopbackSockets(LoopbackAddress("http://[::1]/"), port: .anyFree) {
                family, _ throws(LoopbackSockets.Errno) in
                if family == .ipv6 { throw LoopbackSockets.Errno(code: code) }
                return Self.unbound()
            }
        }
    }

    @Test(arguments: [(EACCES, ListenerProblem.privilegedPort(80)), (EMFILE, .other(EMFILE))])
    func saysWhatTheSystemRefuses(code: Int32, problem: ListenerProblem) {
        #expect(throws: problem) {
            try LoopbackSockets(LoopbackAddress("http://127.0.0.1/"), port: .asGiven) {
                _, _ throws(LoopbackSockets.Errno) in throw LoopbackSockets.Errno(code: code)
            }
        }
    }

    private func descriptors(of sockets: LoopbackSockets) throws -> Int {
        let descriptors = try sockets.listen()
        for descriptor in descriptors { close(descriptor) }
        return descriptors.count
    }

    private static func unbound() -> Int32 { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
}
