import NIOPosix
import Testing

/// Runs tests on threads of their own.
///
/// Swift has as many threads as there are processors, and other tests hold them for seconds. What has limits of time
/// would begin late there, and meet them too early.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Self.executor) { try await function() }
    }

    /// For tasks that a test starts by itself, which do not take it over.
    static let executor: some TaskExecutor = Executor()

    private final class Executor: TaskExecutor {
        private let threads = NIOThreadPool(numberOfThreads: 4)

        init() { threads.start() }

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            threads.submit { [self] _ in job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }
}

extension Trait where Self == OwnThreads {
    static var onThreadsOfTheirOwn: Self { Self() }
}
