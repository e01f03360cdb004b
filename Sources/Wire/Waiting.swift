import NIOCore
import NIOPosix
import Platform

/// Runs asynchronous work to its end, for a main thread that has nothing else to do.
///
/// - Throws: what the work does, or `SystemFailure` where the system does not give what it takes.
package func waitForResult<Value: Sendable>(
    of work: @escaping @Sendable () async throws -> Value
) throws -> Value {
    try SystemResources.forNetwork()
    return try MultiThreadedEventLoopGroup.singleton.any().makeFutureWithTask(work).wait()
}
