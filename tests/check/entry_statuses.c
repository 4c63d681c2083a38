/* The errors that an entry has for itself, of rows, tables, ids and sequences: each is provoked,
   and nothing is written then. */
#include "check.h"

#include "facts.h"
#include "reference.h"

enum { TOKENS = 5 };
static const size_t tokens = TOKENS;

static void require_ones(const float *x)
{
  for (size_t i = 0; i < TOKENS * HEAD_DIM; i++) REQUIRE(x[i] == 1);
}

/* What a rotation turns by: missing, of the wrong size, or out of its limits. */
void check_source_statuses(const runner *r)
{
  enum { STRIDE = 2 * PAIRS };
  float x[TOKENS * HEAD_DIM] = { 0 };
  const float cos_rows[TOKENS * STRIDE] = { 0 }, sin_rows[TOKENS * STRIDE] = { 0 };
  const view v = { x, x, 1, HEAD_DIM, HEAD_DIM, HEAD_DIM, HEAD_DIM };
  int32_t ids[TOKENS * AXES];
  random_ids(ids, tokens);
  for (size_t i = 0; i < TOKENS * HEAD_DIM; i++) x[i] = 1; /* which zero rows would change */
  describe("cos, sin, ids or tables missing or of the wrong size");
#define READY(cos, sin, stride, tokens) \
  run_cos_sin(r, cos, sin, stride, tokens, &v, 1, 0, TOKENS, 1)
#define IDS(ids, tokens) run_ids(r, NULL, ids, tokens, &v, 1, 0, TOKENS, 1)
  REQUIRE_STATUS(READY(NULL, sin_rows, STRIDE, tokens), U(ENULL));
  REQUIRE_STATUS(READY(cos_rows, NULL, STRIDE, tokens), U(ENULL));
  REQUIRE_STATUS(READY(cos_rows, sin_rows, PAIRS - 1, tokens), U(ESIZE));
  REQUIRE_STATUS(READY(cos_rows, sin_rows, 0, tokens), U(ESIZE));
  REQUIRE_STATUS(READY(cos_rows, sin_rows, SIZE_MAX / 8, tokens), U(ESIZE));
  REQUIRE_STATUS(READY(cos_rows, sin_rows, STRIDE, TOKENS - 1), U(ESIZE));
  REQUIRE_STATUS(IDS(NULL, tokens), U(ENULL));
  REQUIRE_STATUS(IDS(ids, TOKENS - 1), U(ESIZE));
  REQUIRE_STATUS(IDS(ids, SIZE_MAX), U(ESIZE));
#if U(HAS_CIS)
#define CIS(cis, stride) run_cis(r, cis, stride, tokens, &v, 1, 0, TOKENS, 1)
  REQUIRE_STATUS(CIS(NULL, STRIDE), U(ENULL));
  REQUIRE_STATUS(CIS(cos_rows, 2 * PAIRS - 1), U(ESIZE));
#endif
  REQUIRE_STATUS(run_tables(r, NULL, U(TABLE_FLOATS)), U(ENULL));
  REQUIRE_STATUS(run_tables(r, x, U(TABLE_FLOATS) - 1), U(ESIZE));
  REQUIRE_STATUS(run_tables(r, x, U(TABLE_FLOATS) + 1), U(ESIZE));
  REQUIRE_STATUS(run_tables(r, x, 0), U(ESIZE));
  require_ones(x);
  for (size_t i = 0; i < TOKENS * AXES; i++) {
    const axis_fact *axis = &axis_facts[i % AXES];
    const int64_t wrong[] = { axis->position_min - INT64_C(1), axis->position_max + INT64_C(1),
      INT32_MIN, INT32_MAX };
    const int32_t right = ids[i];
    for (size_t j = 0; j < sizeof wrong / sizeof *wrong; j++) {
      if (wrong[j] >= axis->position_min && wrong[j] <= axis->position_max) continue;
      ids[i] = (int32_t)wrong[j];
      describe("token %zu at %d of axis %s", i / AXES, (int)ids[i], axis->name);
      /* A device's ids are out of sight: such a token is left as it is. */
      const size_t end = r->cuda ? i / AXES + 1 : tokens, begin = r->cuda ? i / AXES : 0;
      const model_status want = r->cuda ? U(OK) : U(EPOSITION);
      REQUIRE_STATUS(run_ids(r, tables_at(FLUSH_END), ids, tokens, &v, 1, begin, end, 1), want);
      REQUIRE_STATUS(run_ids(r, NULL, ids, tokens, &v, 1, begin, end, 1), want);
      require_ones(x);
    }
    ids[i] = right;
  }
  describe("no tokens and nothing else");
  REQUIRE_STATUS(run_cos_sin(r, NULL, NULL, 0, 0, NULL, 0, 0, 0, 1), U(OK));
  REQUIRE_STATUS(run_ids(r, NULL, NULL, 0, NULL, 0, 0, 0, 1), U(OK));
}

