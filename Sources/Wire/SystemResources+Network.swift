import NIOCore
import Platform

extension SystemResources {
    /// Of an event loop, and of the runtime of concurrency: one to wait with, one to be woken up, one for the time.
    private static let descriptorsOfLoop = 3
    /// Of a connection: a socket for each address, the resolver's files and socket, the file of certificates.
    private static let descriptorsOfConnection = 8
    /// Checks for what the event loops and the threads take. To be called before the first of them is used.
    package static func forNetwork() throws(SystemFailure) {
        try loops.get()
    }

    /// Checks for what a connection takes, and the event loops.
    static func forConnection() throws(SystemFailure) {
        try forNetwork()
        try require(descriptors: descriptorsOfConnection)
    }

    /// The event loops and the pool of threads are made once; what was there then is theirs from then on.
    private static let loops: Result<Void, SystemFailure> = Result { () throws(SystemFailure) in
        let count = NIOSingletons.groupLoopCountSuggestion
        try require(descriptors: descriptorsOfLoop * (count + 1) + descriptorsOfConnection)
        // The runtime of concurrency has as many threads as there are processors, and one for the time.
        try start(threads: count + NIOSingletons.blockingPoolThreadCountSuggestion + System.coreCount + 1)
    }
}
