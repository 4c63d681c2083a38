/* Rotation, case by case: every source of cos and sin, every layout, split ranges, memory that
   ends where it must, every alignment, special values, and back again. */
#include "check/rotation.h"

#include <math.h>
#include <stdlib.h>

#include "check/reference.h"
#include "check/values.h"

/* The frame around the kernels is one text for all types: 16-bit ones have a third of the cases. */
enum { THIN = ELEMENT_BITS < 32 ? 3 : 1, TOKENS = 68, CASES = 24 / THIN };

/* The next source that the case can have. */
static source next_source(const rotation *c)
{
  source from = c->from;
  do from = (source)((from + 1) % SOURCES); while (!has_source(c, from));
  return from;
}

void T(check_sources)(const runner *r)
{
  model_position ids[TOKENS * AXES];
  for (int i = 0; i < CASES; i++) {
    const size_t tokens = random_below(TOKENS);
    random_ids(ids, tokens);
    rotation c = rotation_of(ids, tokens, random_below(FEW_VIEWS + 1));
    randomize(&c);
    for (source from = FROM_COS_SIN; from < SOURCES; from++) {
      c.from = from;
      if (has_source(&c, from)) T(check_rotation)(r, &c);
    }
  }
}

void T(check_layouts)(const runner *r)
{
  model_position ids[TOKENS * AXES];
  random_ids(ids, TOKENS);
  source from = FROM_COS_SIN;
  for (size_t heads = 1; heads <= 5; heads++) {
    for (size_t tokens = heads % THIN; tokens < TOKENS; tokens += THIN) {
      rotation c = rotation_of(ids, tokens, 1 + random_below(2));
      randomize(&c);
      c.heads[0] = heads;
      c.in_layout = (layout_kind)((tokens + heads) % LAYOUTS);
      c.begin = random_below(4) ? 0 : random_below(tokens + 1);
      c.end = random_below(4) ? tokens : c.begin + random_below(tokens - c.begin + 1);
      c.from = from;
      c.from = from = next_source(&c);
      T(check_rotation)(r, &c);
    }
  }
}

/* Many views, as of a batch. */
void T(check_batches)(const runner *r)
{
  enum { FEW_TOKENS = 7 };
  model_position ids[FEW_TOKENS * AXES];
  for (size_t n_views = 0; n_views <= MOST_VIEWS; n_views++) {
    rotation c = rotation_of(ids, random_below(FEW_TOKENS + 1), n_views);
    random_ids(ids, c.tokens);
    randomize(&c);
    c.from = next_source(&c);
    T(check_rotation)(r, &c);
  }
}

/* The memory holds the range alone: what stands before and after it is out of reach. */
void T(check_guards)(const runner *r)
{
  model_position ids[TOKENS * AXES];
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
      T(check_rotation)(r, &c);
    }
  }
}

/* Every place of inputs and of results in 64 bytes. */
void T(check_alignments)(const runner *r)
{
  enum { PLACES = 64 / sizeof(element), STEP = THIN * PLACES / OFFSETS };
  model_position ids[5 * AXES];
  random_ids(ids, 5);
  for (int in_at = 0; in_at < PLACES; in_at++) {
    for (int out_at = in_at % STEP; out_at < PLACES; out_at += STEP) {
      rotation c = rotation_of(ids, 5, 1);
      c.heads[0] = 2;
      c.in_place = in_at == out_at && random_below(2);
      c.in_at = in_at;
      c.out_at = out_at;
      c.row_at = (in_at + out_at) % OFFSETS;
      for (c.from = FROM_COS_SIN; c.from < SOURCES; c.from++) {
        if (has_source(&c, c.from)) T(check_rotation)(r, &c);
      }
    }
  }
}

void T(check_specials)(const runner *r)
{
  model_position ids[TOKENS * AXES];
  for (int i = 0; i < CASES; i++) {
    const size_t tokens = random_below(TOKENS);
    random_ids(ids, tokens);
    rotation c = rotation_of(ids, tokens, 1 + random_below(2));
    randomize(&c);
    c.specials = 1;
    for (c.from = FROM_COS_SIN; c.from < SOURCES; c.from++) {
      if (has_source(&c, c.from)) T(check_rotation)(r, &c);
    }
  }
}

enum { LONG = 64, ROW = 2 * HEAD_DIM };

/* Tokens of two heads, one after another, by rows without gaps. */
static model_status turn(const runner *r, const element *x, element *y, const float *cos,
    const float *sin, size_t tokens, size_t begin, size_t end, int direction)
{
  const view v = { x, y, 2, ROW, HEAD_DIM, ROW, HEAD_DIM };
  return run_cos_sin(r, cos, sin, PAIRS, tokens, &v, 1, begin, end, direction);
}

