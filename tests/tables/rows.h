/* The cos and sin of one model at the positions of facts.h: what check.c and digest.c share.
   In: facts.h of facts.lua. Out: batches of tokens' ids, angles, cos and sin, given to a function;
   lines `isa NAME` of what runs here and a line `digest HEX` of all cos and sin. Always: the tables
   and the computed rows of every runner are the scalar one's bits, or the program ends. */
#ifndef ROPEWALK_TESTS_TABLES_ROWS_H
#define ROPEWALK_TESTS_TABLES_ROWS_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

typedef struct { int64_t position_min, position_max; float scale; } axis_fact;
/* Of hf tables the float32 frequency counts, of exact ones theta^(-2k / dim). */
typedef struct { size_t axis; float frequency; double theta; long k, dim; } pair_fact;
typedef struct { int64_t first, last; } range;
#include "facts.h"

enum { AXES = U(AXES), PAIRS = U(PAIRS), BATCH = 64 };

typedef M(position) model_position;

/* Tokens at successive places from `at` on, AXES ids and PAIRS of the rest each. */
typedef struct {
  int64_t at;
  size_t tokens;
  model_position ids[BATCH * AXES];
  float angles[BATCH * PAIRS], cos[BATCH * PAIRS], sin[BATCH * PAIRS];
} batch;

static inline void require(int good, const char *what, const char *by)
{
  if (good) return;
  printf("wrong: %s by %s\n", what, by);
  exit(1);
}

/* The position of an axis at a place of a range: the place itself, or a fraction of the limits. */
static inline double position_of(const axis_fact *axis, int64_t at)
{
  const double first = (double)axis->position_min, last = (double)axis->position_max;
  if (FRACTIONAL) return (double)(float)(first + (last - first) * (double)at / FRACTIONS);
  return fmin(fmax((double)at, first), last);
}

/* Ranges are of the axis that has most; the others stay at their limits outside. */
static inline int has_position(const axis_fact *axis, int64_t at)
{
  return FRACTIONAL || (at >= axis->position_min && at <= axis->position_max);
}

#if U(HAS_TABLES)
/* The tables, after those of each runner were found to be the same; none of more positions than are
   looked at. */
static inline float *make_tables(const runner *list, size_t count)
{
  if (!WHOLE) return NULL;
  const size_t bytes = U(TABLE_FLOATS) * sizeof(float);
  float *tables = malloc(bytes), *others = malloc(bytes);
  require(tables && others, "no memory for tables", "malloc");
  for (size_t i = 0; i < count; i++) {
    float *filled = i == 0 ? tables : others;
    memset(filled, 0xff, bytes);
    require(run_tables(&list[i], filled, U(TABLE_FLOATS)) == U(OK), "tables", list[i].name);
    require(memcmp(filled, tables, bytes) == 0, "other bits of tables", list[i].name);
  }
  free(others);
  return tables;
}
#else
static inline float *make_tables(const runner *list, size_t count)
{
  (void)list;
  (void)count;
  return NULL;
}
#endif

/* The rows of a batch's positions by each ISA, computed without tables; CUDA's are only tables. */
static inline void compare_rows(const batch *b, const runner *list, size_t count)
{
  float want[U(ROW_FLOATS)], got[U(ROW_FLOATS)];
  for (size_t i = 0; i < b->tokens; i++) {
    const model_position *position = b->ids + i * AXES;
    M(kernels_of)(list[0].isa)->rows(position, NULL, want);
    for (size_t r = 1; r < count; r++) {
      if (list[r].cuda) continue;
      M(kernels_of)(list[r].isa)->rows(position, NULL, got);
      require(memcmp(got, want, sizeof want) == 0, "other bits of a row", list[r].name);
    }
  }
}

static inline void fill_batch(batch *b, const float *tables)
{
  static float computed_cos[BATCH * PAIRS], computed_sin[BATCH * PAIRS];
  const size_t n = b->tokens, bytes = n * PAIRS * sizeof(float);
  for (size_t i = 0; i < n * AXES; i++) {
    b->ids[i] = (model_position)position_of(&axis_facts[i % AXES], b->at + (int64_t)(i / AXES));
  }
  require(M(angles)(b->ids, n, b->angles) == U(OK), "angles", "the model");
  require(M(cos_sin)(tables, b->ids, n, b->cos, b->sin, PAIRS) == U(OK), "rows", "the tables");
  require(M(cos_sin)(NULL, b->ids, n, computed_cos, computed_sin, PAIRS) == U(OK), "rows",
      "the model");
  require(memcmp(b->cos, computed_cos, bytes) == 0 && memcmp(b->sin, computed_sin, bytes) == 0,
      "other bits than the tables'", "rows that are computed");
}

static inline uint64_t digest_of(uint64_t digest, const float *values, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, values + i, sizeof bits);
    digest = (digest ^ bits) * 0x100000001b3; /* FNV-1a, of words */
  }
  return digest;
}

/* Goes through all ranges; visit may be NULL. */
static inline void each_batch(void (*visit)(const batch *b, void *state), void *state)
{
  static batch b;
  runner list[MOST_RUNNERS];
  const size_t count = runners(list);
  uint64_t digest = 0;
  for (size_t i = 0; i < count; i++) {
    if (!list[i].cuda || (U(HAS_TABLES) && WHOLE)) printf("isa %s\n", list[i].name);
  }
  float *tables = make_tables(list, count);
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    for (b.at = ranges[i].first; b.at <= ranges[i].last; b.at += BATCH) {
      const int64_t rest = ranges[i].last - b.at + 1;
      b.tokens = (size_t)(rest < BATCH ? rest : BATCH);
      fill_batch(&b, tables);
      compare_rows(&b, list, count);
      digest = digest_of(digest, b.cos, b.tokens * PAIRS);
      digest = digest_of(digest, b.sin, b.tokens * PAIRS);
      if (visit) visit(&b, state);
    }
  }
  printf("digest %016llx\n", (unsigned long long)digest);
  free(tables);
}
#endif
