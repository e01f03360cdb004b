import Dispatch
import Testing

/// Runs tests on threads of their own.
///
/// Swift has as many threads as there are processors. Tests that compute or block for seconds would hold them, and tests
/// with time limits would start late and fail.
package struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Self.executor) { try await function() }
    }

    /// For tasks that a test starts itself, which do not inherit it.
    package static let executor: some TaskExecutor = Executor()

    private final class Executor: TaskExecutor {
        private let queue = DispatchQueue(label: "authscope.own-threads", attributes: .concurrent)

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }
}

extension Trait where Self == OwnThreads {
    package static var onThreadsOfTheirOwn: Self { Self() }
}
