/* How fast a model's rotation is, beside a naive loop and the limit; or its tables (--tables).
   In: a job (job.h). Out: a table. Always: what is timed has just been seen to be right, and all
   of a table is timed in the same rounds (measure.h). Compiled per model. */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "naive.h"

/* A candidate's work: the rotation of the whole job. */
typedef struct {
  job *job;
  const runner *by;
  const float *tables; /* NULL: on the fly */
  const float *cos, *sin;
  naive *naive;
  const naive_view *naive_views;
} rotation;

static void work_ids(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  must(run_ids(r->by, r->tables, j->ids, j->tokens, j->views, j->n_views, 0, j->tokens, 1), "ids");
}

static void work_grid(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  must(run_sequence(r->by, r->tables, &j->sequence, j->views, j->n_views, 0, j->tokens, 1), "grid");
}

static void work_cos_sin(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  must(run_cos_sin(r->by, r->cos, r->sin, U(PAIRS), j->tokens, j->views, j->n_views, 0, j->tokens,
      1), "cos_sin");
}

static void work_naive(const void *of)
{
  const rotation *r = of;
  r->naive(r->naive_views, r->job->n_views);
}

/* What is timed; the last two are the limit, twice. */
enum { MOST_CANDIDATES = 4 * MOST_RUNNERS + 3 };

typedef struct {
  candidate list[MOST_CANDIDATES];
  rotation of[MOST_CANDIDATES];
  char names[MOST_CANDIDATES][40];
  size_t n;
} candidates;

static void add(candidates *all, void (*work)(const void *), rotation of, const char *who,
    const char *how)
{
  const size_t i = all->n++;
  snprintf(all->names[i], sizeof all->names[i], "%s %s", who, how);
  all->of[i] = of;
  all->list[i] = (candidate){ .name = all->names[i], .work = work, .of = &all->of[i] };
}

static void add_rotations(candidates *all, rotation of, const runner *by)
{
  rotation without_tables = of;
  of.by = without_tables.by = by;
  without_tables.tables = NULL;
  add(all, work_ids, of, by->name, "ids");
  add(all, work_grid, of, by->name, "grid");
  add(all, work_cos_sin, of, by->name, "cos and sin");
  add(all, work_ids, without_tables, by->name, "no tables");
}

/* The largest difference to the reference of one run of candidate i. */
static double difference(const candidates *all, size_t i, const float *reference)
{
  const job *j = all->of[i].job;
  double most = 0;
  job_refill(all->of[i].job);
  all->list[i].work(all->list[i].of);
  for (size_t k = 0; k < j->floats; k++) {
    most = fmax(most, fabs((double)j->x[k] - (double)reference[k]));
  }
  return most;
}

/* The naive loop of this model's pairing: the one that gives the model's result. */
static void add_naive(candidates *all, rotation of, const float *reference)
{
  static const struct { const char *name; naive *work; } pairings[] = {
    { "half", naive_half }, { "adjacent", naive_adjacent },
    { "half per axis", naive_half_per_axis },
  };
  for (size_t i = 0; i < sizeof pairings / sizeof *pairings; i++) {
    of.naive = pairings[i].work;
    add(all, work_naive, of, "naive", pairings[i].name);
    if (difference(all, all->n - 1, reference) < 1e-5) return;
    all->n--;
  }
  stop("naive", "no loop has this model's pairing");
}

static void add_all(candidates *all, rotation of, const runner *list, size_t n)
{
  const job *j = of.job;
  float *reference = memory_for(j->floats, sizeof *reference);
  for (size_t i = 0; i < n; i++) {
    if (!list[i].cuda) add_rotations(all, of, &list[i]);
  }
  all->list[0].work(all->list[0].of);
  memcpy(reference, j->x, j->floats * sizeof *reference);
  for (size_t i = 1; i < all->n; i++) {
    if (difference(all, i, reference) != 0) stop(all->names[i], "is not as scalar");
  }
  add_naive(all, of, reference);
  free(reference);
}

static void print_table(const candidates *all, size_t rounds, const job *j, const char *limit_name)
{
  const candidate *base = &all->list[all->n - 1];
  const double tokens = (double)(j->batch * j->tokens);
  printf("%s: %zu x %zu tokens, %zu heads, %s; q and k %.1f MiB\n", MODEL_NAME, j->batch,
      j->tokens, j->heads, job_layout(j), job_mib(j));
  printf("the limit: x *= c in place, %s; %zu rounds\n", limit_name, rounds);
  printf("  %-20s %9s %8s   %s\n", "", "ns/token", "GB/s", "ratio to the limit [quartiles]");
  for (size_t i = 0; i < all->n; i++) {
    const quartiles ns = times(&all->list[i], rounds), ratio = ratios(&all->list[i], base, rounds);
    printf("  %-20s %9.1f %8.1f   %.2f [%.2f, %.2f]\n", all->list[i].name, ns.median / tokens,
        2 * job_mib(j) * (1 << 20) / ns.median, ratio.median, ratio.q1, ratio.q3);
  }
  printf("\n");
}

