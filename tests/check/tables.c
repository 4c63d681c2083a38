/* Tables and rows: the same bytes from every runner, in the places that the header documents, as
   near to cos and sin as the banner promises; cos_sin and angles as the formulas say. */
#include <math.h>

#include "control.h"
#include "reference.h"
#include "values.h"

#if U(HAS_IDS)
/* Correctly rounded, as far as doubles can tell, and then times a factor; exact tables within 2^-50
   of it. */
static int is_near(float x, double want, float factor, model_position position)
{
  const double doubt = slow_doubt(position) + 0x1p-51 * fabs(want) + (FACT_EXACT ? 0x1p-50 : 0);
  const float low = (float)((double)(float)(want - doubt) * (double)factor);
  const float high = (float)((double)(float)(want + doubt) * (double)factor);
  return factor < 0 ? high <= x && x <= low : low <= x && x <= high;
}

static void require_turn(float cos, float sin, size_t pair, model_position position)
{
  const double want_cos = slow_cos(&pair_facts[pair], position);
  const double want_sin = slow_sin(&pair_facts[pair], position);
  const float cos_factor = (float)FACT_COS_FACTOR, sin_factor = (float)FACT_SIN_FACTOR;
  if (!is_near(cos, want_cos, cos_factor, position)
      || !is_near(sin, want_sin, sin_factor, position)) {
    fail("pair %zu at %.9g: cos %a and sin %a, want %a and %a times %a and %a", pair,
        (double)position, (double)cos, (double)sin, want_cos, want_sin, (double)cos_factor,
        (double)sin_factor);
  }
}
#endif

#if U(HAS_TABLES)
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
    M(require_same_f32)("a table", (float *)(void *)tables, tables_at(FLUSH_END), U(TABLE_FLOATS));
    for (size_t i = 0; i < rest; i++) {
      if (around[i] != 0x5a) fail("byte %zu of %zu beside the tables was written", i, rest);
    }
  }
  region_free(&memory);
}

void check_table_environment(const runner *r)
{
  static float tables[U(TABLE_FLOATS)];
  for (size_t i = 0; i < CONTROLS; i++) {
    const control_change change = change_control(i);
    const model_status status = run_tables(r, tables, U(TABLE_FLOATS));
    restore_control(change);
    REQUIRE_STATUS(status, U(OK));
  }
}

/* Tables missing or of the wrong size, or of an ISA that is not here. */
void check_table_statuses(const runner *r)
{
  M(isa) absent[MOST_ABSENT];
  float table = 0;
  describe("tables missing or of the wrong size");
  REQUIRE_STATUS(run_tables(r, NULL, U(TABLE_FLOATS)), U(ENULL));
  REQUIRE_STATUS(run_tables(r, &table, U(TABLE_FLOATS) - 1), U(ESIZE));
  REQUIRE_STATUS(run_tables(r, &table, U(TABLE_FLOATS) + 1), U(ESIZE));
  REQUIRE_STATUS(run_tables(r, &table, 0), U(ESIZE));
  for (size_t i = absent_isas(absent); i-- > 0;) {
    describe("an ISA that is not here");
    REQUIRE_STATUS(M(tables)(&table, U(TABLE_FLOATS), absent[i]), U(EISA));
  }
  REQUIRE(table == 0);
}

void check_accuracy(const runner *r)
{
  (void)r;
  const float *tables = tables_at(FLUSH_END);
  size_t entries = 0;
  for (size_t i = 0; i < PAIRS; i++) {
    const pair_fact *pair = &pair_facts[i];
    const axis_fact *axis = &axis_facts[pair->axis];
    const size_t cos_at = slow_place(pair, axis->position_min, pair->in[0]);
    const size_t sin_at = slow_place(pair, axis->position_min, pair->in[1]);
    const size_t columns = slow_place(pair, axis->position_min + 1, pair->in[0]) - cos_at;
    describe("tables of axis %s", axis->name);
    for (int64_t at = axis->position_min; at <= axis->position_max; at++, entries++) {
      const size_t row = (size_t)(at - axis->position_min) * columns;
      require_turn(tables[cos_at + row], tables[sin_at + row], i, (model_position)at);
    }
  }
  REQUIRE(2 * entries == U(TABLE_FLOATS));
}
#endif

#if U(HAS_IDS)
/* The first `columns` of each row as wanted, and what stands between rows as it was. */
static void require_rows(const char *what, const float *got, const float *want, size_t tokens,
    size_t stride)
{
  M(require_same_f32)(what, got, want, tokens > 0 ? (tokens - 1) * stride + PAIRS : 0);
}

