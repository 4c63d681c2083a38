/* The making of position ids and of cos and sin: see peers_add_building in timed.h. */
#include <string.h>

#include "timed.h"

enum { AXES = U(AXES), PAIRS = U(PAIRS) };

static const job *of_job;
static runner list[MOST_RUNNERS];
static float *tables, *cos_of, *sin_of;
static M(position) *positions; /* each once, all axes at a time */
static size_t n_positions;

static void make_ids(const void *of)
{
  (void)of;
  must(M(ids)(&of_job->sequence, of_job->ids, of_job->tokens), "ids");
}

static void make_tables(const void *of)
{
  make_ids(NULL);
  must(run_tables(of, tables, U(TABLE_FLOATS)), "tables");
}

static void make_rows(const void *of)
{
  (void)of;
  make_ids(NULL);
  must(M(cos_sin)(NULL, positions, n_positions, cos_of, sin_of, PAIRS), "rows");
}

static void make_tokens(const void *of)
{
  (void)of;
  make_ids(NULL);
  must(M(cos_sin)(tables, of_job->ids, of_job->tokens, cos_of, sin_of, PAIRS), "cos_sin");
}

static void fill(const void *of)
{
  const size_t bytes = of_job->tokens * PAIRS * sizeof(float);
  (void)of;
  memset(cos_of, 1, bytes);
  memset(sin_of, 1, bytes);
}

/* From an axis's least position on; where another axis has more of them, its most again. */
static void find_positions(void)
{
  const M(position) *ids = of_job->ids;
  M(position) least[AXES], most[AXES];
  n_positions = 1;
  for (size_t a = 0; a < AXES; a++) {
    least[a] = most[a] = ids[a];
    for (size_t token = 1; token < of_job->tokens; token++) {
      const M(position) at = ids[token * AXES + a];
      if (at < least[a]) least[a] = at;
      if (at > most[a]) most[a] = at;
    }
    const size_t n = (size_t)(most[a] - least[a]) + 1;
    if (n > n_positions) n_positions = n;
  }
  positions = memory_for(n_positions * AXES, sizeof *positions);
  for (size_t i = 0; i < n_positions; i++) {
    for (size_t a = 0; a < AXES; a++) {
      const M(position) at = (M(position))(least[a] + (M(position))i);
      positions[i * AXES + a] = at < most[a] ? at : most[a];
    }
  }
}

size_t peers_add_building(void)
{
  const size_t n = runners(list);
  of_job = peers_current();
  find_positions();
  const size_t most = n_positions > of_job->tokens ? n_positions : of_job->tokens;
  tables = memory_for(U(TABLE_FLOATS), sizeof *tables);
  cos_of = memory_for(most * PAIRS, sizeof *cos_of);
  sin_of = memory_for(most * PAIRS, sizeof *sin_of);
  make_tables(&list[n - 1]);
  peers_add("fill", "", fill, NULL, 1);
  peers_add("ids", "", make_ids, NULL, 1);
  peers_add("ids, cos and sin of each token", "", make_tokens, NULL, 1);
  peers_add("ids, cos and sin of each position", "", make_rows, NULL, 1);
  for (size_t i = n > 1; i < n; i++) {
    peers_add("ids, tables of all positions, ", list[i].name, make_tables, &list[i], 1);
  }
  return n_positions;
}
