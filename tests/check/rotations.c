/* Rotation, case by case: every source of cos and sin, every layout, split ranges, memory that
   ends where it must, every alignment, special values, and back again. */
#include "rotation.h"

#include <math.h>
#include <stdlib.h>

#include "facts.h"
#include "reference.h"

enum { TOKENS = 68, CASES = 24 };

/* The next source that the case can have. */
static source next_source(const rotation *c)
{
  source from = c->from;
  do from = (source)((from + 1) % SOURCES); while (!has_source(c, from));
  return from;
}

void check_sources(const runner *r)
{
  int32_t ids[TOKENS * AXES];
  for (int i = 0; i < CASES; i++) {
    const size_t tokens = random_below(TOKENS);
    random_ids(ids, tokens);
    rotation c = rotation_of(ids, tokens, random_below(FEW_VIEWS + 1));
    randomize(&c);
    for (source from = FROM_COS_SIN; from < SOURCES; from++) {
      c.from = from;
      if (has_source(&c, from)) check_rotation(r, &c);
    }
  }
}

void check_layouts(const runner *r)
{
  int32_t ids[TOKENS * AXES];
  random_ids(ids, TOKENS);
  source from = FROM_COS_SIN;
  for (size_t tokens = 0; tokens < TOKENS; tokens++) {
    for (size_t heads = 1; heads <= 5; heads++) {
      rotation c = rotation_of(ids, tokens, 1 + random_below(2));
      randomize(&c);
      c.heads[0] = heads;
      c.in_layout = (layout_kind)((tokens + heads) % LAYOUTS);
      c.begin = random_below(4) ? 0 : random_below(tokens + 1);
      c.end = random_below(4) ? tokens : c.begin + random_below(tokens - c.begin + 1);
      c.from = from;
      c.from = from = next_source(&c);
      check_rotation(r, &c);
    }
  }
}

/* Many views, as of a batch. */
void check_batches(const runner *r)
{
  enum { FEW_TOKENS = 7 };
  int32_t ids[FEW_TOKENS * AXES];
  for (size_t n_views = 0; n_views <= MOST_VIEWS; n_views++) {
    rotation c = rotation_of(ids, random_below(FEW_TOKENS + 1), n_views);
    random_ids(ids, c.tokens);
    randomize(&c);
    c.from = FROM_TABLES;
    check_rotation(r, &c);
  }
}

/* The memory holds the range alone: what stands before and after it is out of reach. */
void check_guards(const runner *r)
{
  int32_t ids[TOKENS * AXES];
  random_ids(ids, TOKENS);
  source from = FROM_COS_SIN;
  for (size_t tokens = 0; tokens < 10; tokens++) {
    for (int kind = 0; kind < LAYOUTS * 8; kind++) {
      rotation c = rotation_of(ids, TOKENS, 1 + random_below(FEW_VIEWS));
      c.begin = c.held_begin = random_below(TOKENS - tokens);
      c.end = c.held_end = c.begin + tokens;
      randomize(&c);
      c.in_layout = (layout_kind)(kind % LAYOUTS);
      c.in_at = kind / LAYOUTS % 2 ? FLUSH_END : 0;
      c.out_at = kind / LAYOUTS / 2 % 2 ? FLUSH_END : 0;
      c.row_at = kind / LAYOUTS / 4 ? FLUSH_END : 0;
      c.from = from;
      c.from = from = next_source(&c);
      check_rotation(r, &c);
    }
  }
}

void check_alignments(const runner *r)
{
  int32_t ids[5 * AXES];
  random_ids(ids, 5);
  for (int in_at = 0; in_at < OFFSETS; in_at++) {
    for (int out_at = 0; out_at < OFFSETS; out_at++) {
      rotation c = rotation_of(ids, 5, 1);
      c.heads[0] = 2;
      c.in_place = in_at == out_at && random_below(2);
      c.in_at = in_at;
      c.out_at = out_at;
      c.row_at = (in_at + out_at) % OFFSETS;
      for (c.from = FROM_COS_SIN; c.from < SOURCES; c.from++) {
        if (has_source(&c, c.from)) check_rotation(r, &c);
      }
    }
  }
}

void check_specials(const runner *r)
{
  int32_t ids[TOKENS * AXES];
  for (int i = 0; i < CASES; i++) {
    const size_t tokens = random_below(TOKENS);
    random_ids(ids, tokens);
    rotation c = rotation_of(ids, tokens, 1 + random_below(2));
    randomize(&c);
    c.specials = 1;
    for (c.from = FROM_COS_SIN; c.from < SOURCES; c.from++) {
      if (has_source(&c, c.from)) check_rotation(r, &c);
    }
  }
}

