#pragma once

// <spawn.h> declares these only with _GNU_SOURCE, which Swift does not define when it imports the header.

#include <spawn.h>

extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/// POSIX_SPAWN_SETSID: runs the new process in a session of its own.
static const short spawn_in_new_session = 0x80;