static void bench_rotation(job *j, const runner *list, size_t n, double seconds)
{
  static candidates all;
  naive_view naive_views[MOST_VIEWS];
  float *tables = memory_for(U(TABLE_FLOATS), sizeof *tables);
  float *cos = memory_for(j->tokens * U(PAIRS), sizeof *cos);
  float *sin = memory_for(j->tokens * U(PAIRS), sizeof *sin);
  must(run_tables(&list[0], tables, U(TABLE_FLOATS)), "tables");
  must(M(cos_sin)(tables, j->ids, j->tokens, cos, sin, U(PAIRS)), "cos_sin");
  for (size_t i = 0; i < j->n_views; i++) {
    const M(view_f32) *v = &j->views[i];
    naive_views[i] = (naive_view){
      v->out, j->tokens, v->heads, v->out_token, v->out_head, cos, sin,
    };
  }
  add_all(&all, (rotation){ j, NULL, tables, cos, sin, NULL, naive_views }, list, n);
  const double sample = job_sample_ns(j);
  limit way = best_limit(j->memory, j->n_memory, seconds / 4, sample);
  all.list[all.n++] = (candidate){ .name = "limit, again", .work = limit_work, .of = &way };
  all.list[all.n++] = (candidate){ .name = "limit", .work = limit_work, .of = &way };
  print_table(&all, measure(all.list, all.n, seconds, sample, MODEL_NAME), j, way.name);
  free(sin);
  free(cos);
  free(tables);
}

typedef struct { const runner *by; float *tables; } building;

static void work_tables(const void *of)
{
  const building *b = of;
  must(run_tables(b->by, b->tables, U(TABLE_FLOATS)), "tables");
}

static void bench_tables(const runner *list, size_t n, double seconds)
{
  candidate builders[MOST_RUNNERS];
  building of[MOST_RUNNERS];
  size_t count = 0, pairs = 0;
#define ADD_PAIRS(name, axis_pairs, position_min, position_max) \
  pairs += (size_t)(axis_pairs) * (size_t)((position_max) - (position_min) + 1);
  U(EACH_AXIS)(ADD_PAIRS)
#undef ADD_PAIRS
  float *tables = memory_for(U(TABLE_FLOATS), sizeof *tables);
  for (size_t i = 0; i < n; i++) {
    if (list[i].cuda) continue;
    of[count] = (building){ &list[i], tables };
    builders[count] = (candidate){ .name = list[i].name, .work = work_tables, .of = &of[count] };
    count++;
  }
  const size_t rounds = measure(builders, count, seconds, 1e6, MODEL_NAME);
  printf("%s: tables, %zu pairs of cos and sin; %zu rounds\n", MODEL_NAME, pairs, rounds);
  printf("  %-20s %9s %8s   %s\n", "", "us", "ns/pair", "us for 512 x 20 pairs [quartiles]");
  for (size_t i = 0; i < count; i++) {
    const quartiles ns = times(&builders[i], rounds);
    const double axis = 512 * 20 / (double)pairs / 1e3;
    printf("  %-20s %9.1f %8.2f   %.1f [%.1f, %.1f]\n", builders[i].name, ns.median / 1e3,
        ns.median / (double)pairs, ns.median * axis, ns.q1 * axis, ns.q3 * axis);
  }
  printf("\n");
  free(tables);
}

static double seconds = 3;
static int of_tables;

static void take(int option, const char *value)
{
  if (option == 'T') {
    of_tables = 1;
  } else if (!((seconds = strtod(value, NULL)) > 0)) {
    stop("--seconds", "give a time above zero");
  }
}

int main(int argc, char **argv)
{
  static const struct option own[] = {
    { "seconds", required_argument, NULL, 'S' }, { "tables", no_argument, NULL, 'T' }, { 0 },
  };
  static job j;
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  job_start(&j, argc, argv, own, take);
  if (of_tables) {
    bench_tables(list, n, seconds);
  } else {
    bench_rotation(&j, list, n, seconds);
  }
  job_end(&j);
  return 0;
}
