#pragma once

// prctl(2) takes any number of arguments, and such functions cannot be called from Swift.

#include <sys/prctl.h>

/// Keeps the memory of this process from other processes of the same user, and from core dumps. Returns 0 on success.
static inline int process_hide_memory(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/// Neither this process nor one that it starts can gain privileges by execve(2) any more. Returns 0 on success.
static inline int process_forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }
