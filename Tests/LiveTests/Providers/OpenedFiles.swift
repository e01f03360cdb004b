import Glibc

/// Records which files of a folder are opened, and other events (inotify(7)).
final class OpenedFiles {
    struct Failure: Error {}

    private let descriptor: Int32

    init(in folder: String, event: Int32 = IN_OPEN) throws {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0, inotify_add_watch(descriptor, folder, UInt32(event)) >= 0 else { throw Failure() }
    }

    deinit { close(descriptor) }

    /// The names of the files that it happened to since the last call, in that order.
    var names: [String] {
        var octets = [UInt8](repeating: 0, count: 65_536)
        let count = max(0, read(descriptor, &octets, octets.count))
        var names: [String] = []
        var start = 0
        // struct inotify_event: four numbers of 32 bits. The last one is the length of the name that follows.
        while start + 16 <= count {
            let length = octets[start + 12..<start + 16].reversed().reduce(0) { $0 << 8 | Int($1) }
            let name = octets[start + 16..<start + 16 + length].prefix { $0 != 0 }
            if !name.isEmpty { names.append(String(decoding: name, as: UTF8.self)) }
            start += 16 + length
        }
        return names
    }
}
