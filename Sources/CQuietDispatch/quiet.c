// Keeps libdispatch from waking the program once a second.
//
// The first thread of libdispatch, on which Swift runs tasks, registers itself with a monitor. On Linux that monitor
// looks once a second, for as long as the program lives, whether the threads of a pool are stuck in system calls, and
// adds threads then. Here nothing blocks in a task for long, and what does has threads of its own (NIOThreadPool).
//
// The two functions are the only way into the monitor (workqueue.c of libdispatch). The release program has libdispatch
// linked in, so the linker takes these instead of theirs. The debug program loads libdispatch as a library, which has
// its own: it still wakes up. See docs/decisions/0016-no-wakeups.md; `make bench` counts the wake-ups.

#include "CQuietDispatch.h"
#include <stdbool.h>

bool _dispatch_workq_worker_register(void *queue);
void _dispatch_workq_worker_unregister(void *queue);

bool _dispatch_workq_worker_register(void *queue) {
    (void)queue;
    return true;
}

void _dispatch_workq_worker_unregister(void *queue) { (void)queue; }
