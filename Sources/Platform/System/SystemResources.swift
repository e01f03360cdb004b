import Glibc

/// Checks that the system has enough descriptors and threads. Without them, libdispatch and NIO end the program.
package enum SystemResources {
    /// The descriptors that the screen and its child processes need.
    private static let descriptorsOfScreen = 32
    /// The limit above which counting is unnecessary.
    private static let plenty: rlim_t = 256

    /// Checks the resources for the screen. Every start runs this, so it is fast if the limit is high.
    package static func forScreen() throws(SystemFailure) {
        var limit = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        if !isKnown || limit.rlim_cur < plenty { try require(descriptors: descriptorsOfScreen) }
    }

    // MARK: - Checking

    /// Checks that this number of descriptors is free, by opening and closing them.
    package static func require(descriptors count: Int) throws(SystemFailure) {
        var taken: [Int32] = []
        defer { for descriptor in taken { close(descriptor) } }
        for _ in 0..<count {
            let descriptor = open("/", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw SystemFailure(wanted: "more open files", code: errno) }
            taken.append(descriptor)
        }
    }

    /// Makes each thread wait until all of them exist.
    private static let wait: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { gate in
        guard let gate = gate?.assumingMemoryBound(to: pthread_mutex_t.self) else { return nil }
        pthread_mutex_lock(gate)
        pthread_mutex_unlock(gate)
        return nil
    }

    /// Starts this number of threads, which end at once.
    package static func start(threads count: Int) throws(SystemFailure) {
        let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        pthread_mutex_init(gate, nil)
        pthread_mutex_lock(gate)
        var threads: [pthread_t] = []
        defer {
            pthread_mutex_unlock(gate)
            for thread in threads { pthread_join(thread, nil) }
            pthread_mutex_destroy(gate)
            gate.deallocate()
        }
        for _ in 0..<count {
            var thread = pthread_t()
            let code = pthread_create(&thread, nil, wait, gate)
            guard code == 0 else { throw SystemFailure(wanted: "more threads", code: code) }
            threads.append(thread)
        }
    }
}
