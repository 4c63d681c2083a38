/* How fast a model's rotation is, beside naive loops and the limit.
   In: a job (job.h). Out: records for bench.lua, fields "key=value" split by tabs:
   "table" with facts, then a "row" for each candidate. Always: what is timed has just been seen to
   have the bits of scalar; each sample stands between two of the limit (measure.h). */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "job.h"
#include "rotations.h"

/* What is timed beside the limit: rotations, and the limit again. */
enum { MOST_CANDIDATES = MOST_ROTATIONS + 2 };

typedef struct {
  const job *job;
  candidate base, list[MOST_CANDIDATES];
  size_t n, rounds;
  limit way, in_place_way;
  const candidate *again, *in_place;
} timing;

static void print_row(const timing *t, const candidate *one, quartiles ratio, double error)
{
  const job *j = t->job;
  const double ns = median_ns(one, t->rounds);
  printf("row\tname=%s\tns_per_token=%.1f\tgb_per_s=%.1f\tratio=%.3f\tq1=%.3f\tq3=%.3f", one->name,
      ns / (double)(j->batch * j->tokens), 2 * job_mib(j) * (1 << 20) / ns, ratio.median, ratio.q1,
      ratio.q3);
  if (t->in_place) {
    printf("\tto_in_place=%.3f", ratios(one, t->in_place, t->rounds).median);
  }
  if (error >= 0) printf("\tmax_error=%.1e", error);
  printf("\n");
}

static void print_table(const timing *t, const rotations *all)
{
  const quartiles again = ratios_to_base(t->again, t->rounds);
  const double spread = (again.q3 - again.q1) / 2;
  printf("table\t");
  job_print(t->job);
  printf("\tnote=the limit: x *= c %s, %s; against itself %.3f, spread %.3f; %zu rounds",
      t->in_place ? "out of place" : "in place", t->way.name, again.median, spread, t->rounds);
  printf("\tlimit=%s\tspread=%.3f\trounds=%zu\n", t->way.name, spread, t->rounds);
  for (size_t i = 0; i < t->n; i++) {
    print_row(t, &t->list[i], ratios_to_base(&t->list[i], t->rounds),
        i < all->n ? all->max_error : -1);
  }
  print_row(t, &t->base, (quartiles){ 1, 1, 1 }, -1);
}

static void bench(const job *j)
{
  const double seconds = j->seconds;
  static rotations all;
  static timing t;
  if (j->tokens < crew_size()) {
    printf("table\t");
    job_print(j);
    printf("\tnote=fewer tokens than threads: not timed\n");
    return;
  }
  rotations_start(&all, j);
  t.job = j;
  t.way = job_limit(j, seconds / 4);
  t.base = job_limit_candidate(j, &t.way, "limit");
  memcpy(t.list, all.list, all.n * sizeof *all.list);
  t.n = all.n;
  if (j->out_of_place) {
    t.in_place_way = job_limit_in_place(j, seconds / 4);
    t.in_place = &t.list[t.n];
    t.list[t.n++] = job_limit_candidate(j, &t.in_place_way, "x *= c in place");
  }
  t.again = &t.list[t.n];
  t.list[t.n++] = job_limit_candidate(j, &t.way, "limit, again");
  t.rounds = measure_beside(&t.base, t.list, t.n, seconds, job_sample_ns(j),
      MODEL_NAME " " DTYPE_NAME);
  print_table(&t, &all);
  if (j->tokens == 1 && crew_size() == 1) call_bench(j, all.tables, seconds);
  rotations_end(&all);
}

int main(int argc, char **argv)
{
  static job j;
  job_start(&j, argc, argv, NULL, NULL);
  bench(&j);
  job_end(&j);
  return 0;
}
