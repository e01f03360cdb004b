#pragma once

// Wraps prctl(2): Swift cannot call functions with a variable number of arguments.

#include <sys/prctl.h>

/// Hides the memory of this process from other processes of the same user, and disables core dumps. Returns 0 on
/// success.
static inline int process_hide_memory(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/// Prevents this process and its children from gaining privileges through execve(2). Returns 0 on success.
static inline int process_forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }
