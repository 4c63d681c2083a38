/* What a sequence of the rules runs and sequence may be: limits just reached and just exceeded, and
   what is no run. */
#include "positions.h"

#if FACT_RUNS
#include <math.h>

static sequence of_runs(const run *runs, size_t n, int32_t first)
{
  return (sequence){ .runs = runs, .n_runs = n, .first = first };
}

/* A run is right at a position, and one later it is not. */
static void require_last(run r, int64_t position)
{
  const run runs[] = { { .kind = U(TEXT), .tokens = 1 }, r };
  sequence s = of_runs(&r, 1, (int32_t)position);
  require_sequence(&s);
  s.first++;
  require_refusal(&s, U(EPOSITION));
  s = of_runs(runs, 2, (int32_t)position - 1);
  require_sequence(&s);
  s.first++;
  require_refusal(&s, U(EPOSITION));
}

/* Runs whose last position is the last that there is: by text, by a side of an image, by the
   position after it, by frames; what is larger than all positions. */
static void check_ends(void)
{
  const int64_t last = last_position();
  const uint32_t h = most_side(COORDINATE_h), w = most_side(COORDINATE_w);
  const uint32_t huge = UINT32_MAX / MERGE * MERGE;
  const struct { run run; int64_t positions; } most[] = {
    { { .kind = U(TEXT), .tokens = (size_t)last + 1 }, last + 1 },
    { { .kind = U(IMAGE), .t = 1, .h = h * MERGE, .w = MERGE }, h },
    { { .kind = U(IMAGE), .t = 1, .h = MERGE, .w = w * MERGE }, w },
    { { .kind = U(IMAGE), .t = (uint32_t)last + 1, .h = MERGE, .w = MERGE }, last + 1 },
  };
  for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
    sequence s = of_runs(&most[i].run, 1, (int32_t)(last + 1 - most[i].positions));
    require_sequence(&s);
    s.first++;
    require_refusal(&s, U(EPOSITION));
  }
  require_last((run){ .kind = U(TEXT), .tokens = 5 }, last - 4);
  require_last((run){ .kind = U(IMAGE), .t = 2, .h = 3 * MERGE, .w = 5 * MERGE }, last - 4);
  require_last((run){ .kind = U(IMAGE), .t = 7, .h = MERGE, .w = MERGE }, last - 6);
  run video = { .kind = U(VIDEO), .t = 6 * TEMPORAL_MERGE, .h = MERGE, .w = MERGE };
  require_last(video, last - slow_frame(&video, 5));
#if FACT_SECONDS
  video.seconds = 2.3f;
  require_last(video, last - slow_frame(&video, 5));
#endif
  const run wrong[] = {
    { .kind = U(TEXT), .tokens = (size_t)last + 2 },
    { .kind = U(TEXT), .tokens = SIZE_MAX },
    { .kind = U(TEXT), .tokens = (size_t)INT64_MAX },
    { .kind = U(IMAGE), .t = UINT32_MAX, .h = MERGE, .w = MERGE },
    { .kind = U(IMAGE), .t = 1, .h = (h + 1) * MERGE, .w = MERGE },
    { .kind = U(IMAGE), .t = 1, .h = MERGE, .w = (w + 1) * MERGE },
    { .kind = U(IMAGE), .t = 1, .h = huge, .w = MERGE },
    { .kind = U(IMAGE), .t = 1, .h = MERGE, .w = huge },
    { .kind = U(VIDEO), .t = UINT32_MAX / TEMPORAL_MERGE * TEMPORAL_MERGE, .h = huge, .w = huge },
#if FACT_SECONDS
    { .kind = U(VIDEO), .t = 2 * TEMPORAL_MERGE, .h = MERGE, .w = MERGE, .seconds = 1e6f },
#endif
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    const sequence s = of_runs(&wrong[i], 1, 0);
    require_refusal(&s, U(EPOSITION));
  }
}

