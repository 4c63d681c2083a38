/* The errors of the entries that write rows, ids and lengths: each is provoked, and nothing is
   written then. */
#include "check.h"

#include "facts.h"
#include "reference.h"

enum { TOKENS = 5 };
static const size_t tokens = TOKENS;

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
