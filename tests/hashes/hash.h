/* What hash.c and turns.c share: the hash, and what the tokens are that are turned. Compiled per
   model, as tests/model.h says; EACH_DTYPE(X) are the types of q and k. */
#ifndef ROPEWALK_TESTS_HASHES_HASH_H
#define ROPEWALK_TESTS_HASHES_HASH_H

#include <stddef.h>

#include "element.h"
#include "model.h"
#include "random.h"

enum {
  HEAD_DIM = U(HEAD_DIM), PAIRS = U(PAIRS), AXES = U(AXES),
  TOKENS = 67, STRIDE = PAIRS + 3, CIS_STRIDE = 2 * PAIRS + 5, MOST_PLACED = 320
};

/* FNV-1a of 32-bit words: whatever one word changes stays changed. */
typedef uint64_t hash;
static const hash HASH_START = 0xcbf29ce484222325;

static inline void add_word(hash *h, uint32_t word)
{
  *h = (*h ^ word) * 0x100000001b3;
}

static inline void add_ints(hash *h, const int32_t *list, size_t n)
{
  for (size_t i = 0; i < n; i++) add_word(h, (uint32_t)list[i]);
}

/* NaN is one class. */
static inline void add_floats(hash *h, const float *list, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const float x = isnan(list[i]) ? NAN : list[i];
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    add_word(h, bits);
  }
}

/* Where tokens stand: positions within the limits, tables that the runner at work has filled or
   NULL, and sequences with how many tokens they have. */
#if U(HAS_IDS)
extern M(position) ids[TOKENS * AXES];
#endif
extern float *tables;
#if U(HAS_SEQUENCE)
typedef struct {
  M(sequence) sequence;
  size_t tokens;
} placed;
extern placed placed_tokens[];
extern size_t n_placed;
#endif

/* turns.c, for a type of q and k: a hash of what a runner leaves of every way to turn heads. The
   same random heads for every runner of a seed. */
#define DECLARE_TURNS(dtype) hash JOIN(hash_turns, dtype)(const runner *r, uint64_t seed);
EACH_DTYPE(DECLARE_TURNS)

#endif
