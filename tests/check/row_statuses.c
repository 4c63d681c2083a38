/* The errors of rows and of angles: each is provoked, and nothing is written then; and the
   sentences of all errors. */
#include "reference.h"

#if U(HAS_IDS)
void check_row_statuses(const runner *r)
{
  (void)r;
  enum { TOKENS = 5, FLOATS = TOKENS * PAIRS };
  const size_t tokens = TOKENS;
  model_position ids[TOKENS * AXES], wrong[MOST_WRONG];
  float x[FLOATS], y[FLOATS];
  for (size_t i = 0; i < FLOATS; i++) x[i] = y[i] = 2;
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
    for (size_t j = wrong_positions(i % AXES, wrong); j-- > 0;) {
      ids[i] = wrong[j];
      REQUIRE_STATUS(COS_SIN(ids, tokens, x, y, PAIRS), U(EPOSITION));
      REQUIRE_STATUS(M(angles)(ids, tokens, x), U(EPOSITION));
    }
    ids[i] = right;
  }
  for (size_t i = 0; i < FLOATS; i++) REQUIRE(x[i] == 2 && y[i] == 2);
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
