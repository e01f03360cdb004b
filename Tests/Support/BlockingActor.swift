import Dispatch

/// Runs tests that block, one at a time, on a thread of its own: Swift's own threads are as few as there are processors,
/// and all other tests would stand still meanwhile.
@globalActor package actor BlockingActor {
    package static let shared = BlockingActor()

    private let executor = QueueExecutor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private final class QueueExecutor: SerialExecutor {
        private let queue = DispatchQueue(label: "authscope.blocking-tests")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { [self] in job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }
}
