import Dispatch
import Synchronization

/// Does blocking work on a thread of its own, not on the threads that tasks share.
///
/// - Parameter work: Gets a function that returns whether the task was cancelled. `work` should call it often.
func onThread<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable (_ isCancelled: @escaping () -> Bool) throws(Failure) -> Value
) async throws(Failure) -> Value {
    let isCancelled = CancellationFlag()
    let result = await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Result { () throws(Failure) in try work { isCancelled.isSet } })
            }
        }
    } onCancel: {
        isCancelled.set()
    }
    return try result.get()
}

private final class CancellationFlag: Sendable {
    private let flag = Mutex(false)

    var isSet: Bool { flag.withLock { $0 } }

    func set() { flag.withLock { $0 = true } }
}
