/* The errors that an entry has for itself, of rows, tables and ids: each is provoked, and nothing
   is written then. */
#include "reference.h"

#include <math.h>

enum { TOKENS = 5, STRIDE = 2 * PAIRS };
static const size_t tokens = TOKENS;

/* A head per token, which any rotation by rows of zeros or of positions would change. */
static float x[TOKENS * HEAD_DIM], y[TOKENS * HEAD_DIM];
static const view to_y = { x, y, 1, HEAD_DIM, HEAD_DIM, HEAD_DIM, HEAD_DIM };

static void fill(void)
{
  for (size_t i = 0; i < TOKENS * HEAD_DIM; i++) x[i] = y[i] = 1;
}

static void require_untouched(void)
{
  for (size_t i = 0; i < TOKENS * HEAD_DIM; i++) REQUIRE(x[i] == 1 && y[i] == 1);
}

/* Rows that come ready: missing, or of the wrong size. */
void check_ready_statuses(const runner *r)
{
  const float rows[TOKENS * STRIDE] = { 0 };
  fill();
  describe("cos or sin missing or of the wrong size");
#define READY(cos, sin, stride, tokens) \
  run_cos_sin(r, cos, sin, stride, tokens, &to_y, 1, 0, TOKENS, 1)
  REQUIRE_STATUS(READY(NULL, rows, STRIDE, tokens), U(ENULL));
  REQUIRE_STATUS(READY(rows, NULL, STRIDE, tokens), U(ENULL));
  REQUIRE_STATUS(READY(rows, rows, PAIRS - 1, tokens), U(ESIZE));
  REQUIRE_STATUS(READY(rows, rows, 0, tokens), U(ESIZE));
  REQUIRE_STATUS(READY(rows, rows, SIZE_MAX / 8, tokens), U(ESIZE));
  REQUIRE_STATUS(READY(rows, rows, STRIDE, TOKENS - 1), U(ESIZE));
#if U(HAS_CIS)
#define CIS(cis, stride) run_cis(r, cis, stride, tokens, &to_y, 1, 0, TOKENS, 1)
  REQUIRE_STATUS(CIS(NULL, STRIDE), U(ENULL));
  REQUIRE_STATUS(CIS(rows, 2 * PAIRS - 1), U(ESIZE));
#endif
  require_untouched();
  describe("no tokens and nothing else");
  REQUIRE_STATUS(run_cos_sin(r, NULL, NULL, 0, 0, NULL, 0, 0, 0, 1), U(OK));
}

#if U(HAS_IDS)
enum { MOST_WRONG = 5 };

/* Positions that an axis does not allow, the nearest ones first; returns how many. */
static size_t wrong_positions(const axis_fact *axis, model_position *wrong)
{
  size_t n = 0;
#if FACT_FRACTIONAL
  wrong[n++] = nextafterf((float)axis->position_min, -INFINITY);
  wrong[n++] = nextafterf((float)axis->position_max, INFINITY);
  wrong[n++] = NAN;
  wrong[n++] = INFINITY;
  wrong[n++] = -INFINITY;
#else
  if (axis->position_min > INT32_MIN) {
    wrong[n++] = axis->position_min - 1;
    wrong[n++] = INT32_MIN;
  }
  if (axis->position_max < INT32_MAX) {
    wrong[n++] = axis->position_max + 1;
    wrong[n++] = INT32_MAX;
  }
#endif
  return n;
}