void T(check_ranges)(const runner *r)
{
  enum { SHORT = 17, ELEMENTS = SHORT * ROW };
  static element x[ELEMENTS], whole[ELEMENTS], parts[ELEMENTS];
  static float cos[SHORT * PAIRS], sin[SHORT * PAIRS];
  for (size_t tokens = 0; tokens <= SHORT; tokens++) {
    random_turns(cos, sin, tokens);
    T(random_values)(x, ELEMENTS);
    const int direction = U(HAS_PERMUTES) || tokens % 2 ? 1 : -1;
    memset(whole, 0, sizeof whole);
    REQUIRE_STATUS(turn(r, x, whole, cos, sin, tokens, 0, tokens, direction), U(OK));
    for (size_t split = 0; split <= tokens; split++) {
      describe("%zu tokens split at %zu, direction %d", tokens, split, direction);
      memset(parts, 0, sizeof parts);
      REQUIRE_STATUS(turn(r, x, parts, cos, sin, tokens, split, tokens, direction), U(OK));
      REQUIRE_STATUS(turn(r, x, parts, cos, sin, tokens, 0, split, direction), U(OK));
      T(require_same)("in two calls", parts, whole, ELEMENTS);
    }
  }
}

static double length_of(const element *head, const size_t *channels)
{
  return hypot((double)wide(head[channels[0]]), (double)wide(head[channels[1]]));
}

/* Each half an ulp: what one turn, or one there and one back, rounds of a pair's length. */
static double few_roundings(void)
{
  return ldexp(8, -1 - FRACTION);
}

/* Fails unless two channels of `to` are as long as two of `from` times the factor. */
static void require_length(const element *from, const size_t *in, const element *to,
    const size_t *out, size_t pair)
{
  const double length = fabs(FACT_COS_FACTOR) * length_of(from, in), turned = length_of(to, out);
  if (fabs(turned - length) <= few_roundings() * length) return;
  fail("pair %zu: length %a became %a", pair, length, turned);
}

/* A rotation keeps the length of a pair, times the attention factor, and its inverse brings the
   pair back, times that factor again. */
void T(check_inverses)(const runner *r)
{
  enum { ELEMENTS = LONG * ROW };
  const double again = (double)FACT_COS_FACTOR * FACT_COS_FACTOR;
  static element x[ELEMENTS], there[ELEMENTS], back[ELEMENTS];
  static float cos[LONG * PAIRS], sin[LONG * PAIRS];
  random_turns(cos, sin, LONG);
  T(random_values)(x, ELEMENTS);
  describe("%d tokens there and back", LONG);
  REQUIRE_STATUS(turn(r, x, there, cos, sin, LONG, 0, LONG, 1), U(OK));
  if (!U(HAS_PERMUTES)) REQUIRE_STATUS(turn(r, there, back, cos, sin, LONG, 0, LONG, -1), U(OK));
  for (size_t i = 0; i < 2 * LONG * PAIRS; i++) {
    const pair_fact *pair = &pair_facts[i % PAIRS];
    const size_t head = i / PAIRS * HEAD_DIM;
    require_length(x + head, pair->in, there + head, pair->out, i % PAIRS);
    for (size_t channel = 0; channel < 2 && !U(HAS_PERMUTES); channel++) {
      const size_t at = head + pair->in[channel];
      const double away = fabs((double)wide(back[at]) - again * (double)wide(x[at]));
      const double length = again * length_of(x + head, pair->in);
      if (away > few_roundings() * length) {
        fail("pair %zu: back it is %a away of %a", i % PAIRS, away, length);
      }
    }
  }
}

#if U(HAS_SEQUENCE)
/* The last tokens of a sequence whose tokens no 32 bits count. */
static void check_far_range(const runner *r)
{
  own_sequence near, far;
  const size_t last = far_sequence(&near, &far);
  if (last == 0) return;
  model_position ids[MOST_TOKENS * AXES];
  slow_ids(&near.s, ids);
  const size_t tokens = slow_tokens(&far.s), begin = tokens - last;
  rotation c = rotation_of(ids + (slow_tokens(&near.s) - last) * AXES - begin * AXES, tokens, 2);
  c.begin = c.held_begin = begin;
  c.sequence = &far.s;
  c.from = FROM_SEQUENCE;
  T(check_rotation)(r, &c);
}

void T(check_sequences)(const runner *r)
{
  enum { SEQUENCES = 40 / THIN };
  model_position ids[MOST_TOKENS * AXES];
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
    c.from = FROM_SEQUENCE_TABLES;
    T(check_rotation)(r, &c);
    c.from = FROM_SEQUENCE;
    T(check_rotation)(r, &c);
  }
  check_far_range(r);
}
#endif