/* Tokens of `heads` heads, one after another. */
static model_status turn(const runner *r, const float *x, float *y, size_t heads,
    const int32_t *ids, size_t tokens, size_t begin, size_t end, int direction)
{
  const ptrdiff_t token = (ptrdiff_t)heads * HEAD_DIM;
  const view v = { x, y, heads, token, HEAD_DIM, token, HEAD_DIM };
  return run_ids(r, tables_at(FLUSH_END), ids, tokens, &v, 1, begin, end, direction);
}

void check_ranges(const runner *r)
{
  enum { LONG = 17, HEADS = 2, FLOATS = LONG * HEADS * HEAD_DIM };
  static float x[FLOATS], whole[FLOATS], parts[FLOATS];
  int32_t ids[LONG * AXES];
  for (size_t tokens = 0; tokens <= LONG; tokens++) {
    random_ids(ids, tokens);
    random_floats(x, FLOATS);
    const int direction = tokens % 2 ? 1 : -1;
    memset(whole, 0, sizeof whole);
    REQUIRE_STATUS(turn(r, x, whole, HEADS, ids, tokens, 0, tokens, direction), U(OK));
    for (size_t split = 0; split <= tokens; split++) {
      describe("%zu tokens split at %zu, direction %d", tokens, split, direction);
      memset(parts, 0, sizeof parts);
      REQUIRE_STATUS(turn(r, x, parts, HEADS, ids, tokens, split, tokens, direction), U(OK));
      REQUIRE_STATUS(turn(r, x, parts, HEADS, ids, tokens, 0, split, direction), U(OK));
      require_same("in two calls", parts, whole, FLOATS);
    }
  }
}

/* A rotation keeps the length of a pair, and its inverse brings the pair back: within a few
   roundings of the pair's length, each half an ulp. */
void check_inverses(const runner *r)
{
  enum { LONG = 64, FLOATS = LONG * HEAD_DIM };
  const double few_roundings = 8 * 0x1p-24;
  static float x[FLOATS], there[FLOATS], back[FLOATS];
  int32_t ids[LONG * AXES];
  random_ids(ids, LONG);
  random_floats(x, FLOATS);
  describe("%d tokens there and back", LONG);
  REQUIRE_STATUS(turn(r, x, there, 1, ids, LONG, 0, LONG, 1), U(OK));
  REQUIRE_STATUS(turn(r, there, back, 1, ids, LONG, 0, LONG, -1), U(OK));
  for (size_t token = 0; token < LONG; token++) {
    for (size_t pair = 0; pair < PAIRS; pair++) {
      size_t c0, c1;
      slow_channels(pair, &c0, &c1);
      const size_t a = token * HEAD_DIM + c0, b = token * HEAD_DIM + c1;
      const double length = hypot((double)x[a], (double)x[b]);
      const double away = hypot((double)back[a] - x[a], (double)back[b] - x[b]);
      const double turned = hypot((double)there[a], (double)there[b]);
      if (fabs(turned - length) > few_roundings * length || away > few_roundings * length) {
        fail("token %zu, pair %zu: length %a became %a, and back it is %a away", token, pair,
            length, turned, away);
      }
    }
  }
}

#if U(HAS_GRID)
/* The last frames of a video whose tokens no 32 bits count; all frames have the same positions. */
static void check_far_range(const runner *r)
{
  enum { FRAMES = 3, FRAME = FACT_MERGE * FACT_MERGE };
  int32_t ids[FRAMES * FRAME * AXES];
  const grid few = { FRAMES, FACT_MERGE, FACT_MERGE };
  const grid many = { UINT32_MAX, FACT_MERGE, FACT_MERGE };
  const sequence near = { .grids = &few, .n_grids = 1 }, far = { .grids = &many, .n_grids = 1 };
  slow_ids(&near, ids);
  const size_t tokens = slow_tokens(&far), begin = tokens - FRAMES * FRAME;
  rotation c = rotation_of(ids - begin * AXES, tokens, 2);
  c.begin = c.held_begin = begin;
  c.sequence = &far;
  c.from = FROM_GRID;
  check_rotation(r, &c);
}

void check_grids(const runner *r)
{
  enum { SEQUENCES = 40 };
  int32_t ids[MOST_TOKENS * AXES];
  for (int i = 0; i < SEQUENCES; i++) {
    own_sequence own;
    random_sequence(&own, MOST_TOKENS);
    const size_t tokens = slow_tokens(&own.s);
    slow_ids(&own.s, ids);
    rotation c = rotation_of(ids, tokens, 1 + random_below(2));
    c.sequence = &own.s;
    randomize(&c);
    c.begin = random_below(2) ? 0 : random_below(tokens + 1);
    c.end = random_below(2) ? tokens : c.begin + random_below(tokens - c.begin + 1);
    c.from = FROM_GRID_TABLES;
    check_rotation(r, &c);
    c.from = FROM_GRID;
    check_rotation(r, &c);
  }
  if (!FACT_LIMIT_FRAME) check_far_range(r);
}
#endif
