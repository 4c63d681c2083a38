/* See measure.h. */
#define _POSIX_C_SOURCE 200809L
#include "measure.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "crew.h"

enum { FEWEST_ROUNDS = 7 };

static double sample(const candidate *one)
{
  if (one->before) one->before(one->whose);
  return crew_time(one->work, one->of, one->calls);
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

static double per_call(const candidate *one)
{
  return sample(one) / (double)one->calls;
}

/* Each candidate once; the base, if there is one, around each. */
static void time_round(candidate *base, candidate *list, const size_t *order, size_t n,
    size_t round)
{
  double last = base ? per_call(base) : 0;
  for (size_t i = 0; i < n; i++) {
    candidate *one = &list[order[i]];
    one->ns[round] = per_call(one);
    if (!base) continue;
    const double next = per_call(base);
    one->base_ns[round] = (last + next) / 2;
    last = next;
  }
  if (base) base->ns[round] = last;
}

size_t measure_beside(candidate *base, candidate *list, size_t n, double seconds, double least_ns,
    const char *subject)
{
  size_t *order = malloc(n * sizeof *order), rounds = 0;
  if (!order) abort();
  progress("%s: timing %zu candidates", subject, n);
  if (base) calibrate(base, least_ns);
  for (size_t i = 0; i < n; i++) {
    calibrate(&list[i], least_ns);
    order[i] = i;
  }
  const double end = crew_clock() + seconds * 1e9;
  while (rounds < FEWEST_ROUNDS || (rounds < MOST_ROUNDS && crew_clock() < end)) {
    if (isatty(STDERR_FILENO)) progress("%s: round %zu", subject, rounds + 1);
    shuffle(order, n);
    time_round(base, list, order, n, rounds);
    rounds++;
  }
  progress_done();
  free(order);
  return rounds;
}

size_t measure(candidate *list, size_t n, double seconds, double least_ns, const char *subject)
{
  return measure_beside(NULL, list, n, seconds, least_ns, subject);
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

double median_ns(const candidate *one, size_t rounds)
{
  double values[MOST_ROUNDS];
  for (size_t i = 0; i < rounds; i++) values[i] = one->ns[i];
  return quartiles_of(values, rounds).median;
}

quartiles ratios(const candidate *one, const candidate *to, size_t rounds)
{
  double values[MOST_ROUNDS];
  for (size_t i = 0; i < rounds; i++) values[i] = one->ns[i] / to->ns[i];
  return quartiles_of(values, rounds);
}

quartiles ratios_to_base(const candidate *one, size_t rounds)
{
  double values[MOST_ROUNDS];
  for (size_t i = 0; i < rounds; i++) values[i] = one->ns[i] / one->base_ns[i];
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
