import NIOCore
import Platform

extension SystemResources {
    /// The descriptors of an event loop or of Swift concurrency: one for waiting, one for wake-ups, one for timers.
    private static let descriptorsOfLoop = 3
    /// The descriptors of a connection: a socket for each address, the resolver's files and socket, the certificate
    /// file.
    private static let descriptorsOfConnection = 8
    /// Checks the resources for event loops and threads. Call this before any of them is used.
    package static func forNetwork() throws(SystemFailure) {
        try loops.get()
    }

    /// Checks the resources for a connection and for the event loops.
    static func forConnection() throws(SystemFailure) {
        try forNetwork()
        try require(descriptors: descriptorsOfConnection)
    }

    /// The check for the event loops and the thread pool. They are created once, so it also runs once.
    private static let loops: Result<Void, SystemFailure> = Result { () throws(SystemFailure) in
        let count = NIOSingletons.groupLoopCountSuggestion
        try require(descriptors: descriptorsOfLoop * (count + 1) + descriptorsOfConnection)
        // Swift concurrency has as many threads as there are processors, and one for timers.
        try start(threads: count + NIOSingletons.blockingPoolThreadCountSuggestion + System.coreCount + 1)
    }
}