void check_row_statuses(const runner *r)
{
  (void)r;
  float x[TOKENS * PAIRS] = { 0 }, y[TOKENS * PAIRS] = { 0 };
  int32_t ids[TOKENS * AXES];
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
    const int32_t right = ids[i];
    ids[i] = axis_facts[i % AXES].position_max + 1;
    REQUIRE_STATUS(COS_SIN(ids, tokens, x, y, PAIRS), U(EPOSITION));
    REQUIRE_STATUS(M(angles)(ids, tokens, x), U(EPOSITION));
    ids[i] = axis_facts[i % AXES].position_min - 1;
    REQUIRE_STATUS(COS_SIN(ids, tokens, x, y, PAIRS), U(EPOSITION));
    REQUIRE_STATUS(M(angles)(ids, tokens, x), U(EPOSITION));
    ids[i] = right;
  }
  for (size_t i = 0; i < TOKENS * PAIRS; i++) REQUIRE(x[i] == 0 && y[i] == 0);
}

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

#if U(HAS_GRID)
void check_grid_statuses(const runner *r)
{
  const grid g = { 1, FACT_MERGE, FACT_MERGE }, wrong = { 1, 0, FACT_MERGE };
  const sequence s = { .grids = &g, .n_grids = 1 }, no_grids = { .grids = NULL, .n_grids = 1 };
  const sequence bad = { .grids = &wrong, .n_grids = 1 }, nothing = { .grids = NULL };
  float x[HEAD_DIM] = { 0 };
  const view v = { x, x, 1, HEAD_DIM, HEAD_DIM, HEAD_DIM, HEAD_DIM };
  int32_t out[FACT_MERGE * FACT_MERGE * AXES + 2] = { 0 };
  size_t n = 77;
  describe("sequences missing or wrong");
#define GRID(s) run_grid(r, NULL, s, &v, 1, 0, 1, 1)
  REQUIRE_STATUS(GRID(NULL), U(ENULL));
  REQUIRE_STATUS(GRID(&no_grids), U(ENULL));
  REQUIRE_STATUS(GRID(&bad), U(EGRID));
  REQUIRE_STATUS(GRID(&nothing), U(ESIZE));
  REQUIRE_STATUS(run_grid(r, NULL, &nothing, &v, 1, 0, 0, 1), U(OK));
  for (size_t i = 0; i < HEAD_DIM; i++) REQUIRE(x[i] == 0);
  REQUIRE_STATUS(M(tokens)(NULL, &n), U(ENULL));
  REQUIRE_STATUS(M(tokens)(&no_grids, &n), U(ENULL));
  REQUIRE_STATUS(M(tokens)(&s, NULL), U(ENULL));
  REQUIRE_STATUS(M(ids)(NULL, out, 1), U(ENULL));
  REQUIRE_STATUS(M(ids)(&s, NULL, FACT_MERGE * FACT_MERGE), U(ENULL));
  REQUIRE_STATUS(M(ids)(&s, out, FACT_MERGE * FACT_MERGE - 1), U(ESIZE));
  REQUIRE_STATUS(M(ids)(&s, out, FACT_MERGE * FACT_MERGE + 1), U(ESIZE));
  REQUIRE_STATUS(M(ids)(&nothing, NULL, 0), U(OK));
#if U(HAS_CU_SEQLENS)
  REQUIRE_STATUS(M(cu_seqlens)(NULL, out, 2, &n), U(ENULL));
  REQUIRE_STATUS(M(cu_seqlens)(&s, out, 2, NULL), U(ENULL));
  REQUIRE_STATUS(M(cu_seqlens)(&s, out, 1, &n), U(ESIZE));
#endif
#if U(HAS_WINDOW)
  size_t n_cu = 77;
  REQUIRE_STATUS(M(window)(NULL, out, 1, &n, out, 2, &n_cu), U(ENULL));
  REQUIRE_STATUS(M(window)(&s, out, 1, NULL, out, 2, &n_cu), U(ENULL));
  REQUIRE_STATUS(M(window)(&s, out, 1, &n, out, 2, NULL), U(ENULL));
  REQUIRE_STATUS(M(window)(&s, out, 0, &n, out, 2, &n_cu), U(ESIZE));
  REQUIRE_STATUS(M(window)(&s, out, 1, &n, out, 1, &n_cu), U(ESIZE));
  REQUIRE(n_cu == 77);
#endif
  REQUIRE(n == 77);
  for (size_t i = 0; i < sizeof out / sizeof *out; i++) REQUIRE(out[i] == 0);
}
#endif
