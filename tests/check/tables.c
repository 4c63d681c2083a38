/* Tables and rows: the same bytes from every runner, in the places that the header documents, as
   near to cos and sin as the banner promises; cos_sin and angles as the formulas say. */
#include "check.h"

#include <math.h>
#include <stdlib.h>

#include "facts.h"
#include "reference.h"

/* Half the distance between floats around x. */
static double half_ulp(float x)
{
  return ((double)nextafterf(fabsf(x), INFINITY) - (double)fabsf(x)) / 2;
}

/* Correctly rounded, as far as doubles can tell; exact tables within 2^-50 of it. */
static int is_near(float x, double want, int32_t position)
{
  const double allowed = slow_doubt(position) + 0x1p-51 * fabs(want) + (FACT_EXACT ? 0x1p-50 : 0);
  return fabs((double)x - want) <= half_ulp(x) + allowed;
}

static void require_turn(float cos, float sin, size_t pair, int32_t position)
{
  const double want_cos = slow_cos(pair, position), want_sin = slow_sin(pair, position);
  const double norm = (double)cos * (double)cos + (double)sin * (double)sin;
  if (!is_near(cos, want_cos, position) || !is_near(sin, want_sin, position)
      || fabs(norm - 1) > 0x1p-23) {
    fail("pair %zu at %d: cos %a and sin %a, want %a and %a", pair, (int)position, (double)cos,
        (double)sin, want_cos, want_sin);
  }
}

void check_tables(const runner *r)
{
  const size_t bytes = U(TABLE_FLOATS) * sizeof(float);
  const region memory = region_make(U(TABLE_FLOATS) + 1);
  const size_t rest = memory.elements * 4 - bytes;
  for (int at_end = 0; at_end < 2; at_end++) {
    unsigned char *first = memory.first;
    unsigned char *tables = at_end ? first + rest : first, *around = at_end ? first : first + bytes;
    describe("tables up to the page %s", at_end ? "after" : "before");
    memset(first, 0x5a, memory.elements * 4);
    REQUIRE_STATUS(run_tables(r, (float *)(void *)tables, U(TABLE_FLOATS)), U(OK));
    require_same("a table", (float *)(void *)tables, tables_at(FLUSH_END), U(TABLE_FLOATS));
    for (size_t i = 0; i < rest; i++) {
      if (around[i] != 0x5a) fail("byte %zu of %zu beside the tables was written", i, rest);
    }
  }
  region_free(&memory);
}

void check_accuracy(const runner *r)
{
  (void)r;
  const float *tables = tables_at(FLUSH_END);
  size_t index, floats = 0;
  for (size_t axis = 0; axis < AXES; axis++) {
    const axis_fact *a = &axis_facts[axis];
    floats += (size_t)((int64_t)a->position_max - a->position_min + 1) * a->dim;
  }
  REQUIRE(floats == U(TABLE_FLOATS));
  for (size_t pair = 0; pair < PAIRS; pair++) {
    const axis_fact *a = &axis_facts[slow_axis(pair, &index)];
    describe("tables of axis %s", a->name);
    for (int32_t position = a->position_min; position <= a->position_max; position++) {
      const float cos = tables[slow_cos_place(pair, position)];
      const float sin = tables[slow_sin_place(pair, position)];
      require_turn(cos, sin, pair, position);
    }
  }
}

/* The first `columns` of each row as wanted, and what stands between rows as it was. */
static void require_rows(const char *what, const float *got, const float *want, size_t tokens,
    size_t stride)
{
  require_same(what, got, want, tokens > 0 ? (tokens - 1) * stride + PAIRS : 0);
}

void check_rows(const runner *r)
{
  enum { TOKENS = 40, MOST = PAIRS + 9 };
  (void)r;
  const region memory[] = { region_make(TOKENS * MOST), region_make(TOKENS * MOST) };
  static float want_cos[TOKENS * MOST], want_sin[TOKENS * MOST];
  int32_t ids[TOKENS * AXES];
  for (size_t tokens = 0; tokens < TOKENS; tokens++) {
    const size_t stride = PAIRS + random_below(MOST - PAIRS + 1);
    const size_t floats = tokens > 0 ? (tokens - 1) * stride + PAIRS : 0;
    float *cos = region_last(&memory[0], floats), *sin = region_last(&memory[1], floats);
    random_ids(ids, tokens);
    random_floats(want_cos, floats);
    random_floats(want_sin, floats);
    for (int computed = 0; computed < 2; computed++) {
      const float *tables = computed ? NULL : tables_at(FLUSH_END);
      describe("cos_sin of %zu tokens, stride %zu, %s", tokens, stride,
          computed ? "computed" : "from tables");
      memcpy(cos, want_cos, floats * sizeof *cos);
      memcpy(sin, want_sin, floats * sizeof *sin);
      for (size_t i = 0; i < tokens * PAIRS; i++) {
        size_t index;
        const int32_t position = ids[i / PAIRS * AXES + slow_axis(i % PAIRS, &index)];
        const size_t at = i / PAIRS * stride + i % PAIRS;
        want_cos[at] = tables_at(FLUSH_END)[slow_cos_place(i % PAIRS, position)];
        want_sin[at] = tables_at(FLUSH_END)[slow_sin_place(i % PAIRS, position)];
      }
      REQUIRE_STATUS(M(cos_sin)(tables, ids, tokens, cos, sin, stride), U(OK));
      require_rows("cos", cos, want_cos, tokens, stride);
      require_rows("sin", sin, want_sin, tokens, stride);
    }
  }
  region_free(&memory[0]);
  region_free(&memory[1]);
}

/* Angles: a float32 product of hf tables; of exact tables the real one, rounded once. */
void check_angles(const runner *r)
{
  enum { TOKENS = 40 };
  (void)r;
  const region memory = region_make(TOKENS * PAIRS);
  int32_t ids[TOKENS * AXES];
  for (size_t tokens = 0; tokens < TOKENS; tokens++) {
    describe("angles of %zu tokens", tokens);
    float *angles = region_last(&memory, tokens * PAIRS);
    random_ids(ids, tokens);
    REQUIRE_STATUS(M(angles)(ids, tokens, angles), U(OK));
    for (size_t i = 0; i < tokens * PAIRS; i++) {
      size_t index;
      const int32_t position = ids[i / PAIRS * AXES + slow_axis(i % PAIRS, &index)];
      const double want = (double)slow_angle(i % PAIRS, position);
      const double allowed = FACT_EXACT ? half_ulp(angles[i]) + 0x1p-51 * fabs(want) : 0;
      if (!(fabs((double)angles[i] - want) <= allowed)) {
        fail("pair %zu at %d: got %a, want %a", i % PAIRS, (int)position, (double)angles[i], want);
      }
    }
  }
  region_free(&memory);
}
