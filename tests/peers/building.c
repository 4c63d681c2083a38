/* The making of position ids and of cos and sin: see peers_add_building in timed.h. */
#include <string.h>

#include "bench/making.h"
#include "timed.h"

/* By each ISA; the last one's is for what needs none. */
static making by_isa[MOST_RUNNERS];

static void fill(const void *of)
{
  const making *m = of;
  const size_t bytes = m->job->tokens * U(PAIRS) * sizeof *m->cos;
  memset(m->cos, 1, bytes);
  memset(m->sin, 1, bytes);
}

size_t peers_add_building(void)
{
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  making *last = &by_isa[n - 1];
  making_start(last, peers_current());
  for (size_t i = 0; i < n; i++) {
    by_isa[i] = *last;
    by_isa[i].by = list[i];
  }
  make_tables(last);
  peers_add("fill", "", fill, last, 1);
  peers_add("ids", "", make_ids, last, 1);
  peers_add("ids, cos and sin of each token", "", make_ids_and_cos_sin, last, 1);
  peers_add("ids, cos and sin of each position", "", make_ids_and_rows, last, 1);
  for (size_t i = n > 1; i < n; i++) {
    peers_add("ids, tables of all positions, ", by_isa[i].by.name, make_ids_and_tables, &by_isa[i],
        1);
  }
  return last->n_positions;
}