/* Positions before the first and after the last. */
static void check_firsts(void)
{
  const int32_t last = last_position(), wrong[] = { -1, INT32_MIN, INT32_MAX };
  sequence s = of_runs(NULL, 0, last + 1); /* as after a full cache */
  require_sequence(&s);
  s.first++;
  require_refusal(&s, U(EPOSITION));
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    if (wrong[i] == last) continue;
    s.first = wrong[i];
    require_refusal(&s, U(EPOSITION));
  }
}

/* What is no image and no video; each alone, and between right ones. */
static void check_kinds(void)
{
  const run image = { .kind = U(IMAGE), .t = 1, .h = MERGE, .w = MERGE };
  const run wrong[] = {
    { .kind = (M(kind))(U(VIDEO) + 1), .t = 1, .h = MERGE, .w = MERGE, .tokens = 1 },
    { .kind = U(IMAGE), .t = 0, .h = MERGE, .w = MERGE },
    { .kind = U(IMAGE), .t = 1, .h = 0, .w = MERGE },
    { .kind = U(IMAGE), .t = 1, .h = MERGE, .w = 0 },
    { .kind = U(VIDEO), .t = 0, .h = MERGE, .w = MERGE },
#if FACT_MERGE > 1
    { .kind = U(IMAGE), .t = 1, .h = MERGE + 1, .w = MERGE },
    { .kind = U(IMAGE), .t = 1, .h = MERGE, .w = 2 * MERGE - 1 },
    { .kind = U(IMAGE), .t = 1, .h = 1, .w = MERGE },
#endif
#if FACT_TEMPORAL_MERGE > 1
    { .kind = U(VIDEO), .t = TEMPORAL_MERGE - 1, .h = MERGE, .w = MERGE },
    { .kind = U(VIDEO), .t = TEMPORAL_MERGE + 1, .h = MERGE, .w = MERGE },
#endif
#if FACT_SECONDS
    { .kind = U(VIDEO), .t = TEMPORAL_MERGE, .h = MERGE, .w = MERGE, .seconds = -0x1p-149f },
    { .kind = U(VIDEO), .t = TEMPORAL_MERGE, .h = MERGE, .w = MERGE, .seconds = NAN },
    { .kind = U(VIDEO), .t = TEMPORAL_MERGE, .h = MERGE, .w = MERGE, .seconds = INFINITY },
    { .kind = U(VIDEO), .t = TEMPORAL_MERGE, .h = MERGE, .w = MERGE, .seconds = 0x1.e84802p19f },
#endif
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    const run runs[] = { image, wrong[i], image };
    sequence s = of_runs(&wrong[i], 1, 0);
    require_refusal(&s, U(EGRID));
    s = of_runs(runs, 3, 0);
    require_refusal(&s, U(EGRID));
  }
}

void check_limits(const runner *r)
{
  (void)r;
  own_sequence near, far;
  const sequence no_runs = of_runs(NULL, 1, 0);
  require_refusal(&no_runs, U(ENULL));
  check_ends();
  check_firsts();
  check_kinds();
  if (far_sequence(&near, &far) > 0) require_long(&far.s, slow_tokens(&far.s));
}
#elif U(HAS_SEQUENCE) && !U(HAS_GRID)
void check_limits(const runner *r)
{
  (void)r;
  const int32_t last = last_position();
  const size_t all = (size_t)last + 1;
  const sequence right[] = { { 0, all }, { 1, all - 1 }, { last, 1 }, { last, 0 }, { 0, 0 } };
  const sequence wrong[] = {
    { 0, all + 1 }, { 1, all }, { last, 2 }, { last + 1, 0 }, { last + 1, 1 }, { -1, 0 }, { -1, 1 },
    { INT32_MIN, all }, { INT32_MAX, 1 }, { 0, SIZE_MAX }, { last, SIZE_MAX }, { 1, SIZE_MAX },
  };
  for (size_t i = 0; i < sizeof right / sizeof *right; i++) require_sequence(&right[i]);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    require_refusal(&wrong[i], U(EPOSITION));
  }
}
#endif
