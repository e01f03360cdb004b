#pragma once

// What <spawn.h> declares for _GNU_SOURCE only, with which Swift does not read it.

#include <spawn.h>

extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/// POSIX_SPAWN_SETSID: the new process leads a session of its own.
static const short spawn_in_new_session = 0x80;
