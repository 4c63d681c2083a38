/* Position ids and lengths of random sequences against the rules stated slowly; what a sequence
   may be, and the errors when it may not. */
#include "reference.h"

#if U(HAS_GRID)
#include <stdio.h>

#include "facts.h"

enum { MERGE = FACT_MERGE, UNIT = MERGE * MERGE };

static void describe_sequence(const sequence *s)
{
  enum { SHOWN = 4 };
  char text[160] = "";
  size_t n = (size_t)snprintf(text, sizeof text, " (%zu)", s->n_grids);
  for (size_t i = 0; i < s->n_grids && i < SHOWN; i++) {
    n += (size_t)snprintf(text + n, sizeof text - n, " %ux%ux%u", (unsigned)s->grids[i].t,
        (unsigned)s->grids[i].h, (unsigned)s->grids[i].w);
  }
#if U(HAS_WINDOW)
  n += (size_t)snprintf(text + n, sizeof text - n, ", %s",
      s->order == U(WINDOWED) ? "windowed" : "natural");
#endif
#if U(HAS_TEXT)
  n += (size_t)snprintf(text + n, sizeof text - n, ", text %zu from %d", s->text_tokens,
      (int)s->text_start);
#endif
  describe("grids%s", text);
}

/* Fails unless ids, cu_seqlens and windows of a valid sequence are as stated, with every capacity
   exact and flush with an inaccessible page. */
static void require_sequence(const sequence *s)
{
  const size_t tokens = slow_tokens(s);
  size_t n = SIZE_MAX;
  describe_sequence(s);
  REQUIRE_STATUS(M(tokens)(s, &n), U(OK));
  if (n != tokens) fail("%zu tokens, want %zu", n, tokens);

  const region want = region_make(tokens * AXES + 2), got = region_make(tokens * AXES + 2);
  int32_t *ids = region_last(&got, tokens * AXES);
  slow_ids(s, want.first);
  REQUIRE_STATUS(M(ids)(s, ids, tokens), U(OK));
  require_same_ints("ids", ids, want.first, tokens * AXES);

#if U(HAS_CU_SEQLENS)
  const size_t want_n = slow_cu_seqlens(s, want.first);
  REQUIRE_STATUS(M(cu_seqlens)(s, NULL, 0, &n), U(OK));
  if (n != want_n) fail("%zu ends of frames, want %zu", n, want_n);
  int32_t *cu = region_last(&got, n);
  REQUIRE_STATUS(M(cu_seqlens)(s, cu, n, &n), U(OK));
  require_same_ints("cu_seqlens", cu, want.first, want_n);
#endif
#if U(HAS_WINDOW)
  const region want_cu = region_make(tokens + 1), got_cu = region_make(tokens + 1);
  size_t n_cu = SIZE_MAX, want_cu_n;
  const size_t want_index = slow_window(s, want.first, want_cu.first, &want_cu_n);
  REQUIRE_STATUS(M(window)(s, NULL, 0, &n, NULL, 0, &n_cu), U(OK));
  if (n != want_index || n_cu != want_cu_n) {
    fail("%zu merged patches and %zu ends of windows, want %zu and %zu", n, n_cu, want_index,
        want_cu_n);
  }
  int32_t *index = region_last(&got, n), *ends = region_last(&got_cu, n_cu);
  REQUIRE_STATUS(M(window)(s, index, n, &n, ends, n_cu, &n_cu), U(OK));
  require_same_ints("window index", index, want.first, want_index);
  require_same_ints("ends of windows", ends, want_cu.first, want_cu_n);
  region_free(&want_cu);
  region_free(&got_cu);
#endif
  region_free(&want);
  region_free(&got);
}

void check_positions(const runner *r)
{
  (void)r;
  for (int i = 0; i < 300; i++) {
    own_sequence own;
    random_sequence(&own, i % 50 == 0 ? 60000 : 3000);
    require_sequence(&own.s);
  }
}

