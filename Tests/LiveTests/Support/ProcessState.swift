import Glibc

/// Checks processes that are not children of this one.
enum ProcessState {
    /// Waits until the process is gone, or is a zombie. Returns false if it keeps running.
    static func isGone(_ number: pid_t) -> Bool {
        for _ in 0..<5_000 {
            if kill(number, 0) != 0, errno == ESRCH { return true }
            // proc(5): the state comes after the name in brackets.
            if let stat = try? String(decoding: file("/proc/\(number)/stat"), as: UTF8.self),
                stat.split(separator: ")").last?.hasPrefix(" Z") == true
            {
                return true
            }
            poll(nil, 0, 2)
        }
        return false
    }

    private static func file(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var octets = [UInt8](repeating: 0, count: 4_096)
        let count = read(descriptor, &octets, octets.count)
        return Array(octets.prefix(max(0, count)))
    }
}
