import Glibc

/// Limits that the system enforces on this process, in case a document bypasses the converter's own limits.
enum ResourceLimits {
    /// The address space in octets, including everything that is mapped.
    static let memory: rlim_t = 256 << 20
    /// The CPU time in seconds.
    static let seconds: rlim_t = 2

    /// Sets the limits. Returns false if the system does not allow it.
    static func impose() -> Bool {
        // The hard limit is one second more: there the system sends SIGKILL, which would not show the reason.
        limit(RLIMIT_AS, to: memory, memory) && limit(RLIMIT_CPU, to: seconds, seconds + 1)
            && limit(RLIMIT_CORE, to: 0, 0)
    }

    private static func limit(_ resource: __rlimit_resource, to soft: rlim_t, _ hard: rlim_t) -> Bool {
        var limit = rlimit(rlim_cur: soft, rlim_max: hard)
        return setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0
    }
}
