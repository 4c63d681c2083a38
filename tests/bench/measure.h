/* Timing on a machine that is never quiet.
   In: candidates, each a function that does its work once, or a thread's share of it (crew.h).
   Out: nanoseconds per call, one sample per round. Always: a round times every candidate once, in
   an order drawn anew, so that what disturbs a round disturbs all of it; candidates are compared
   by their ratios within a round, or with the samples of a base before and after their own. */
#ifndef ROPEWALK_BENCH_MEASURE_H
#define ROPEWALK_BENCH_MEASURE_H

#include <stddef.h>

enum { MOST_ROUNDS = 201 };

typedef struct {
  const char *name;
  void (*work)(const void *of);
  const void *of;
  void (*before)(const void *whose); /* ahead of each sample, untimed; or NULL */
  const void *whose;
  size_t calls;           /* in one sample */
  double ns[MOST_ROUNDS]; /* per call */
  double base_ns[MOST_ROUNDS]; /* of the base: the mean of the samples before and after */
} candidate;

typedef struct { double q1, median, q3; } quartiles;

/* Times the candidates for about `seconds`, with samples of at least `least_ns`.
   `subject` names the work to whoever waits. Returns the number of rounds. */
size_t measure(candidate *list, size_t n, double seconds, double least_ns, const char *subject);

/* The same with a sample of the base before and after each sample: base, candidate, base,
   candidate, base ... The base is not in the list; its own ns are those of the last of a round. */
size_t measure_beside(candidate *base, candidate *list, size_t n, double seconds, double least_ns,
    const char *subject);

double median_ns(const candidate *one, size_t rounds); /* per call */
quartiles ratios(const candidate *one, const candidate *to, size_t rounds);
quartiles ratios_to_base(const candidate *one, size_t rounds);

/* One line on standard error: redrawn on a terminal, else a line each. done() ends it. */
void progress(const char *format, ...) __attribute__((format(printf, 1, 2)));
void progress_done(void);

#endif
