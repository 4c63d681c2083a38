/* The errors that an entry has for itself, of rows, ids and sequences: each is provoked, and
   nothing is written then. */
#include "check/reference.h"
#include "check/values.h"

enum { TOKENS = 5, STRIDE = 2 * PAIRS };
static const size_t tokens = TOKENS;

/* A head per token, which any rotation by rows of zeros or of positions would change. */
static element x[TOKENS * HEAD_DIM], y[TOKENS * HEAD_DIM], one;
static const view to_y = { x, y, 1, HEAD_DIM, HEAD_DIM, HEAD_DIM, HEAD_DIM };

static void fill(void)
{
  one = narrow(1);
  for (size_t i = 0; i < TOKENS * HEAD_DIM; i++) x[i] = y[i] = one;
}

static void require_untouched(void)
{
  for (size_t i = 0; i < TOKENS * HEAD_DIM; i++) REQUIRE(x[i] == one && y[i] == one);
}

/* Rows that come ready: missing, or of the wrong size. */
void T(check_ready_statuses)(const runner *r)
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
/* What a rotation turns by: missing, of the wrong size, or out of its limits. */
void T(check_id_statuses)(const runner *r)
{
  model_position ids[TOKENS * AXES], wrong[MOST_WRONG];
  random_ids(ids, tokens);
  fill();
  describe("ids missing or of the wrong size");
#define IDS(ids, tokens) run_ids(r, NULL, ids, tokens, &to_y, 1, 0, TOKENS, 1)
  REQUIRE_STATUS(IDS(NULL, tokens), U(ENULL));
  REQUIRE_STATUS(IDS(ids, TOKENS - 1), U(ESIZE));
  REQUIRE_STATUS(IDS(ids, SIZE_MAX), U(ESIZE));
  require_untouched();
  for (size_t i = 0; i < TOKENS * AXES; i++) {
    const axis_fact *axis = &axis_facts[i % AXES];
    const model_position right = ids[i];
    for (size_t j = wrong_positions(i % AXES, wrong); j-- > 0;) {
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
#endif

#if U(HAS_SEQUENCE)
/* What places tokens: missing, too short, or not valid. */
void T(check_sequence_statuses)(const runner *r)
{
  const sequence s = plain_sequence(), nothing = { 0 }, invalid = invalid_sequence();
  size_t n = 0;
  fill();
  describe("a sequence missing or of the wrong size");
#define PLACED(s, end) run_sequence(r, NULL, s, &to_y, 1, 0, end, 1)
  REQUIRE_STATUS(PLACED(NULL, 1), U(ENULL));
  REQUIRE_STATUS(PLACED(&nothing, 1), U(ESIZE));
  REQUIRE_STATUS(PLACED(&s, slow_tokens(&s) + 1), U(ESIZE));
  REQUIRE_STATUS(PLACED(&nothing, 0), U(OK));
  describe_sequence(&invalid);
  const model_status wrong = M(tokens)(&invalid, &n);
  REQUIRE(wrong != U(OK));
  REQUIRE_STATUS(PLACED(&invalid, 0), wrong);
  REQUIRE_STATUS(PLACED(&invalid, 1), wrong);
  require_untouched();
}
#endif