/* Fails unless the sequence has this status, in tokens and in every other entry. */
static void require_refusal(const sequence *s, model_status want)
{
  int32_t out[4] = { 11, 12, 13, 14 };
  const int32_t before[4] = { 11, 12, 13, 14 };
  size_t n = 77;
  describe_sequence(s);
  REQUIRE_STATUS(M(tokens)(s, &n), want);
  REQUIRE_STATUS(M(ids)(s, out, 1), want);
#if U(HAS_CU_SEQLENS)
  REQUIRE_STATUS(M(cu_seqlens)(s, out, 4, &n), want);
#endif
#if U(HAS_WINDOW)
  size_t n_cu = 77;
  REQUIRE_STATUS(M(window)(s, out, 2, &n, out + 2, 2, &n_cu), want);
  REQUIRE(n_cu == 77);
#endif
  REQUIRE(n == 77);
  require_same_ints("output of a refusal", out, before, 4);
}

static sequence of_grids(const grid *grids, size_t n)
{
  return (sequence){ .grids = grids, .n_grids = n };
}

#if U(HAS_TEXT)
/* The first diagonal position that no axis allows, above and below. */
static void text_limits(int32_t *below, int32_t *above)
{
  *below = INT32_MIN;
  *above = INT32_MAX;
  for (size_t axis = 0; axis < AXES; axis++) {
    if (axis_facts[axis].position_min - 1 > *below) *below = axis_facts[axis].position_min - 1;
    if (axis_facts[axis].position_max + 1 < *above) *above = axis_facts[axis].position_max + 1;
  }
}

static void check_text_limits(void)
{
  sequence s = of_grids(NULL, 0);
  int32_t below, above;
  text_limits(&below, &above);
  for (s.text_tokens = 1; s.text_tokens < 4; s.text_tokens++) {
    s.text_start = below + 1;
    require_sequence(&s);
    s.text_start = above - (int32_t)s.text_tokens;
    require_sequence(&s);
    s.text_start = below;
    require_refusal(&s, U(EPOSITION));
    s.text_start = above - (int32_t)s.text_tokens + 1;
    require_refusal(&s, U(EPOSITION));
    s.text_start = INT32_MAX;
    require_refusal(&s, U(EPOSITION));
  }
  s.text_start = below + 1;
  s.text_tokens = (size_t)(above - below - 1);
  require_sequence(&s);
  s.text_tokens++;
  require_refusal(&s, U(EPOSITION));
  s.text_tokens = SIZE_MAX;
  require_refusal(&s, U(EPOSITION));
}
#endif

#if !FACT_LIMIT_FRAME
/* More tokens than the ends of frames and windows can count, and than memory can hold. */
static void check_lengths(void)
{
  enum { GRIDS = 1 << 17 };
  const uint32_t h = FACT_LIMIT_H / MERGE * MERGE, w = FACT_LIMIT_W / MERGE * MERGE;
  const grid one = { UINT32_MAX, MERGE, MERGE };
  static grid all[GRIDS];
  for (size_t i = 0; i < GRIDS; i++) all[i] = (grid){ UINT32_MAX, h, w };
  sequence s = of_grids(&one, 1);
  size_t n = 77;
  describe_sequence(&s);
  REQUIRE_STATUS(M(tokens)(&s, &n), U(OK));
  REQUIRE(n == slow_tokens(&s));
#if U(HAS_CU_SEQLENS)
  REQUIRE_STATUS(M(cu_seqlens)(&s, NULL, 0, &n), U(ESIZE));
#endif
#if U(HAS_WINDOW)
  size_t n_cu = 77;
  REQUIRE_STATUS(M(window)(&s, NULL, 0, &n, NULL, 0, &n_cu), U(ESIZE));
#endif
  s.grids = all;
  s.n_grids = SIZE_MAX / UINT32_MAX / h / w;
  if (s.n_grids >= GRIDS) return; /* images too small to get there */
  describe_sequence(&s);
  REQUIRE_STATUS(M(tokens)(&s, &n), U(OK));
  s.n_grids++;
  require_refusal(&s, U(ESIZE));
}
#endif

