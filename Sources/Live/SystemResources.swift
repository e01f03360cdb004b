import Glibc
import NIOCore

/// Whether the system gives what the libraries for the network and for concurrency take without asking: they end the
/// program where they do not get it.
package enum SystemResources {
    /// Of an event loop, and of the runtime of concurrency: one to wait with, one to be woken up, one for the time.
    private static let descriptorsOfLoop = 3
    /// Of a connection: a socket for each address, the resolver's files and socket, the file of certificates.
    private static let descriptorsOfConnection = 8
    /// Of the screen, and of what it starts.
    private static let descriptorsOfScreen = 32
    /// With so many, nobody needs to count.
    private static let plenty: rlim_t = 256

    /// Checks what a command needs that talks with the network or runs something beside itself. Before it does.
    package static func forNetwork() throws(SystemFailure) {
        try whatLoopsTake.get()
    }

    /// Checks what a connection needs.
    static func forConnection() throws(SystemFailure) {
        try forNetwork()
        try take(descriptors: descriptorsOfConnection)
    }

    /// Checks what the screen needs. Quick where there is plenty: every start comes by here.
    package static func forScreen() throws(SystemFailure) {
        var limit = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        if !isKnown || limit.rlim_cur < plenty { try take(descriptors: descriptorsOfScreen) }
    }

    /// The event loops and the pool of threads are made once; what was there then is theirs from then on.
    private static let whatLoopsTake: Result<Void, SystemFailure> = Result { () throws(SystemFailure) in
        let loops = NIOSingletons.groupLoopCountSuggestion
        try take(descriptors: descriptorsOfLoop * (loops + 1) + descriptorsOfConnection)
        // The runtime of concurrency has as many threads as there are processors, and one for the time.
        try start(threads: loops + NIOSingletons.blockingPoolThreadCountSuggestion + System.coreCount + 1)
    }

    // MARK: - Trying

    /// Takes so many descriptors, and gives them back.
    private static func take(descriptors count: Int) throws(SystemFailure) {
        var taken: [Int32] = []
        defer { for descriptor in taken { close(descriptor) } }
        for _ in 0..<count {
            let descriptor = open("/", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw SystemFailure(wanted: "more open files", code: errno) }
            taken.append(descriptor)
        }
    }

    /// What each of the threads does.
    private static let wait: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { gate in
        let gate = gate?.assumingMemoryBound(to: pthread_mutex_t.self)
        pthread_mutex_lock(gate.unsafelyUnwrapped)
        pthread_mutex_unlock(gate.unsafelyUnwrapped)
        return nil
    }

    /// Starts so many threads, which end at once.
    private static func start(threads count: Int) throws(SystemFailure) {
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
            // Each waits until all are there.
            let code = pthread_create(&thread, nil, wait, gate)
            guard code == 0 else { throw SystemFailure(wanted: "more threads", code: code) }
            threads.append(thread)
        }
    }
}
