/* Prints hashes of all that one model's compiled C leaves in memory: positions, angles and rows,
   tables, and rotations of every type.
   In: the environment's ROPEWALK_SEED, else 1, which draws positions and heads. Out: a line
   `RUNNER PART=HASH ...` for each runner; or `wrong TEXT` and exit status 1. Always: the parts of
   the same seed are the same whatever compiled the model and whatever ran it. */
#include "hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

float *tables;

static inline void wrong(const char *text)
{
  printf("wrong %s\n", text);
  exit(1);
}

static inline void require_ok(M(status) status, const char *call)
{
  if (status == U(OK)) return;
  printf("wrong %s: %s\n", call, M(strerror)(status));
  exit(1);
}

#if U(HAS_IDS)
M(position) ids[TOKENS * AXES];

/* Both limits of an axis, and random positions between them. */
static void draw_ids(uint64_t state)
{
#define LIMITS(name, pairs, position_min, position_max) { position_min, position_max },
  static const double limits[AXES][2] = { U(EACH_AXIS)(LIMITS) };
#undef LIMITS
  for (size_t i = 0; i < TOKENS * AXES; i++) {
    const double *of = limits[i % AXES], part = (double)(next_random(&state) >> 11) * 0x1p-53;
    ids[i] = (M(position))(i / AXES < 2 ? of[i / AXES] : of[0] + (of[1] - of[0]) * part);
  }
}

static void add_rows(hash *h, const float *from)
{
  static float cos[TOKENS * STRIDE], sin[TOKENS * STRIDE];
  require_ok(M(cos_sin)(from, ids, TOKENS, cos, sin, STRIDE), "cos_sin");
  add_floats(h, cos, TOKENS * STRIDE);
  add_floats(h, sin, TOKENS * STRIDE);
}

static hash hash_rows(void)
{
  static float angles[TOKENS * PAIRS];
  hash h = HASH_START;
  require_ok(M(angles)(ids, TOKENS, angles), "angles");
  add_floats(&h, angles, TOKENS * PAIRS);
  add_rows(&h, NULL);
  return h;
}
#endif

#if U(HAS_TABLES)
static hash hash_tables(const runner *r)
{
  hash h = HASH_START;
  if (!tables) tables = malloc(U(TABLE_FLOATS) * sizeof *tables);
  if (!tables) wrong("no memory for the tables");
  memset(tables, 0xff, U(TABLE_FLOATS) * sizeof *tables);
  require_ok(run_tables(r, tables, U(TABLE_FLOATS)), "tables");
  add_floats(&h, tables, U(TABLE_FLOATS));
  add_rows(&h, tables);
  return h;
}
#endif

#if U(HAS_SEQUENCE)
#define IS_RUNS_runs 1 /* of the names of rules, this one is known */

/* Sequences of the model's rule. What a model's limits or merge sizes refuse is left out, and its
   status hashed. */
#if U(HAS_GRID)
static const M(grid) grids[] = { { 1, 12, 8 }, { 1, 4, 16 }, { 2, 8, 8 } };
static const M(sequence) sequences[] = {
  { .grids = grids, .n_grids = 1 },
  { .grids = grids, .n_grids = 2 },
  { .grids = grids, .n_grids = 3 },
  { .grids = grids + 2, .n_grids = 1 },
#if U(HAS_TEXT_START)
  { .grids = grids, .n_grids = 1, .text_tokens = 7, .text_start = U(TEXT_START_RULE) },
  { .grids = grids + 1, .n_grids = 1, .text_tokens = 7, .text_start = 40 },
#elif U(HAS_TEXT)
  { .grids = grids, .n_grids = 1, .text_tokens = 7 },
#endif
#if U(HAS_WINDOW)
  { .grids = grids, .n_grids = 2, .order = U(WINDOWED) },
#endif
};
#elif JOIN(IS_RUNS, U(RULE))
static const M(run) runs[] = {
  { .kind = U(TEXT), .tokens = 5 },
  { .kind = U(IMAGE), .t = 1, .h = 12, .w = 8 },
  { .kind = U(VIDEO), .t = 6, .h = 4, .w = 8 },
  { .kind = U(TEXT), .tokens = 3 },
};
static const M(sequence) sequences[] = {
  { .runs = runs, .n_runs = 4 },
  { .runs = runs, .n_runs = 2, .first = 9 },
  { .runs = runs + 2, .n_runs = 2, .first = 1 },
};
#else
static const M(sequence) sequences[] = {
  { .tokens = 40 },
  { .first = 7, .tokens = 67 },
};
#endif
enum { SEQUENCES = sizeof sequences / sizeof *sequences };

placed placed_tokens[SEQUENCES];
size_t n_placed;

#if U(HAS_CU_SEQLENS) || U(HAS_WINDOW)
static void add_frames(hash *h, const M(sequence) *s)
{
  static int32_t list[MOST_PLACED], starts[MOST_PLACED];
  size_t n = 0, n_starts = 0;
#if U(HAS_CU_SEQLENS)
  require_ok(M(cu_seqlens)(s, starts, MOST_PLACED, &n_starts), "cu_seqlens");
  add_ints(h, starts, n_starts);
#endif
#if U(HAS_WINDOW)
  require_ok(M(window)(s, list, MOST_PLACED, &n, starts, MOST_PLACED, &n_starts), "window");
  add_ints(h, starts, n_starts);
#endif
  add_ints(h, list, n);
}
#endif

static hash hash_positions(void)
{
  static M(position) list[MOST_PLACED * AXES];
  hash h = HASH_START;
  for (size_t i = 0; i < SEQUENCES; i++) {
    size_t tokens = 0;
    const M(status) status = M(tokens)(&sequences[i], &tokens);
    add_word(&h, status);
    if (status != U(OK)) continue;
    if (tokens == 0 || tokens > MOST_PLACED) wrong("too many tokens");
    placed_tokens[n_placed++] = (placed){ sequences[i], tokens };
    require_ok(M(ids)(&sequences[i], list, tokens), "ids");
    for (size_t j = 0; j < tokens * AXES; j++) {
      const float position = (float)list[j];
      add_floats(&h, &position, 1);
    }
#if U(HAS_CU_SEQLENS) || U(HAS_WINDOW)
    add_frames(&h, &sequences[i]);
#endif
  }
  if (n_placed == 0) wrong("no sequence is valid");
  return h;
}
#endif

static void print(const char *part, hash h)
{
  printf(" %s=%016" PRIx64, part, h);
}

int main(void)
{
  const char *given = getenv("ROPEWALK_SEED");
  const uint64_t seed = given ? strtoull(given, NULL, 0) : 1;
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
#if U(HAS_IDS)
  draw_ids(seed);
#endif
#if U(HAS_SEQUENCE)
  const hash positions = hash_positions();
#endif
  for (size_t i = 0; i < n; i++) {
    printf("%s", list[i].name);
#if U(HAS_IDS)
    print("rows", hash_rows());
#endif
#if U(HAS_SEQUENCE)
    print("positions", positions);
#endif
#if U(HAS_TABLES)
    print("tables", hash_tables(&list[i]));
#endif
#define PRINT_TURNS(dtype) print(#dtype, JOIN(hash_turns, dtype)(&list[i], seed));
    EACH_DTYPE(PRINT_TURNS)
    putchar('\n');
  }
  return 0;
}
