/* See measure.h. */
#define _POSIX_C_SOURCE 200809L
#include "measure.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { FEWEST_ROUNDS = 7 };

static double now_ns(clockid_t clock)
{
  struct timespec at;
  clock_gettime(clock, &at);
  return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

/* Small work finds the caches as it leaves them, whoever ran before. */
static double sample(const candidate *one)
{
  if (one->before) one->before(one->whose);
  if (one->calls > 1) one->work(one->of);
  const double begin = now_ns(CLOCK_THREAD_CPUTIME_ID);
  for (size_t i = 0; i < one->calls; i++) one->work(one->of);
  return now_ns(CLOCK_THREAD_CPUTIME_ID) - begin;
}

/* Doubles the calls of a sample until it is long enough. */
static void calibrate(candidate *one, double least_ns)
{
  one->calls = 1;
  sample(one);
  while (sample(one) < least_ns) one->calls *= 2;
}

static uint32_t draw(uint32_t below)
{
  static uint64_t state = 88172645463325252u;
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)((state >> 32) * below >> 32);
}

static void shuffle(size_t *order, size_t n)
{
  for (size_t i = n; i > 1; i--) {
    const size_t other = draw((uint32_t)i), last = order[i - 1];
    order[i - 1] = order[other];
    order[other] = last;
  }
}

size_t measure(candidate *list, size_t n, double seconds, double least_ns, const char *subject)
{
  size_t *order = malloc(n * sizeof *order), rounds = 0;
  if (!order) abort();
  progress("%s: timing %zu candidates", subject, n);
  for (size_t i = 0; i < n; i++) {
    calibrate(&list[i], least_ns);
    order[i] = i;
  }
  const double end = now_ns(CLOCK_MONOTONIC) + seconds * 1e9;
  while (rounds < FEWEST_ROUNDS || (rounds < MOST_ROUNDS && now_ns(CLOCK_MONOTONIC) < end)) {
    if (isatty(STDERR_FILENO)) progress("%s: round %zu", subject, rounds + 1);
    shuffle(order, n);
    for (size_t i = 0; i < n; i++) {
      candidate *one = &list[order[i]];
      one->ns[rounds] = sample(one) / (double)one->calls;
    }
    rounds++;
  }
  progress_done();
  free(order);
  return rounds;
}

static int ascending(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static quartiles quartiles_of(double *values, size_t n)
{
  qsort(values, n, sizeof *values, ascending);
  return (quartiles){ values[n / 4], values[n / 2], values[3 * n / 4] };
}

quartiles times(const candidate *one, size_t rounds)
{
  double values[MOST_ROUNDS];
  for (size_t i = 0; i < rounds; i++) values[i] = one->ns[i];
  return quartiles_of(values, rounds);
}

quartiles ratios(const candidate *one, const candidate *to, size_t rounds)
{
  double values[MOST_ROUNDS];
  for (size_t i = 0; i < rounds; i++) values[i] = one->ns[i] / to->ns[i];
  return quartiles_of(values, rounds);
}

void progress(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr);
  vfprintf(stderr, format, arguments);
  if (!isatty(STDERR_FILENO)) fputc('\n', stderr);
  va_end(arguments);
}

void progress_done(void)
{
  if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr);
}
