import NIOCore
import NIOPosix

/// Runs asynchronous work to its end, for a main thread that has nothing else to do.
package func waitForResult<Value: Sendable>(
    of work: @escaping @Sendable () async throws -> Value
) throws -> Value {
    try MultiThreadedEventLoopGroup.singleton.any().makeFutureWithTask(work).wait()
}
