/* Threads that do the same work side by side, each its share.
   In: how many; work that asks crew_index() for its share. Out: how long it took them. Always: they
   are started once, each on a CPU of its own, and sleep between works; the thread that starts them
   is the first of them. Who never starts them works alone. */
#ifndef ROPEWALK_BENCH_CREW_H
#define ROPEWALK_BENCH_CREW_H

#include <stddef.h>

enum { MOST_THREADS = 16 };

/* Once, before any work. Returns 0 when this process may not use so many CPUs or threads. */
int crew_start(size_t threads);

size_t crew_size(void);
size_t crew_index(void); /* of the thread that asks, from 0 */

/* Calls work(of) `calls` times in each thread. Returns nanoseconds: of one thread, while it had the
   CPU; of several, by the wall, from the first that begins to the last that ends. Small work, of
   several calls, is called once more before, untimed: it finds the caches as it leaves them. */
double crew_time(void (*work)(const void *of), const void *of, size_t calls);

/* By the wall. */
double crew_clock(void);

#endif
