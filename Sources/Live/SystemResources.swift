import Glibc
import NIOCore

/// Checks that the system has enough descriptors and threads. NIO and libdispatch end the program where they get none.
package enum SystemResources {
    /// Of an event loop, and of the runtime of concurrency: one to wait with, one to be woken up, one for the time.
    private static let descriptorsOfLoop = 3
    /// Of a connection: a socket for each address, the resolver's files and socket, the file of certificates.
    private static let descriptorsOfConnection = 8
    /// Of the screen, and of what it starts.
    private static let descriptorsOfScreen = 32
    /// With so many, nobody needs to count.
    private static let plenty: rlim_t = 256

    /// Checks for what the event loops and the threads take. To be called before the first of them is used.
    package static func forNetwork() throws(SystemFailure) {
        try loops.get()
    }

    /// Checks for what a connection takes, and the event loops.
    static func forConnection() throws(SystemFailure) {
        try forNetwork()
        try take(descriptors: descriptorsOfConnection)
    }

    /// Checks for what the screen takes. Quick where there is plenty, since every start comes by here.
    package static func forScreen() throws(SystemFailure) {
        var limit = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        if !isKnown || limit.rlim_cur < plenty { try take(descriptors: descriptorsOfScreen) }
    }

    /// The event loops and the pool of threads are made once; what was there then is theirs from then on.
    private static let loops: Result<Void, SystemFailure> = Result { () throws(SystemFailure) in
        let count = NIOSingletons.groupLoopCountSuggestion
        try take(descriptors: descriptorsOfLoop * (count + 1) + descriptorsOfConnection)
        // The runtime of concurrency has as many threads as there are processors, and one for the time.
        try start(threads: count + NIOSingletons.blockingPoolThreadCountSuggestion + System.coreCount + 1)
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

    /// Each of the threads waits until all are there.
    private static let wait: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { gate in
        guard let gate = gate?.assumingMemoryBound(to: pthread_mutex_t.self) else { return nil }
        pthread_mutex_lock(gate)
        pthread_mutex_unlock(gate)
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
            let code = pthread_create(&thread, nil, wait, gate)
            guard code == 0 else { throw SystemFailure(wanted: "more threads", code: code) }
            threads.append(thread)
        }
    }
}
