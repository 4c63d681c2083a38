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
#include "job.h"
#include "trig.h"

enum { AXES = U(AXES), PAIRS = U(PAIRS) };

/* The `of` of every candidate. */
typedef struct {
  const job *job;
  const axis *axes;
  float *tables;
  runner by;
  const trig *with;
  M(position) *ids, *diagonal; /* of all tokens; of each position once, all axes at a time */
  size_t n_diagonal;
  float *cos, *sin; /* (tokens, PAIRS) */
} making;

static void make_tables(const void *of)
{
  const making *m = of;
  must(run_tables(&m->by, m->tables, U(TABLE_FLOATS)), m->by.name);
}

static void make_tables_by_library(const void *of)
{
  const making *m = of;
  float *row = m->tables;
  for (size_t i = 0; i < AXES; i++) {
    const axis *a = &m->axes[i];
    for (int64_t position = a->min; position <= a->max; position++, row += 2 * a->pairs) {
      m->with->work(a->frequencies, a->pairs, (float)position, row, row + a->pairs);
    }
  }
}

static void make_ids(const void *of)
{
  const making *m = of;
  must(M(ids)(&m->job->sequence, m->ids, m->job->tokens), "ids");
}

static void make_ids_and_tables(const void *of)
{
  make_ids(of);
  make_tables(of);
}

static void make_ids_and_rows(const void *of)
{
  const making *m = of;
  make_ids(of);
  must(M(cos_sin)(NULL, m->diagonal, m->n_diagonal, m->cos, m->sin, PAIRS), "rows");
}

static void make_cos_sin(const void *of)
{
  const making *m = of;
  must(M(cos_sin)(m->tables, m->ids, m->job->tokens, m->cos, m->sin, PAIRS), "cos_sin");
}

enum { MOST_CANDIDATES = MOST_RUNNERS + MOST_TRIGS + 2 };
typedef struct {
  candidate list[MOST_CANDIDATES];
  making of[MOST_CANDIDATES];
  double difference[MOST_CANDIDATES]; /* from the model's tables */
  size_t n;
} candidates;

static void add(candidates *all, const char *name, void (*work)(const void *), const making *m)
{
  const size_t i = all->n++;
  all->of[i] = *m;
  all->difference[i] = 0;
  all->list[i] = (candidate){ .name = name, .work = work, .of = &all->of[i] };
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

static void bench_tables(candidates *all, making *m, double seconds)
{
  runner list[MOST_RUNNERS];
  const size_t n = runners(list), bytes = U(TABLE_FLOATS) * sizeof(float);
  float *reference = memory_for(1, bytes);
  must(run_tables(&list[0], reference, U(TABLE_FLOATS)), "tables");
  for (size_t i = 0; i < n; i++) {
    m->by = list[i];
    add(all, m->by.name, make_tables, m);
    make_tables(m);
    if (memcmp(m->tables, reference, bytes)) stop(m->by.name, "its tables are not scalar's");
  }
  for (size_t i = 0; i < n_trigs; i++) {
    m->with = &trigs[i];
    add(all, m->with->name, make_tables_by_library, m);
    make_tables_by_library(m);
    all->difference[all->n - 1] = axes_difference(m->axes, reference, m->tables);
  }
  time_all(all, &(share){ .list = { run_of(m->tables, 1, bytes) }, .n = 1 }, seconds,
      "tables of all axes", n_trigs > 1 ? "" : "; SLEEF is not installed (libsleef-dev)");
  free(reference);
}

static void bench_ids(candidates *all, making *m, double seconds)
{
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  const runs ids = run_of(m->ids, m->job->tokens * AXES, sizeof *m->ids);
  const runs tables = run_of(m->tables, U(TABLE_FLOATS), sizeof *m->tables);
  add(all, "position ids", make_ids, m);
  time_all(all, &(share){ .list = { ids }, .n = 1 }, seconds, "position ids of a sequence", "");
  for (size_t i = n > 1; i < n; i++) {
    m->by = list[i];
    add(all, m->by.name, make_ids_and_tables, m);
  }
  add(all, "only rows of its positions", make_ids_and_rows, m);
  time_all(all, &(share){ .list = { ids, tables }, .n = 2 }, seconds,
      "position ids of a sequence and tables of all axes", "");
}

static void bench_cos_sin(candidates *all, making *m, double seconds)
{
  const size_t floats = m->job->tokens * PAIRS;
  add(all, "from tables", make_cos_sin, m);
  time_all(all, &(share){ .list = { run_of(m->cos, floats, sizeof *m->cos),
      run_of(m->sin, floats, sizeof *m->sin) }, .n = 2 }, seconds, "cos and sin of each token", "");
}

/* Each position of the ids once, all axes at a time. */
static void find_diagonal(making *m)
{
  M(position) first[AXES], last[AXES];
  int64_t most = 0;
  for (size_t a = 0; a < AXES; a++) {
    first[a] = last[a] = m->ids[a];
    for (size_t i = 0; i < m->job->tokens; i++) {
      const M(position) here = m->ids[i * AXES + a];
      if (here < first[a]) first[a] = here;
      if (here > last[a]) last[a] = here;
    }
    if (last[a] - first[a] > most) most = last[a] - first[a];
  }
  m->n_diagonal = (size_t)most + 1;
  m->diagonal = memory_for(m->n_diagonal * AXES, sizeof *m->diagonal);
  for (int64_t i = 0; i <= most; i++) {
    for (size_t a = 0; a < AXES; a++) {
      const int64_t here = first[a] + i;
      m->diagonal[i * AXES + (int64_t)a] = here < last[a] ? (M(position))here : last[a];
    }
  }
}

int main(int argc, char **argv)
{
  static job j;
  static candidates all;
  axis axes[AXES];
  job_start(&j, argc, argv, NULL, NULL);
  axes_find(axes);
  making m = { .job = &j, .axes = axes };
  m.tables = memory_for(U(TABLE_FLOATS), sizeof *m.tables);
  m.ids = j.ids;
  find_diagonal(&m);
  const size_t n = m.n_diagonal > j.tokens ? m.n_diagonal : j.tokens;
  m.cos = memory_for(n * PAIRS, sizeof *m.cos);
  m.sin = memory_for(n * PAIRS, sizeof *m.sin);
  bench_tables(&all, &m, j.seconds);
  bench_ids(&all, &m, j.seconds);
  make_ids_and_tables(&m); /* a fill has been over them */
  bench_cos_sin(&all, &m, j.seconds);
  free(m.sin);
  free(m.cos);
  free(m.diagonal);
  free(m.tables);
  job_end(&j);
  return 0;
}
