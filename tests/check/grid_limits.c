/* What a sequence of the rule grid may be: limits just reached and just exceeded, and sums that no
   size_t holds. */
#include "positions.h"

#if U(HAS_GRID)
static const grid unit = { 1, MERGE, MERGE };

static sequence of_grids(const grid *grids, size_t n)
{
  return (sequence){ .grids = grids, .n_grids = n };
}

#if U(HAS_TEXT_START)
/* The first positions that no axis of the text allows, below and above. */
static void text_limits(int32_t *below, int32_t *above)
{
  *below = INT32_MIN;
  *above = INT32_MAX;
  for (size_t axis = 0; axis < AXES; axis++) {
    const axis_fact *a = &axis_facts[axis];
    if (!text_moves(axis)) continue;
    if (a->position_min - 1 > *below) *below = a->position_min - 1;
    if (a->position_max + 1 < *above) *above = a->position_max + 1;
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

/* Frames that count from the text's end. */
static void check_after_text(void)
{
  int32_t below, above;
  text_limits(&below, &above);
  for (size_t axis = 0; axis < AXES; axis++) {
    const axis_fact *a = &axis_facts[axis];
    if (a->counts != COORDINATE_after_text) continue;
    const grid grids[] = { unit, { FACT_LIMIT_FRAME, MERGE, MERGE } };
    sequence s = of_grids(grids, 2);
    s.text_start = a->position_max - (FACT_LIMIT_FRAME - 1);
    require_sequence(&s);
    s.text_start++;
    require_refusal(&s, U(EPOSITION));
    s.text_start = a->position_min;
    require_sequence(&s);
    s.text_start--;
    require_refusal(&s, U(EPOSITION));
    s.text_start = a->position_max - (FACT_LIMIT_FRAME - 1) - 2;
    if (s.text_start <= below || s.text_start + 1 >= above) continue; /* no place for text */
    s.text_tokens = 2;
    require_sequence(&s);
    s.text_tokens = 3;
    require_refusal(&s, U(EPOSITION));
  }
}
#endif

enum { MOST_GRIDS = 1 << 17 };
static grid many[MOST_GRIDS + 4];

/* The largest images first, as many as size_t can count the tokens of, but for less than `spare`
   tokens and two units; returns how many, or 0 if they would be too many. */
static size_t fill_up(size_t spare, size_t *tokens)
{
  size_t left = SIZE_MAX - spare, n = 0;
  while (left >= UNIT + FACT_IDENTITY && n < MOST_GRIDS) {
    const size_t patches = left - FACT_IDENTITY;
    const size_t rows = patches / MERGE < FACT_LIMIT_H ? patches / MERGE : FACT_LIMIT_H;
    grid *g = &many[n];
    g->h = (uint32_t)(rows / MERGE * MERGE);
    const size_t columns = patches / g->h < FACT_LIMIT_W ? patches / g->h : FACT_LIMIT_W;
    g->w = (uint32_t)(columns / MERGE * MERGE);
    const size_t frames = patches / g->h / g->w, most = most_frames(n);
    g->t = (uint32_t)(frames < most ? frames : most);
    if (g->t == 0) return 0;
    left -= (size_t)g->t * g->h * g->w + FACT_IDENTITY;
    n++;
  }
  *tokens = SIZE_MAX - spare - left;
  return left < UNIT + FACT_IDENTITY ? n : 0;
}

/* As many tokens as a size_t counts, and one image too many: whether its patches would be the ones
   too many, or its identity tokens. */
static void check_sums(void)
{
  const size_t spares[] = { 0, UNIT, UNIT + 1, UNIT + FACT_IDENTITY };
  for (size_t i = 0; i < sizeof spares / sizeof *spares; i++) {
    size_t tokens, n = fill_up(spares[i], &tokens);
    if (n == 0) return; /* images too small to get there */
    for (;;) {
      const sequence s = of_grids(many, n);
      require_long(&s, tokens);
      many[n++] = unit;
      if (SIZE_MAX - tokens < UNIT + FACT_IDENTITY) break;
      tokens += UNIT + FACT_IDENTITY;
    }
    const sequence s = of_grids(many, n);
    require_refusal(&s, U(ESIZE));
    many[n - 1] = many[0];
    require_refusal(&s, U(ESIZE));
  }
}

/* More tokens than an int32_t counts; more text than a size_t does. */
static void check_lengths(void)
{
  const grid video = { UINT32_MAX, MERGE, MERGE };
  sequence s = of_grids(&video, 1);
  const grid half = { UINT32_MAX / 2, FACT_LIMIT_H / MERGE * MERGE, FACT_LIMIT_W / MERGE * MERGE };
  if (most_frames(0) == UINT32_MAX) {
    require_long(&s, slow_tokens(&s));
    s.grids = &half;
    require_long(&s, slow_tokens(&s));
  }
#if U(HAS_TEXT) && !U(HAS_TEXT_START)
  s = of_grids(&unit, 1);
  s.text_tokens = SIZE_MAX - slow_tokens(&s);
  require_long(&s, SIZE_MAX);
  s.text_tokens++;
  require_refusal(&s, U(ESIZE));
#endif
}

/* One image or frame too many for the axis that counts them. */
static void check_counts(void)
{
  size_t image = 0;
  for (; image < MOST_GRIDS && most_frames(image) > 0; image++) {
    const size_t frames = most_frames(image);
    sequence s = of_grids(many, image + 1);
    many[image] = unit;
    if (image > 2 && most_frames(image + 1) > 0) continue;
    if (frames < UINT32_MAX) {
      many[image].t = (uint32_t)frames;
      require_sequence(&s);
      many[image].t++;
      require_refusal(&s, U(EPOSITION));
      many[image].t = UINT32_MAX;
      require_refusal(&s, U(EPOSITION));
    }
    many[image] = unit;
    require_sequence(&s);
  }
  if (image == MOST_GRIDS) return; /* nothing counts them */
  many[image] = unit;
  const sequence s = of_grids(many, image + 1);
  require_refusal(&s, U(EPOSITION));
}

static void check_sides(void)
{
  const uint32_t longest_h = FACT_LIMIT_H / MERGE * MERGE, longest_w = FACT_LIMIT_W / MERGE * MERGE;
  const uint32_t huge = UINT32_MAX / MERGE * MERGE;
  const grid right[] = { { 1, longest_h, MERGE }, { 1, MERGE, longest_w } };
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
    { { 1, huge, huge }, U(EPOSITION) },
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    if (wrong[i].status == U(OK)) continue; /* no error of this model */
    const grid grids[] = { unit, wrong[i].wrong, unit };
    for (size_t first = 0; first < 2; first++) { /* alone at the end, and in the middle */
      const sequence s = of_grids(grids + 1 - first, 1 + 2 * first);
      require_refusal(&s, wrong[i].status);
    }
  }
}

void check_limits(const runner *r)
{
  (void)r;
  const sequence no_grids = of_grids(NULL, 1);
  require_refusal(&no_grids, U(ENULL));
  check_sides();
  check_counts();
  check_lengths();
  check_sums();
#if U(HAS_TEXT_START)
  check_text_limits();
  check_after_text();
#endif
}
#endif

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