void check_limits(const runner *r)
{
  (void)r;
  const uint32_t longest_h = FACT_LIMIT_H / MERGE * MERGE, longest_w = FACT_LIMIT_W / MERGE * MERGE;
  const grid right[] = { { 1, longest_h, MERGE }, { 1, MERGE, longest_w }, { 2, MERGE, MERGE } };
  for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
    const sequence s = of_grids(&right[i], 1);
    require_sequence(&s);
  }
  const struct { grid wrong; model_status status; } wrong[] = {
    { { 0, MERGE, MERGE }, U(EGRID) },
    { { 1, 0, MERGE }, U(EGRID) },
    { { 1, MERGE, 0 }, U(EGRID) },
    { { 1, MERGE + 1, MERGE }, MERGE > 1 ? U(EGRID) : U(OK) },
    { { 1, MERGE, 2 * MERGE - 1 }, MERGE > 1 ? U(EGRID) : U(OK) },
    { { 1, longest_h + MERGE, MERGE }, U(EPOSITION) },
    { { 1, MERGE, longest_w + MERGE }, U(EPOSITION) },
    { { 1, UINT32_MAX / MERGE * MERGE, UINT32_MAX / MERGE * MERGE }, U(EPOSITION) },
    { { FACT_LIMIT_FRAME + 1, MERGE, MERGE }, FACT_LIMIT_FRAME ? U(EPOSITION) : U(OK) },
    { { UINT32_MAX, MERGE, MERGE }, FACT_LIMIT_FRAME ? U(EPOSITION) : U(OK) },
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    if (wrong[i].status == U(OK)) continue; /* no error of this model */
    const grid grids[] = { { 1, MERGE, MERGE }, wrong[i].wrong, { 1, MERGE, MERGE } };
    for (size_t first = 0; first < 2; first++) { /* alone at the end, and in the middle */
      const sequence s = of_grids(grids + 1 - first, 1 + 2 * first);
      require_refusal(&s, wrong[i].status);
    }
  }
#if !FACT_LIMIT_FRAME
  check_lengths();
#else /* the frames of image i begin at i */
  const grid grids[] = { { 1, MERGE, MERGE }, { FACT_LIMIT_FRAME - 1, MERGE, MERGE } };
  const grid too_late[] = { { 1, MERGE, MERGE }, { FACT_LIMIT_FRAME, MERGE, MERGE } };
  const sequence s = of_grids(grids, 2), late = of_grids(too_late, 2);
  require_sequence(&s);
  require_refusal(&late, U(EPOSITION));
#endif
#if U(HAS_TEXT)
  check_text_limits();
#endif
}

#if U(HAS_PATCH)
void check_image_grids(const runner *r)
{
  enum { SIDE = FACT_PATCH_SIZE * MERGE }; /* pixels of a merged patch */
  (void)r;
  for (uint32_t h = 0; h <= 3 * SIDE; h++) {
    const uint32_t w = SIDE * (1 + (uint32_t)random_below(9));
    const int fills = h > 0 && h % SIDE == 0;
    grid g = { 7, 7, 7 }, across = g;
    describe("images of %u x %u pixels and turned", (unsigned)h, (unsigned)w);
    REQUIRE_STATUS(M(image_grid)(h, w, &g), fills ? U(OK) : U(EGRID));
    REQUIRE_STATUS(M(image_grid)(w, h, &across), fills ? U(OK) : U(EGRID));
    const grid want = { 1, h / FACT_PATCH_SIZE, w / FACT_PATCH_SIZE }, untouched = { 7, 7, 7 };
    const grid turned = { 1, want.w, want.h };
    REQUIRE(memcmp(&g, fills ? &want : &untouched, sizeof g) == 0);
    REQUIRE(memcmp(&across, fills ? &turned : &untouched, sizeof g) == 0);
  }
  REQUIRE_STATUS(M(image_grid)(SIDE, SIDE, NULL), U(ENULL));
}
#endif
#endif
