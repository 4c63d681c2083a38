/* Holds one model's compiled C against the pairs that reference.lua computes in doubles.
   Compiled per model, as tests/model.h says, with a facts.h that facts.lua made of its config; its
   parts are headers, since one unit compiles faster for a hundred models.
   Out: a line `runner NAME` for each that passed, the scalar one first, and at last `passed`; or
   `wrong TEXT` and exit status 1. Always: every runner must give the scalar one's bits, whose
   numbers are those of the pairs. */
#include "rows.h"
#include "turns.h"

/* Filling tables takes long under an emulator, and the scalar text is the same everywhere: there
   only the last runner does, a SIMD one. */
#if defined(EMULATED)
enum { ONLY_LAST_FILLS_TABLES = 1 };
#else
enum { ONLY_LAST_FILLS_TABLES = 0 };
#endif

static void check_runner(const runner *r, int fills_tables)
{
#if U(HAS_TABLES)
  if (fills_tables) make_tables(r);
#endif
  for (source of = 0; of < SOURCES; of++) {
    if (!is_offered(of) || (of == FROM_TABLES && !fills_tables)) continue;
    for (int way = 0; way < 4; way++) {
      check_turn(r, &(turn){ of, way / 2, way % 2 ? -1 : 1 });
    }
  }
  printf("runner %s\n", r->name);
}

int main(void)
{
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  random_floats(x, TOKENS * IN_TOKEN);
  make_rows();
  for (size_t i = 0; i < TOKENS * PAIRS; i++) {
    const size_t at = i / PAIRS * STRIDE + i % PAIRS;
    row_cis[i / PAIRS * CIS_STRIDE + i % PAIRS * 2] = row_cos[at];
    row_cis[i / PAIRS * CIS_STRIDE + i % PAIRS * 2 + 1] = row_sin[at];
  }
#if U(HAS_TABLES)
  tables = malloc(U(TABLE_FLOATS) * sizeof *tables);
  if (!tables) wrong("no memory for tables of %zu floats", U(TABLE_FLOATS));
#endif
  for (size_t i = 0; i < n; i++) {
    check_runner(&list[i], !ONLY_LAST_FILLS_TABLES || i + 1 == n);
  }
  puts("passed");
  return 0;
}