void check_row_environment(const runner *r)
{
  enum { TOKENS = 3 };
  (void)r;
  float cos[TOKENS * PAIRS], sin[TOKENS * PAIRS], angles[TOKENS * PAIRS];
  model_position ids[TOKENS * AXES];
  random_ids(ids, TOKENS);
  for (size_t i = 0; i < CONTROLS; i++) {
    const control_change change = change_control(i);
    const model_status status = M(cos_sin)(NULL, ids, TOKENS, cos, sin, PAIRS);
    const model_status other = M(angles)(ids, TOKENS, angles);
    restore_control(change);
    REQUIRE_STATUS(status, U(OK));
    REQUIRE_STATUS(other, U(OK));
  }
}

void check_rows(const runner *r)
{
  enum { TOKENS = 40, MOST = PAIRS + 9 };
  (void)r;
  const region memory[] = { region_make(TOKENS * MOST), region_make(TOKENS * MOST) };
  static float want_cos[TOKENS * MOST], want_sin[TOKENS * MOST];
  model_position ids[TOKENS * AXES];
  for (size_t tokens = 0; tokens < TOKENS; tokens++) {
    const size_t stride = PAIRS + random_below(MOST - PAIRS + 1);
    const size_t floats = tokens > 0 ? (tokens - 1) * stride + PAIRS : 0;
    float *cos = region_last(&memory[0], floats), *sin = region_last(&memory[1], floats);
    random_ids(ids, tokens);
    M(random_values_f32)(want_cos, floats);
    M(random_values_f32)(want_sin, floats);
    for (int computed = 0; computed < 2; computed++) {
      const float *tables = computed ? NULL : tables_at(FLUSH_END);
      describe("cos_sin of %zu tokens, stride %zu, %s", tokens, stride,
          computed ? "computed" : "from tables");
      memcpy(cos, want_cos, floats * sizeof *cos);
      memcpy(sin, want_sin, floats * sizeof *sin);
      REQUIRE_STATUS(M(cos_sin)(tables, ids, tokens, cos, sin, stride), U(OK));
      for (size_t i = 0; i < tokens * PAIRS; i++) {
        const pair_fact *pair = &pair_facts[i % PAIRS];
        const model_position position = ids[i / PAIRS * AXES + pair->axis];
        const size_t at = i / PAIRS * stride + i % PAIRS;
#if U(HAS_TABLES)
        want_cos[at] = tables_at(FLUSH_END)[slow_place(pair, position, pair->in[0])];
        want_sin[at] = tables_at(FLUSH_END)[slow_place(pair, position, pair->in[1])];
#else
        require_turn(cos[at], sin[at], i % PAIRS, position);
        want_cos[at] = cos[at];
        want_sin[at] = sin[at];
#endif
      }
      require_rows("cos", cos, want_cos, tokens, stride);
      require_rows("sin", sin, want_sin, tokens, stride);
    }
  }
  region_free(&memory[0]);
  region_free(&memory[1]);
}

/* Half the distance between floats around x. */
static double half_ulp(float x)
{
  return ((double)nextafterf(fabsf(x), INFINITY) - (double)fabsf(x)) / 2;
}

/* Angles: a float32 product of hf tables; of exact tables the real one, rounded once. */
void check_angles(const runner *r)
{
  enum { TOKENS = 40 };
  (void)r;
  const region memory = region_make(TOKENS * PAIRS);
  model_position ids[TOKENS * AXES];
  for (size_t tokens = 0; tokens < TOKENS; tokens++) {
    describe("angles of %zu tokens", tokens);
    float *angles = region_last(&memory, tokens * PAIRS);
    random_ids(ids, tokens);
    REQUIRE_STATUS(M(angles)(ids, tokens, angles), U(OK));
    for (size_t i = 0; i < tokens * PAIRS; i++) {
      const pair_fact *pair = &pair_facts[i % PAIRS];
      const model_position position = ids[i / PAIRS * AXES + pair->axis];
      const double want = (double)slow_angle(pair, position);
      const double allowed = FACT_EXACT ? half_ulp(angles[i]) + 0x1p-51 * fabs(want) : 0;
      if (!(fabs((double)angles[i] - want) <= allowed)) {
        fail("pair %zu at %.9g: got %a, want %a", i % PAIRS, (double)position, (double)angles[i],
            want);
      }
    }
  }
  region_free(&memory);
}
#endif
