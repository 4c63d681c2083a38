/* Calls whose q and k are too large for caches, which kernels may store past them: equal to calls
   of a token each, which are not, whatever the place of the results. */
#include "check/check.h"
#include "check/values.h"

enum { TOKENS = 5, PLACES = 4, GAP = 16 / sizeof(element) };
enum { HEADS = (5 << 18) / TOKENS / HEAD_DIM / sizeof(element) + 1 }; /* above a MiB */
enum { ELEMENTS = TOKENS * HEADS * (HEAD_DIM + GAP) + PLACES };

static struct {
  region x, whole, parts;
} memory;

static void make_memory(void)
{
  if (memory.x.first) return;
  memory.x = region_make(ELEMENTS);
  memory.whole = region_make(ELEMENTS);
  memory.parts = region_make(ELEMENTS);
  T(random_values)(memory.x.first, ELEMENTS);
}

/* Results begin `at` elements from the page before, heads are `gap` apart. */
static void compare(const runner *r, const float *cos, const float *sin, int at, int gap)
{
  element *x = memory.x.first, *whole = memory.whole.first, *parts = memory.parts.first;
  const ptrdiff_t head = HEAD_DIM + gap, token = HEADS * head, x_token = HEADS * HEAD_DIM;
  view v = { x, whole + at, HEADS, x_token, HEAD_DIM, token, head };
  describe("%d heads, results %d from a page, %d apart", HEADS, at, gap);
  memcpy(whole, x, ELEMENTS * sizeof *x);
  memcpy(parts, x, ELEMENTS * sizeof *x);
  REQUIRE_STATUS(run_cos_sin(r, cos, sin, PAIRS, TOKENS, &v, 1, 0, TOKENS, 1), U(OK));
  v.out = parts + at;
  for (size_t t = 0; t < TOKENS; t++) {
    REQUIRE_STATUS(run_cos_sin(r, cos, sin, PAIRS, TOKENS, &v, 1, t, t + 1, 1), U(OK));
  }
  T(require_same)("in one call", whole, parts, ELEMENTS);
}

void T(check_large)(const runner *r)
{
  float cos[TOKENS * PAIRS], sin[TOKENS * PAIRS];
  make_memory();
  random_turns(cos, sin, TOKENS);
  for (int at = 0; at < PLACES; at++) compare(r, cos, sin, at, 0);
  compare(r, cos, sin, 0, GAP);
}