/* What a rotation turns by: missing, of the wrong size, or out of its limits. */
void check_id_statuses(const runner *r)
{
  model_position ids[TOKENS * AXES], wrong[MOST_WRONG];
  random_ids(ids, tokens);
  fill();
  describe("ids missing or of the wrong size");
#define IDS(ids, tokens) run_ids(r, NULL, ids, tokens, &to_y, 1, 0, TOKENS, 1)
  REQUIRE_STATUS(IDS(NULL, tokens), U(ENULL));
  REQUIRE_STATUS(IDS(ids, TOKENS - 1), U(ESIZE));
  REQUIRE_STATUS(IDS(ids, SIZE_MAX), U(ESIZE));
#if U(HAS_TABLES)
  describe("tables missing or of the wrong size");
  REQUIRE_STATUS(run_tables(r, NULL, U(TABLE_FLOATS)), U(ENULL));
  REQUIRE_STATUS(run_tables(r, y, U(TABLE_FLOATS) - 1), U(ESIZE));
  REQUIRE_STATUS(run_tables(r, y, U(TABLE_FLOATS) + 1), U(ESIZE));
  REQUIRE_STATUS(run_tables(r, y, 0), U(ESIZE));
#endif
  require_untouched();
  for (size_t i = 0; i < TOKENS * AXES; i++) {
    const axis_fact *axis = &axis_facts[i % AXES];
    const model_position right = ids[i];
    for (size_t j = wrong_positions(axis, wrong); j-- > 0;) {
      ids[i] = wrong[j];
      describe("token %zu at %.9g of axis %s", i / AXES, (double)ids[i], axis->name);
      /* A device's ids are out of sight: such a token is left as it is. */
      const size_t end = r->cuda ? i / AXES + 1 : tokens, begin = r->cuda ? i / AXES : 0;
      const model_status want = r->cuda ? U(OK) : U(EPOSITION);
      REQUIRE_STATUS(run_ids(r, tables_at(FLUSH_END), ids, tokens, &to_y, 1, begin, end, 1), want);
      REQUIRE_STATUS(run_ids(r, NULL, ids, tokens, &to_y, 1, begin, end, 1), want);
      require_untouched();
    }
    ids[i] = right;
  }
  describe("no tokens and nothing else");
  REQUIRE_STATUS(run_ids(r, NULL, NULL, 0, NULL, 0, 0, 0, 1), U(OK));
}

void check_row_statuses(const runner *r)
{
  (void)r;
  model_position ids[TOKENS * AXES], wrong[MOST_WRONG];
  fill();
  random_ids(ids, tokens);
  describe("cos_sin and angles");
#define COS_SIN(ids, tokens, cos, sin, stride) M(cos_sin)(NULL, ids, tokens, cos, sin, stride)
  REQUIRE_STATUS(COS_SIN(NULL, tokens, x, y, PAIRS), U(ENULL));
  REQUIRE_STATUS(COS_SIN(ids, tokens, NULL, y, PAIRS), U(ENULL));
  REQUIRE_STATUS(COS_SIN(ids, tokens, x, NULL, PAIRS), U(ENULL));
  REQUIRE_STATUS(COS_SIN(ids, tokens, x, y, PAIRS - 1), U(ESIZE));
  REQUIRE_STATUS(COS_SIN(ids, tokens, x, y, SIZE_MAX), U(ESIZE));
  REQUIRE_STATUS(COS_SIN(ids, SIZE_MAX, x, y, PAIRS), U(ESIZE));
  REQUIRE_STATUS(COS_SIN(NULL, 0, NULL, NULL, PAIRS), U(OK));
  REQUIRE_STATUS(M(angles)(NULL, tokens, x), U(ENULL));
  REQUIRE_STATUS(M(angles)(ids, tokens, NULL), U(ENULL));
  REQUIRE_STATUS(M(angles)(ids, SIZE_MAX, x), U(ESIZE));
  REQUIRE_STATUS(M(angles)(NULL, 0, NULL), U(OK));
  for (size_t i = 0; i < TOKENS * AXES; i++) {
    const model_position right = ids[i];
    for (size_t j = wrong_positions(&axis_facts[i % AXES], wrong); j-- > 0;) {
      ids[i] = wrong[j];
      REQUIRE_STATUS(COS_SIN(ids, tokens, x, y, PAIRS), U(EPOSITION));
      REQUIRE_STATUS(M(angles)(ids, tokens, x), U(EPOSITION));
    }
    ids[i] = right;
  }
  require_untouched();
}
#endif

void check_sentences(const runner *r)
{
  (void)r;
  describe("sentences");
  for (int status = U(OK); status <= U(EISA) + 1; status++) {
    for (int other = U(OK); other < status; other++) {
      const char *a = M(strerror)((model_status)status), *b = M(strerror)((model_status)other);
      if (*a == '\0' || strcmp(a, b) == 0) fail("statuses %d and %d read alike", status, other);
    }
  }
}
