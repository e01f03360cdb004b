import Glibc

/// The operating system refused something without which the program cannot go on.
package struct SystemFailure: Error, Equatable {
    /// What was asked for, such as `random values`.
    package var wanted: String
    /// errno(3).
    package var code: Int32

    package var message: String { "The system gives no \(wanted): \(String(cString: strerror(code)))" }
}
