import Dispatch

/// Runs tests that block, one at a time, on its own thread. Swift has only as many threads as there are processors, and
/// all other tests would have to wait.
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
