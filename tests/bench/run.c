/* The main job of a model: ids, tables and the rotation of q and k, on every ISA that runs here.
   In: a job (job.h). Out: a line per ISA, its fields split by tabs: name, verdict, digest of all
   results, ns per token and ratio to the limit ("-" with --check and for what is no CPU's own).
   Always: every result is compared with scalar's in every bit. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "job.h"

/* FNV-1a, to compare results with those of another machine. */
static uint64_t digest(uint64_t hash, const void *data, size_t bytes)
{
  const unsigned char *byte = data;
  for (size_t i = 0; i < bytes; i++) hash = (hash ^ byte[i]) * 0x100000001b3u;
  return hash;
}

#if U(HAS_WINDOW)
/* Whether ids in window order are those in natural order, put where the window index says. */
static int windows_agree(const job *j)
{
  size_t n_index, n_cu;
  M(sequence) natural = j->sequence;
  natural.order = U(NATURAL);
  M(position) *ids = memory_for(j->tokens * U(AXES), sizeof *ids);
  must(M(ids)(&natural, ids, j->tokens), "ids");
  must(M(window)(&natural, NULL, 0, &n_index, NULL, 0, &n_cu), "window");
  int32_t *index = memory_for(n_index, sizeof *index);
  must(M(window)(&natural, index, n_index, &n_index, NULL, 0, &n_cu), "window");
  const size_t unit = j->tokens / n_index * U(AXES); /* the ids of a merged patch */
  int agree = 1;
  for (size_t i = 0; i < n_index; i++) {
    const M(position) *here = j->ids + i * unit, *there = ids + (size_t)index[i] * unit;
    agree = agree && !memcmp(here, there, unit * sizeof *here);
  }
  free(index);
  free(ids);
  return agree || j->sequence.order == U(NATURAL);
}
#endif

typedef struct {
  const job *job;
  const runner *by;
  float *tables;
} rotation;

static void rotate(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  must(run_ids(r->by, r->tables, j->ids, j->tokens, j->views, j->n_views, 0, j->tokens, 1),
      r->by->name);
}

/* The same without ids in memory and without tables. */
static void rotate_on_the_fly(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  must(run_sequence(r->by, NULL, &j->sequence, j->views, j->n_views, 0, j->tokens, 1), r->by->name);
}

static size_t table_bytes(void)
{
  return U(TABLE_FLOATS) * sizeof(float);
}

/* The job with the ISA of r, held against scalar's results. Leaves it rotated. */
static const char *verdict(const rotation *r, const float *scalar_tables,
    const element *scalar_result)
{
  const job *j = r->job;
  progress("%s %s: comparing %s", MODEL_NAME, DTYPE_NAME, r->by->name);
#if U(HAS_WINDOW)
  if (!windows_agree(j)) return "window order differs from the window index";
#endif
  if (memcmp(r->tables, scalar_tables, table_bytes())) return "tables differ";
  const size_t bytes = j->elements * sizeof *j->result;
  job_fill(j);
  rotate_on_the_fly(r);
  if (memcmp(j->result, scalar_result, bytes)) return "rotation on the fly differs";
  job_fill(j);
  rotate(r);
  if (memcmp(j->result, scalar_result, bytes)) return "rotation differs";
  return "same bits";
}

static uint64_t digest_of(const rotation *r)
{
  const job *j = r->job;
  uint64_t hash = digest(0xcbf29ce484222325u, j->ids, j->tokens * U(AXES) * sizeof *j->ids);
  hash = digest(hash, r->tables, table_bytes());
  return digest(hash, j->result, j->elements * sizeof *j->result);
}

/* What runs on this CPU as it is, and the limit last. */
typedef struct {
  candidate list[MOST_RUNNERS + 1];
  size_t n, rounds;
  limit way;
} timing;

static void time_all(timing *t, const rotation *list, size_t n)
{
  const job *j = list[0].job;
  for (size_t i = 0; i < n; i++) {
    if (list[i].by->cuda) continue;
    t->list[t->n++] = (candidate){ .name = list[i].by->name, .work = rotate, .of = &list[i] };
  }
  t->way = job_limit(j, 0.3);
  t->list[t->n++] = job_limit_candidate(j, &t->way, "the limit");
  t->rounds = measure(t->list, t->n, 1.2, job_sample_ns(j), MODEL_NAME " " DTYPE_NAME);
}

static void print_timing(const timing *t, const rotation *r)
{
  for (size_t i = 0; i + 1 < t->n; i++) {
    if (t->list[i].of != r) continue;
    printf("%.1f\t%.2f\n",
        median_ns(&t->list[i], t->rounds) / (double)(r->job->batch * r->job->tokens),
        ratios(&t->list[i], &t->list[t->n - 1], t->rounds).median);
    return;
  }
  printf("-\t-\n");
}

static int only_check;

static void take(int option, const char *value)
{
  (void)option;
  (void)value;
  only_check = 1;
}

int main(int argc, char **argv)
{
  static const struct option own[] = { { "check", no_argument, NULL, 'C' }, { 0 } };
  static job j;
  static timing t;
  runner by[MOST_RUNNERS];
  rotation list[MOST_RUNNERS];
  const char *is[MOST_RUNNERS];
  uint64_t digests[MOST_RUNNERS];
  const size_t n = runners(by);
  job_start(&j, argc, argv, own, take);
  for (size_t i = 0; i < n; i++) {
    list[i] = (rotation){ &j, &by[i], memory_for(1, table_bytes()) };
    must(run_tables(&by[i], list[i].tables, U(TABLE_FLOATS)), by[i].name);
  }
  element *scalar_result = memory_for(j.elements, sizeof *scalar_result);
  rotate(&list[0]);
  memcpy(scalar_result, j.result, j.elements * sizeof *scalar_result);
  for (size_t i = 0; i < n; i++) {
    is[i] = verdict(&list[i], list[0].tables, scalar_result);
    digests[i] = digest_of(&list[i]);
  }
  if (!only_check) time_all(&t, list, n);
  progress_done();
  for (size_t i = 0; i < n; i++) {
    printf("%s\t%s\t%016llx\t", by[i].name, is[i], (unsigned long long)digests[i]);
    print_timing(&t, &list[i]);
    free(list[i].tables);
  }
  free(scalar_result);
  job_end(&j);
  return 0;
}
