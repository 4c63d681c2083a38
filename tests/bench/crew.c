/* See crew.h. */
#define _GNU_SOURCE
#include "crew.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <time.h>

static struct {
  size_t threads;
  size_t cpu[MOST_THREADS];
  pthread_mutex_t lock;
  pthread_cond_t woken;
  size_t turn; /* how many works there have been */
  void (*work)(const void *of);
  const void *of;
  size_t calls;
  atomic_size_t ready, done;
  double begin[MOST_THREADS], end[MOST_THREADS];
} crew = { .threads = 1, .lock = PTHREAD_MUTEX_INITIALIZER, .woken = PTHREAD_COND_INITIALIZER };

static _Thread_local size_t own_index;

static double now_ns(clockid_t clock)
{
  struct timespec at;
  clock_gettime(clock, &at);
  return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

double crew_clock(void)
{
  return now_ns(CLOCK_MONOTONIC);
}

size_t crew_size(void)
{
  return crew.threads;
}

size_t crew_index(void)
{
  return own_index;
}

static void wait_for_all(atomic_size_t *count)
{
  while (atomic_load(count) < crew.threads) sched_yield();
}

/* All begin together, however long it took to wake them. */
static void do_share(clockid_t clock)
{
  if (crew.calls > 1) crew.work(crew.of);
  atomic_fetch_add(&crew.ready, 1);
  wait_for_all(&crew.ready);
  crew.begin[own_index] = now_ns(clock);
  for (size_t i = 0; i < crew.calls; i++) crew.work(crew.of);
  crew.end[own_index] = now_ns(clock);
  atomic_fetch_add(&crew.done, 1);
}

static void stay_on_cpu(size_t index)
{
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(crew.cpu[index], &only);
  pthread_setaffinity_np(pthread_self(), sizeof only, &only);
}

static void *live(void *index)
{
  own_index = (size_t)index;
  stay_on_cpu(own_index);
  for (size_t turn = 1;; turn++) {
    pthread_mutex_lock(&crew.lock);
    while (crew.turn < turn) pthread_cond_wait(&crew.woken, &crew.lock);
    pthread_mutex_unlock(&crew.lock);
    do_share(CLOCK_MONOTONIC);
  }
  return NULL;
}

int crew_start(size_t threads)
{
  cpu_set_t allowed;
  size_t n = 0;
  if (threads > MOST_THREADS || sched_getaffinity(0, sizeof allowed, &allowed)) return 0;
  for (size_t cpu = 0; cpu < CPU_SETSIZE && n < threads; cpu++) {
    if (CPU_ISSET(cpu, &allowed)) crew.cpu[n++] = cpu;
  }
  if (n < threads) return 0;
  if (threads > 1) stay_on_cpu(0);
  for (size_t i = 1; i < threads; i++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, live, (void *)i)) return 0;
    pthread_detach(thread);
  }
  crew.threads = threads;
  return 1;
}

double crew_time(void (*work)(const void *of), const void *of, size_t calls)
{
  pthread_mutex_lock(&crew.lock);
  crew.work = work;
  crew.of = of;
  crew.calls = calls;
  atomic_store(&crew.ready, 0);
  atomic_store(&crew.done, 0);
  crew.turn++;
  pthread_cond_broadcast(&crew.woken);
  pthread_mutex_unlock(&crew.lock);
  do_share(crew.threads > 1 ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID);
  wait_for_all(&crew.done);
  double begin = crew.begin[0], end = crew.end[0];
  for (size_t i = 1; i < crew.threads; i++) {
    if (crew.begin[i] < begin) begin = crew.begin[i];
    if (crew.end[i] > end) end = crew.end[i];
  }
  return end - begin;
}
