import Dispatch

/// Runs tests that block, one at a time, on a thread of its own: Swift's own threads are as few as there are processors,
/// and all other tests would stand still meanwhile.
@globalActor package actor BlockingActor {
    package static let shared = BlockingActor()

    private let queue = DispatchSerialQueue(label: "authscope.blocking-tests")

    package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }
}
