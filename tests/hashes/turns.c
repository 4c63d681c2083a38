/* See hash.h. The memory of a turn is hashed whole: turned heads, and what stands between them. */
#include "hash.h"

typedef T(view) view;

/* Heads of q and of k side by side in a token, and a gap before the next token's. */
enum {
  Q_HEADS = 3, HEADS = Q_HEADS + 1, VIEWS = 2,
  IN_TOKEN = HEADS * HEAD_DIM + 8, OUT_TOKEN = HEADS * HEAD_DIM + 9
};

static element x[MOST_PLACED * IN_TOKEN], old[MOST_PLACED * OUT_TOKEN];
static float cos_rows[TOKENS * STRIDE], sin_rows[TOKENS * STRIDE], cis_rows[TOKENS * CIS_STRIDE];

/* Mostly numbers around 1; one of eight is any bits, which are also infinities and NaN, and one is
   any subnormal number. */
static element random_element(uint64_t *state)
{
  const uint64_t random = next_random(state);
  const uint32_t exponent = ((1u << EXPONENT_BITS) - 1) << FRACTION;
  const uint32_t bits = (uint32_t)(random >> 32);
  switch (random % 8) {
  case 0: return element_of_bits(bits);
  case 1: return element_of_bits(bits & ~exponent);
  default: return narrow(((double)bits - 0x1p31) * 0x1p-30);
  }
}

static void fill(uint64_t state)
{
  for (size_t i = 0; i < sizeof x / sizeof *x; i++) x[i] = random_element(&state);
  for (size_t i = 0; i < sizeof old / sizeof *old; i++) old[i] = random_element(&state);
  for (size_t i = 0; i < TOKENS * STRIDE; i++) {
    cos_rows[i] = wide(random_element(&state));
    sin_rows[i] = wide(random_element(&state));
  }
  for (size_t i = 0; i < TOKENS * CIS_STRIDE; i++) cis_rows[i] = wide(random_element(&state));
}

/* A way to turn tokens [begin, end) of views. */
typedef M(status) turn(const runner *r, const view *views, size_t begin, size_t end, int direction);

static M(status) by_rows(const runner *r, const view *views, size_t begin, size_t end,
    int direction)
{
  return run_cos_sin(r, cos_rows, sin_rows, STRIDE, TOKENS, views, VIEWS, begin, end, direction);
}

#if U(HAS_CIS)
static M(status) by_cis(const runner *r, const view *views, size_t begin, size_t end, int direction)
{
  return run_cis(r, cis_rows, CIS_STRIDE, TOKENS, views, VIEWS, begin, end, direction);
}
#endif

#if U(HAS_IDS)
static M(status) by_ids(const runner *r, const view *views, size_t begin, size_t end, int direction)
{
  return run_ids(r, NULL, ids, TOKENS, views, VIEWS, begin, end, direction);
}
#endif

#if U(HAS_TABLES)
static M(status) by_tables(const runner *r, const view *views, size_t begin, size_t end,
    int direction)
{
  return run_ids(r, tables, ids, TOKENS, views, VIEWS, begin, end, direction);
}
#endif

#if U(HAS_SEQUENCE)
static const M(sequence) *sequence_at_work;

static M(status) by_sequence(const runner *r, const view *views, size_t begin, size_t end,
    int direction)
{
  return run_sequence(r, tables, sequence_at_work, views, VIEWS, begin, end, direction);
}
#endif

static void add_turn(hash *h, const runner *r, turn *run, size_t tokens, int in_place,
    int direction)
{
  static element out[MOST_PLACED * OUT_TOKEN];
  const ptrdiff_t k = Q_HEADS * HEAD_DIM, row = in_place ? IN_TOKEN : OUT_TOKEN;
  const element *in = in_place ? out : x;
  const view views[VIEWS] = {
    { in, out, Q_HEADS, IN_TOKEN, HEAD_DIM, row, HEAD_DIM },
    { in + k, out + k, HEADS - Q_HEADS, IN_TOKEN, HEAD_DIM, row, HEAD_DIM },
  };
  const size_t n = tokens * (size_t)row;
  memcpy(out, in_place ? x : old, n * sizeof *out);
  add_word(h, run(r, views, tokens / 8, tokens, direction));
  for (size_t i = 0; i < n; i++) {
    add_word(h, is_nan_element(out[i]) ? UINT32_MAX : element_bits(out[i]));
  }
}

/* Both directions, to other memory and in place; not in place where that exchanges channels, which
   a device refuses. */
static void add_turns(hash *h, const runner *r, turn *run, size_t tokens)
{
  for (int in_place = 0; in_place < 2 - U(HAS_PERMUTES); in_place++) {
    add_turn(h, r, run, tokens, in_place, 1);
    add_turn(h, r, run, tokens, in_place, -1);
  }
}

hash JOIN(hash_turns, DTYPE)(const runner *r, uint64_t seed)
{
  hash h = HASH_START;
  fill(seed);
  add_turns(&h, r, by_rows, TOKENS);
#if U(HAS_CIS)
  add_turns(&h, r, by_cis, TOKENS);
#endif
#if U(HAS_IDS)
  add_turns(&h, r, by_ids, TOKENS);
#endif
#if U(HAS_TABLES)
  add_turns(&h, r, by_tables, TOKENS);
#endif
#if U(HAS_SEQUENCE)
  for (size_t i = 0; i < n_placed; i++) {
    sequence_at_work = &placed_tokens[i].sequence;
    add_turns(&h, r, by_sequence, placed_tokens[i].tokens);
  }
#endif
  return h;
}
