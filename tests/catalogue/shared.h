/* What check.c and turns.c share: the facts of the model's config, the rows of its tokens, a
   failure that ends the program, and random numbers. */
#ifndef ROPEWALK_TESTS_CATALOGUE_SHARED_H
#define ROPEWALK_TESTS_CATALOGUE_SHARED_H

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "random.h"

typedef struct { double position_min, position_max; } axis_fact;
typedef struct {
  size_t axis;
  double frequency, doubt; /* radians per position; roundings that it can be away */
  size_t in[2], out[2];
} pair_fact;

/* What 16-bit types round: schema.lua, `rounding`. */
typedef enum { ROUND_ONCE, ROUND_TWICE, OP_BY_OP } rounding_fact;

/* In facts.h, which check.c includes. */
typedef struct {
  int exact, fractional, ready_only, permutes;
  rounding_fact rounding;
  double cos_factor, sin_factor;
} config_facts;
extern const config_facts facts;
extern const axis_fact axis_facts[];
extern const pair_fact pair_facts[];

enum {
  HEAD_DIM = U(HEAD_DIM), PAIRS = U(PAIRS), AXES = U(AXES),
  TOKENS = 96, STRIDE = PAIRS + 3, CIS_STRIDE = 2 * PAIRS + 5
};

/* The rows of tokens and where they come from; tables are NULL where the runner at work has filled
   none. */
extern float row_cos[TOKENS * STRIDE], row_sin[TOKENS * STRIDE], row_cis[TOKENS * CIS_STRIDE];
#if U(HAS_IDS)
extern M(position) ids[TOKENS * AXES];
#endif
extern float *tables;

typedef M(status) model_status;

/* turns.c, for a type of q and k: every way to turn heads by a runner, or the program ends. */
#define DECLARE_TURNS(dtype) void JOIN(check_turns, dtype)(const runner *r);
EACH_DTYPE(DECLARE_TURNS)

__attribute__((format(printf, 1, 2))) static inline _Noreturn void wrong(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  fputs("wrong ", stdout);
  vprintf(format, arguments);
  putchar('\n');
  va_end(arguments);
  exit(1);
}

static inline void require_status(model_status got, model_status want, const char *call,
    const char *by)
{
  if (got == want) return;
  wrong("%s by %s: got \"%s\", want \"%s\"", call, by, M(strerror)(got), M(strerror)(want));
}

static inline uint64_t random_bits(void)
{
  static uint64_t state = 1;
  return next_random(&state);
}

/* From 0 to 1. */
static inline double random_fraction(void)
{
  return (double)(random_bits() >> 11) * 0x1p-53;
}

/* Of either sign, and some powers of two around 1. */
static inline double random_number(void)
{
  const double fraction = 2 * random_fraction() - 1;
  return ldexp(fraction, (int)(random_fraction() * 8) - 4);
}
#endif
