/* How fast a model's rotation is, beside a naive loop and the limit.
   In: a job (job.h). Out: a table. Always: what is timed has just been seen to have the bits of
   scalar, and all of a table is timed in the same rounds (measure.h). */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "naive.h"

/* Rows of (tokens, PAIRS). */
typedef struct { float *cos, *sin; } rows;

/* A candidate's work: the rotation of the whole job. */
typedef struct {
  const job *job;
  const runner *by;
  const float *tables; /* NULL: on the fly */
  rows ready;
  const naive_way *naive;
  const naive_view *naive_views;
} rotation;

static void work_ids(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  must(run_ids(r->by, r->tables, j->ids, j->tokens, j->views, j->n_views, 0, j->tokens, 1), "ids");
}

static void work_sequence(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  must(run_sequence(r->by, r->tables, &j->sequence, j->views, j->n_views, 0, j->tokens, 1),
      "sequence");
}

static void work_cos_sin(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  must(run_cos_sin(r->by, r->ready.cos, r->ready.sin, U(PAIRS), j->tokens, j->views, j->n_views, 0,
      j->tokens, 1), "cos_sin");
}

static void work_naive(const void *of)
{
  const rotation *r = of;
  r->naive->work(r->naive_views, r->job->n_views);
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
  snprintf(all->names[i], sizeof all->names[i], "%s%s%s", who, *how ? " " : "", how);
  all->of[i] = of;
  all->list[i] = (candidate){ .name = all->names[i], .work = work, .of = &all->of[i] };
}

/* Whether one run of candidate i has the bits of the reference. */
static int has_bits(const candidates *all, size_t i, const element *reference)
{
  const job *j = all->of[i].job;
  job_fill(j);
  all->list[i].work(all->list[i].of);
  return !memcmp(j->result, reference, j->elements * sizeof *reference);
}

static void add_rotations(candidates *all, rotation r)
{
  rotation on_the_fly = r;
  on_the_fly.tables = NULL;
  add(all, work_ids, r, r.by->name, "ids");
  add(all, work_sequence, r, r.by->name, TEXT(U(RULE)));
  add(all, work_cos_sin, r, r.by->name, "cos and sin");
  add(all, work_ids, on_the_fly, r.by->name, "no tables");
}

/* The naive way that gives the model's bits, with its rows. */
static void add_naive(candidates *all, rotation r, rows rounded, const element *reference)
{
  const job *j = r.job;
  static naive_view views[MOST_VIEWS];
  for (size_t way = 0; way < n_naive_ways; way++) {
    const rows own = naive_ways[way].rounds_rows ? rounded : r.ready;
    for (size_t i = 0; i < j->n_views; i++) {
      const T(view) *v = &j->views[i];
      views[i] = (naive_view){
        v->out, j->tokens, v->heads, v->out_token, v->out_head, own.cos, own.sin,
      };
    }
    r.naive = &naive_ways[way];
    r.naive_views = views;
    add(all, work_naive, r, naive_ways[way].name, "");
    if (has_bits(all, all->n - 1, reference)) return;
    all->n--;
  }
  stop("naive", "no loop has this model's bits");
}

/* Everything but the limit. Scalar is the reference; it is timed where nothing else runs. */
static void add_all(candidates *all, rotation r, rows rounded, const runner *list, size_t n)
{
  const job *j = r.job;
  element *reference = memory_for(j->elements, sizeof *reference);
  r.by = &list[0];
  work_ids(&r);
  memcpy(reference, j->result, j->elements * sizeof *reference);
  for (size_t i = n > 1; i < n; i++) {
    r.by = &list[i];
    add_rotations(all, r);
  }
  for (size_t i = 0; i < all->n; i++) {
    if (!has_bits(all, i, reference)) stop(all->names[i], "is not as scalar");
  }
  if (!j->out_of_place) add_naive(all, r, rounded, reference);
  free(reference);
}

static void print_table(const candidates *all, size_t rounds, const job *j, const char *limit_name)
{
  const candidate *base = &all->list[all->n - 1];
  const double tokens = (double)(j->batch * j->tokens);
  job_print(j);
  printf("the limit: x *= c in place, %s; %zu rounds\n", limit_name, rounds);
  printf("  %-20s %9s %8s   %s\n", "", "ns/token", "GB/s", "ratio to the limit [quartiles]");
  for (size_t i = 0; i < all->n; i++) {
    const quartiles ns = times(&all->list[i], rounds), ratio = ratios(&all->list[i], base, rounds);
    printf("  %-20s %9.1f %8.1f   %.2f [%.2f, %.2f]\n", all->list[i].name, ns.median / tokens,
        2 * job_mib(j) * (1 << 20) / ns.median, ratio.median, ratio.q1, ratio.q3);
  }
  printf("\n");
}

static rows rows_for(const job *j)
{
  const size_t n = j->tokens * U(PAIRS);
  return (rows){ memory_for(n, sizeof(float)), memory_for(n, sizeof(float)) };
}

static void find_rows(const job *j, const float *tables, rows to)
{
  must(M(cos_sin)(tables, j->ids, j->tokens, to.cos, to.sin, U(PAIRS)), "cos_sin");
}

static void free_rows(rows of)
{
  free(of.cos);
  free(of.sin);
}

static void bench(job *j, double seconds)
{
  static candidates all;
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  const rows ready = rows_for(j), rounded = rows_for(j);
  float *tables = memory_for(U(TABLE_FLOATS), sizeof *tables);
  must(run_tables(&list[0], tables, U(TABLE_FLOATS)), "tables");
  find_rows(j, tables, ready);
  find_rows(j, tables, rounded);
  naive_round(rounded.cos, j->tokens * U(PAIRS));
  naive_round(rounded.sin, j->tokens * U(PAIRS));
  add_all(&all, (rotation){ .job = j, .tables = tables, .ready = ready }, rounded, list, n);
  const limit way = job_limit(j, seconds / 4);
  all.list[all.n++] = job_limit_candidate(j, &way, "limit, again");
  all.list[all.n++] = job_limit_candidate(j, &way, "limit");
  const size_t rounds = measure(all.list, all.n, seconds, job_sample_ns(j),
      MODEL_NAME " " DTYPE_NAME);
  print_table(&all, rounds, j, way.name);
  free(tables);
  free_rows(rounded);
  free_rows(ready);
}

static double seconds = 3;

static void take(int option, const char *value)
{
  (void)option;
  if (!((seconds = strtod(value, NULL)) > 0)) stop("--seconds", "give a time above zero");
}

int main(int argc, char **argv)
{
  static const struct option own[] = { { "seconds", required_argument, NULL, 'S' }, { 0 } };
  static job j;
  job_start(&j, argc, argv, own, take);
  bench(&j, seconds);
  job_end(&j);
  return 0;
}
