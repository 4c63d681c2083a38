/* What the parts of check.c share: the facts of the model's config, the memory that is turned, a
   failure that ends the program, and random numbers. */
#ifndef ROPEWALK_TESTS_CATALOGUE_SHARED_H
#define ROPEWALK_TESTS_CATALOGUE_SHARED_H

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

typedef struct { double position_min, position_max; } axis_fact;
typedef struct {
  size_t axis;
  double frequency, doubt; /* radians per position; roundings that it can be away */
  size_t in[2], out[2];
} pair_fact;

#include "facts.h"

/* A token's heads of q and of k stand side by side, with a gap before the next token's. Tokens
   [BEGIN, END) are turned. */
enum {
  HEAD_DIM = U(HEAD_DIM), PAIRS = U(PAIRS), AXES = U(AXES),
  TOKENS = 96, BEGIN = 2, END = TOKENS - 3, STRIDE = PAIRS + 3, CIS_STRIDE = 2 * PAIRS + 5,
  Q_HEADS = 3, K_HEADS = 1, HEADS = Q_HEADS + K_HEADS, VIEWS = 2,
  IN_TOKEN = HEADS * HEAD_DIM + 5, OUT_TOKEN = HEADS * HEAD_DIM + 9
};
_Static_assert(sizeof pair_facts / sizeof *pair_facts == PAIRS, "the pairs of the config");
_Static_assert(sizeof axis_facts / sizeof *axis_facts == AXES, "the axes of the config");
_Static_assert(U(HAS_IDS) == !FACT_READY_ONLY, "ids where there are frequencies");
_Static_assert(U(HAS_TABLES) == (!FACT_READY_ONLY && !FACT_FRACTIONAL), "tables of whole numbers");
_Static_assert(U(HAS_PERMUTES) == FACT_PERMUTES, "what is written elsewhere is not turned back");

/* A rounding to float is at most this part of a number. */
static const double rounding = 0x1p-24;

typedef M(status) model_status;

/* What is turned, the rows of its tokens and where they come from. */
static float x[TOKENS * IN_TOKEN];
static float row_cos[TOKENS * STRIDE], row_sin[TOKENS * STRIDE], row_cis[TOKENS * CIS_STRIDE];
#if U(HAS_IDS)
static M(position) ids[TOKENS * AXES];
#endif
#if U(HAS_TABLES)
static float *tables;
#endif

__attribute__((format(printf, 1, 2))) static _Noreturn void wrong(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  fputs("wrong ", stdout);
  vprintf(format, arguments);
  putchar('\n');
  va_end(arguments);
  exit(1);
}

static void require_status(model_status got, model_status want, const char *call, const char *by)
{
  if (got == want) return;
  wrong("%s by %s: got \"%s\", want \"%s\"", call, by, M(strerror)(got), M(strerror)(want));
}

/* From 0 to 1. splitmix64: a public-domain generator by Sebastiano Vigna. */
static double random_fraction(void)
{
  static uint64_t state = 1;
  uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static void random_floats(float *list, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    list[i] = (float)ldexp(2 * random_fraction() - 1, (int)(random_fraction() * 8) - 4);
  }
}

/* Fails unless got is within allowed of want; NaN is not. */
static void require_near(double got, double want, double allowed, const char *what, size_t token,
    size_t pair)
{
  if (fabs(got - want) <= allowed) return;
  wrong("%s of token %zu, pair %zu: %a, want %a within %a", what, token, pair, got, want, allowed);
}
#endif
