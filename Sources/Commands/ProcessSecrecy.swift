import CPrctl
import Glibc

/// Keeps the secrets of this process from other processes (`docs/decisions/0010-no-secrets-in-crashes.md`).
package enum ProcessSecrecy {
    /// The signals on which Swift's runtime prints a backtrace.
    private static let crashes = [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

    /// Applies the protection. Call this before the program reads anything.
    package static func apply() {
        // A backtrace shows the registers, and 16 octets of the memory that each of them points to.
        for number in crashes { signal(number, SIG_DFL) }
        _ = process_hide_memory()
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
