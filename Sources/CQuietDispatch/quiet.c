// Keeps libdispatch from waking the program once a second.
//
// Swift runs tasks on the threads of libdispatch. The first of these threads registers with a monitor. On Linux, the
// monitor checks once a second, until the program ends, whether the threads of a pool are blocked in system calls, and
// then adds threads. Tasks do not block here for long: work that blocks runs on a queue of its own.
//
// Only these two functions lead into the monitor (workqueue.c of libdispatch). The release program links libdispatch
// statically, so the linker uses these definitions instead. The debug program loads libdispatch as a shared library and
// still wakes up. See docs/decisions/0016-no-wakeups.md; `make bench` counts the wake-ups.

#include "CQuietDispatch.h"
#include <stdbool.h>

bool _dispatch_workq_worker_register(void *queue);
void _dispatch_workq_worker_unregister(void *queue);

bool _dispatch_workq_worker_register(void *queue) {
    (void)queue;
    return true;
}

void _dispatch_workq_worker_unregister(void *queue) { (void)queue; }
