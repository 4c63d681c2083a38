/* Timing on a machine that is never quiet.
   In: candidates, each a function that does its work once. Out: nanoseconds per call, one sample
   per round, while the thread had the CPU. Always: a round times every candidate once, in an
   order drawn anew, so that what disturbs a round disturbs all of it; candidates are compared by
   their ratios within a round. */
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
} candidate;

typedef struct { double q1, median, q3; } quartiles;

/* Times the candidates for about `seconds`, with samples of at least `least_ns`.
   `subject` names the work to whoever waits. Returns the number of rounds. */
size_t measure(candidate *list, size_t n, double seconds, double least_ns, const char *subject);

quartiles times(const candidate *one, size_t rounds);
quartiles ratios(const candidate *one, const candidate *to, size_t rounds);

/* One line on standard error: redrawn on a terminal, else a line each. done() ends it. */
void progress(const char *format, ...) __attribute__((format(printf, 1, 2)));
void progress_done(void);

#endif
