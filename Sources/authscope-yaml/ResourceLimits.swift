import Glibc

/// What the system holds this process to, in case a document finds a way past its own limits.
enum ResourceLimits {
    /// In octets, with everything that is mapped.
    static let memory: rlim_t = 256 << 20
    /// Of the processor.
    static let seconds: rlim_t = 2

    /// Sets them; false when the system does not let it.
    static func impose() -> Bool {
        // A second more, since at the hard limit the system sends SIGKILL, which would not tell what was wrong.
        limit(RLIMIT_AS, to: memory, memory) && limit(RLIMIT_CPU, to: seconds, seconds + 1)
            && limit(RLIMIT_CORE, to: 0, 0)
    }

    private static func limit(_ resource: __rlimit_resource, to soft: rlim_t, _ hard: rlim_t) -> Bool {
        var limit = rlimit(rlim_cur: soft, rlim_max: hard)
        return setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0
    }
}
