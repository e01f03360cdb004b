import Glibc

/// Passes attributes for posix_spawn(3) to the closure. With them, a program starts without blocked or ignored signals.
///
/// - Parameter flags: Flags besides those for the signals.
func withSpawnAttributes<Result>(
    flags: Int16 = 0, _ body: (UnsafePointer<posix_spawnattr_t>) -> Result
) -> Result {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, flags | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    return body(&attributes)
}
