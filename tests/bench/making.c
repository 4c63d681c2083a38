/* See making.h. */
#include "making.h"

#include <stdlib.h>

enum { AXES = U(AXES), PAIRS = U(PAIRS) };

void make_ids(const void *of)
{
  const making *m = of;
  must(M(ids)(&m->job->sequence, m->job->ids, m->job->tokens), "ids");
}

void make_tables(const void *of)
{
  const making *m = of;
  must(run_tables(&m->by, m->tables, U(TABLE_FLOATS)), m->by.name);
}

void make_ids_and_tables(const void *of)
{
  make_ids(of);
  make_tables(of);
}

void make_ids_and_rows(const void *of)
{
  const making *m = of;
  make_ids(of);
  must(M(cos_sin)(NULL, m->positions, m->n_positions, m->cos, m->sin, PAIRS), "rows");
}

void make_cos_sin(const void *of)
{
  const making *m = of;
  must(M(cos_sin)(m->tables, m->job->ids, m->job->tokens, m->cos, m->sin, PAIRS), "cos_sin");
}

void make_ids_and_cos_sin(const void *of)
{
  make_ids(of);
  make_cos_sin(of);
}

/* From an axis's least position on; where another axis has more of them, its most again. */
static void find_positions(making *m)
{
  const M(position) *ids = m->job->ids;
  M(position) least[AXES], most[AXES];
  m->n_positions = 1;
  for (size_t a = 0; a < AXES; a++) {
    least[a] = most[a] = ids[a];
    for (size_t token = 1; token < m->job->tokens; token++) {
      const M(position) at = ids[token * AXES + a];
      if (at < least[a]) least[a] = at;
      if (at > most[a]) most[a] = at;
    }
    const size_t n = (size_t)(most[a] - least[a]) + 1;
    if (n > m->n_positions) m->n_positions = n;
  }
  m->positions = memory_for(m->n_positions * AXES, sizeof *m->positions);
  for (size_t i = 0; i < m->n_positions; i++) {
    for (size_t a = 0; a < AXES; a++) {
      const M(position) at = (M(position))(least[a] + (M(position))i);
      m->positions[i * AXES + a] = at < most[a] ? at : most[a];
    }
  }
}

void making_start(making *m, const job *j)
{
  *m = (making){ .job = j };
  find_positions(m);
  const size_t n = m->n_positions > j->tokens ? m->n_positions : j->tokens;
  m->tables = memory_for(U(TABLE_FLOATS), sizeof *m->tables);
  m->cos = memory_for(n * PAIRS, sizeof *m->cos);
  m->sin = memory_for(n * PAIRS, sizeof *m->sin);
}

void making_end(making *m)
{
  free(m->sin);
  free(m->cos);
  free(m->tables);
  free(m->positions);
}
