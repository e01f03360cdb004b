import NIOCore
import NIOPosix
import Platform

/// Runs asynchronous work to its end, for a main thread without other work.
///
/// - Throws: The error of the work, or `SystemFailure` if the system lacks resources.
package func waitForResult<Value: Sendable>(
    of work: @escaping @Sendable () async throws -> Value
) throws -> Value {
    try SystemResources.forNetwork()
    return try MultiThreadedEventLoopGroup.singleton.any().makeFutureWithTask(work).wait()
}
