import Glibc

/// The TCP sockets of this machine, and those of this process.
enum OpenSockets {
    struct Entry: Hashable {
        /// As the kernel writes it: `0100007F`.
        var address: String
        var isListening: Bool
        fileprivate var inode: Substring
    }

    /// Returns the entries of `/proc/net/tcp` and `tcp6` with this local port, except lingering connections.
    static func entries(port: Int) -> [Entry] {
        // While others open and close sockets, the kernel may write a line twice.
        var seen: Set<Entry> = []
        return ["tcp", "tcp6"].flatMap { table in
            lines(of: "/proc/net/\(table)").dropFirst().compactMap { line -> Entry? in
                let columns = line.split(separator: " ")
                guard columns.count > 9, let colon = columns[1].lastIndex(of: ":"),
                    Int(columns[1][colon...].dropFirst(), radix: 16) == port, columns[3] != "06"
                else { return nil }
                return Entry(
                    address: String(columns[1][..<colon]), isListening: columns[3] == "0A", inode: columns[9])
            }
        }.filter { seen.insert($0).inserted }
    }

    static func listening(port: Int) -> [String] {
        entries(port: port).filter(\.isListening).map(\.address)
    }

    /// The descriptors of this process whose socket has this local port, and whether each is closed on exec.
    static func descriptors(port: Int) -> [(descriptor: Int32, closesOnExec: Bool, isListening: Bool)] {
        (Int32(0)..<1024).compactMap { descriptor in
            var address = sockaddr_in6()
            var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
            let result = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
            }
            // The port is at the same place for both families.
            guard result == 0, [AF_INET, AF_INET6].contains(Int32(address.sin6_family)),
                in_port_t(bigEndian: address.sin6_port) == port
            else { return nil }
            var accepts: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &length)
            let flags = lines(of: "/proc/self/fdinfo/\(descriptor)").first { $0.hasPrefix("flags:") }?
                .split(separator: "\t").last.flatMap { Int32($0, radix: 8) }
            return (descriptor, (flags ?? 0) & O_CLOEXEC != 0, accepts != 0)
        }
    }

    private static func lines(of path: String) -> [Substring] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { octets += chunk.prefix(count) }
        return String(decoding: octets, as: UTF8.self).split(separator: "\n")
    }
}
