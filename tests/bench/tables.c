/* How fast a model's ids and cos and sin are made, beside a fill of the same bytes.
   In: a job (job.h), of which sequence and time count. Out: records as bench.c's: the tables
   of all axes by each ISA and by libraries; ids; ids with tables, and with rows of their positions
   only; and cos and sin of each token. Always: tables that are timed have just been seen to have
   the bits of scalar's; each sample stands between two of the fill (measure.h). */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "axes.h"
#include "making.h"
#include "trig.h"

enum { AXES = U(AXES), PAIRS = U(PAIRS) };

/* The `of` of tables by a library. */
typedef struct {
  const axis *axes;
  const trig *with;
  float *tables;
} library;

static void make_tables_by_library(const void *of)
{
  const library *l = of;
  float *row = l->tables;
  for (size_t i = 0; i < AXES; i++) {
    const axis *a = &l->axes[i];
    for (int64_t position = a->min; position <= a->max; position++, row += 2 * a->pairs) {
      l->with->work(a->frequencies, a->pairs, (float)position, row, row + a->pairs);
    }
  }
}

enum { MOST_CANDIDATES = MOST_RUNNERS + MOST_TRIGS + 2 };
typedef struct {
  candidate list[MOST_CANDIDATES];
  making by_isa[MOST_RUNNERS];
  library by_library[MOST_TRIGS];
  double difference[MOST_CANDIDATES]; /* from the model's tables */
  size_t n;
} candidates;

static void add(candidates *all, const char *name, void (*work)(const void *), const void *of)
{
  const size_t i = all->n++;
  all->difference[i] = 0;
  all->list[i] = (candidate){ .name = name, .work = work, .of = of };
}

/* The same with the tables of an ISA, which is the i-th. */
static void add_isa(candidates *all, size_t i, void (*work)(const void *), const making *m,
    const runner *by)
{
  all->by_isa[i] = *m;
  all->by_isa[i].by = *by;
  add(all, by->name, work, &all->by_isa[i]);
}

static void print_row(const candidate *one, quartiles ratio, double difference, size_t rounds)
{
  printf("row\tname=%s\tus=%.2f\tratio=%.3f\tq1=%.3f\tq3=%.3f", one->name,
      median_ns(one, rounds) / 1e3, ratio.median, ratio.q1, ratio.q3);
  if (difference > 0) printf("\tdiffers_by=%.1e", difference);
  printf("\n");
}

/* Times candidates beside a fill of what they make, and reports them. */
static void time_all(candidates *all, const share *made, double seconds, const char *what,
    const char *remark)
{
  double bytes = 0;
  for (size_t i = 0; i < made->n; i++) bytes += (double)made->list[i].bytes;
  const double least_ns = bytes < 1 << 20 ? 50e3 : 1e6;
  const limit way = best_limit(FILL, made, 0, seconds / 4, least_ns);
  candidate base = { .name = "fill", .work = limit_work, .of = &way };
  candidate *again = &all->list[all->n];
  *again = (candidate){ .name = "fill, again", .work = limit_work, .of = &way };
  const size_t rounds = measure_beside(&base, all->list, all->n + 1, seconds, least_ns, what);
  const quartiles same = ratios_to_base(again, rounds);
  const double spread = (same.q3 - same.q1) / 2;
  printf("table\ttitle=%s: %s, %.1f KiB\tmodel=%s\twhat=%s\tkib=%.1f\t", MODEL_NAME, what,
      bytes / 1024, MODEL_NAME, what, bytes / 1024);
  printf("note=the limit: a fill, %s; against itself %.3f, spread %.3f; %zu rounds%s\t", way.name,
      same.median, spread, rounds, remark);
  printf("limit=%s\tspread=%.3f\trounds=%zu\n", way.name, spread, rounds);
  for (size_t i = 0; i < all->n; i++) {
    print_row(&all->list[i], ratios_to_base(&all->list[i], rounds), all->difference[i], rounds);
  }
  print_row(again, same, 0, rounds);
  print_row(&base, (quartiles){ 1, 1, 1 }, 0, rounds);
  all->n = 0;
}

static runs run_of(void *first, size_t count, size_t size)
{
  return (runs){ first, count * size, 1, 0 };
}

static void bench_tables(candidates *all, const making *m, double seconds)
{
  runner list[MOST_RUNNERS];
  axis axes[AXES];
  const size_t n = runners(list), bytes = U(TABLE_FLOATS) * sizeof(float);
  float *reference = memory_for(1, bytes);
  must(run_tables(&list[0], reference, U(TABLE_FLOATS)), "tables");
  for (size_t i = 0; i < n; i++) {
    add_isa(all, i, make_tables, m, &list[i]);
    make_tables(&all->by_isa[i]);
    if (memcmp(m->tables, reference, bytes)) stop(list[i].name, "its tables are not scalar's");
  }
  axes_find(axes);
  for (size_t i = 0; i < n_trigs; i++) {
    all->by_library[i] = (library){ axes, &trigs[i], m->tables };
    add(all, trigs[i].name, make_tables_by_library, &all->by_library[i]);
    make_tables_by_library(&all->by_library[i]);
    all->difference[all->n - 1] = axes_difference(axes, reference, m->tables);
  }
  time_all(all, &(share){ .list = { run_of(m->tables, 1, bytes) }, .n = 1 }, seconds,
      "tables of all axes", n_trigs > 1 ? "" : "; SLEEF is not installed (libsleef-dev)");
  free(reference);
}

static void bench_ids(candidates *all, const making *m, double seconds)
{
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  const runs ids = run_of(m->job->ids, m->job->tokens * AXES, sizeof *m->job->ids);
  const runs tables = run_of(m->tables, U(TABLE_FLOATS), sizeof *m->tables);
  add(all, "position ids", make_ids, m);
  time_all(all, &(share){ .list = { ids }, .n = 1 }, seconds, "position ids of a sequence", "");
  for (size_t i = n > 1; i < n; i++) {
    add_isa(all, i, make_ids_and_tables, m, &list[i]);
  }
  add(all, "only rows of its positions", make_ids_and_rows, m);
  time_all(all, &(share){ .list = { ids, tables }, .n = 2 }, seconds,
      "position ids of a sequence and tables of all axes", "");
}

static void bench_cos_sin(candidates *all, const making *m, double seconds)
{
  const size_t floats = m->job->tokens * PAIRS;
  add(all, "from tables", make_cos_sin, m);
  time_all(all, &(share){ .list = { run_of(m->cos, floats, sizeof *m->cos),
      run_of(m->sin, floats, sizeof *m->sin) }, .n = 2 }, seconds, "cos and sin of each token", "");
}

int main(int argc, char **argv)
{
  static job j;
  static candidates all;
  making m;
  job_start(&j, argc, argv, NULL, NULL);
  making_start(&m, &j);
  bench_tables(&all, &m, j.seconds);
  bench_ids(&all, &m, j.seconds);
  make_ids_and_tables(&all.by_isa[0]); /* a fill has been over them */
  bench_cos_sin(&all, &m, j.seconds);
  making_end(&m);
  job_end(&j);
  return 0;
}
