/* Holds one model's compiled C against the pairs that reference.lua computes in doubles.
   Compiled per model, as tests/model.h says, with a facts.h that facts.lua made of its config, and
   linked with turns.c of each type in EACH_DTYPE(X).
   Out: a line `runner NAME TYPE` for each that passed, the scalar one first, and at last `passed`;
   or `wrong TEXT` and exit status 1. Always: every runner must give the same bits, and the numbers
   are those of the pairs. */
#include "shared.h"

#include "facts.h"

_Static_assert(sizeof pair_facts / sizeof *pair_facts == PAIRS, "the pairs of the config");
_Static_assert(sizeof axis_facts / sizeof *axis_facts == AXES, "the axes of the config");

float row_cos[TOKENS * STRIDE], row_sin[TOKENS * STRIDE], row_cis[TOKENS * CIS_STRIDE];
#if U(HAS_IDS)
M(position) ids[TOKENS * AXES];
#endif
float *tables;

#include "rows.h"

/* Filling tables takes long under an emulator, and the scalar text is the same everywhere: there
   only the last runner does, a SIMD one. */
#if defined(EMULATED)
enum { ONLY_LAST_FILLS_TABLES = 1 };
#else
enum { ONLY_LAST_FILLS_TABLES = 0 };
#endif

static void check_offers(void)
{
  if (U(HAS_IDS) == facts.ready_only) wrong("ids are not where there are frequencies");
  if (U(HAS_TABLES) != (!facts.ready_only && !facts.fractional)) {
    wrong("tables are not where positions are whole numbers");
  }
  if (U(HAS_PERMUTES) != facts.permutes) wrong("what is written elsewhere can be turned back");
}

static void check_pairs(void)
{
  int writers[HEAD_DIM] = { 0 };
  for (size_t i = 0; i < 2 * PAIRS; i++) {
    const size_t channel = pair_facts[i / 2].out[i % 2];
    if (writers[channel]++) wrong("channel %zu is written by two pairs", channel);
  }
}

static void join_rows(void)
{
  for (size_t i = 0; i < TOKENS * PAIRS; i++) {
    const size_t token = i / PAIRS, pair = i % PAIRS;
    row_cis[token * CIS_STRIDE + 2 * pair] = row_cos[token * STRIDE + pair];
    row_cis[token * CIS_STRIDE + 2 * pair + 1] = row_sin[token * STRIDE + pair];
  }
}

static void check_runner(const runner *r, int fills_tables)
{
#if U(HAS_TABLES)
  if (fills_tables) make_tables(r);
#else
  (void)fills_tables;
#endif
#define CHECK_TURNS(dtype) \
  JOIN(check_turns, dtype)(r); \
  printf("runner %s %s\n", r->name, #dtype);
  EACH_DTYPE(CHECK_TURNS)
#undef CHECK_TURNS
}

int main(void)
{
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  check_offers();
  check_pairs();
  make_rows();
  join_rows();
  for (size_t i = 0; i < n; i++) {
    check_runner(&list[i], !ONLY_LAST_FILLS_TABLES || i + 1 == n);
  }
  puts("passed");
  return 0;
}
