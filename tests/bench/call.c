/* See call.h. */
#include "call.h"

#include <stdio.h>

typedef struct {
  const job *job;
  const runner *by;
  const float *tables;
  T(view) one_head[MOST_VIEWS]; /* the job's views, of their first heads */
} call;

static void rotate(const call *c, const T(view) *views)
{
  const job *j = c->job;
  must(run_ids(c->by, c->tables, j->ids, j->tokens, views, j->n_views, 0, j->tokens, 1), "ids");
}

static void work_call(const void *of)
{
  const call *c = of;
  rotate(c, c->job->views);
}

static void work_one_head(const void *of)
{
  const call *c = of;
  rotate(c, c->one_head);
}

static void work_check(const void *of)
{
  const job *j = ((const call *)of)->job;
  must(T(check)(j->views, j->n_views, 0, j->tokens, j->tokens, 1), "check");
}

static void work_limits(const void *of)
{
  const job *j = ((const call *)of)->job;
  if (!M(within_limits)(j->ids, j->tokens)) stop("ids", "are outside the limits");
}

static void work_lookup(const void *of)
{
  const call *c = of;
  if (!M(kernels_of)(c->by->isa)) stop(c->by->name, "has no kernels");
}

/* What is turned again and again in a 16-bit type drifts away. */
static void fill(const void *whose)
{
  job_fill(whose);
}

static void work_nothing(const void *of)
{
  (void)of;
}

enum { CALL, ONE_HEAD, CHECK, LIMITS, LOOKUP, NOTHING, STEPS };
static void (*const steps[STEPS])(const void *) = {
  [CALL] = work_call, [ONE_HEAD] = work_one_head, [CHECK] = work_check, [LIMITS] = work_limits,
  [LOOKUP] = work_lookup, [NOTHING] = work_nothing,
};

/* Time grows with the heads: what is left without any is the call's own. */
static void print_call(const call *c, const candidate *list, size_t rounds)
{
  double ns[STEPS], heads = 0;
  for (size_t i = 0; i < STEPS; i++) {
    ns[i] = median_ns(&list[i], rounds) - median_ns(&list[NOTHING], rounds);
  }
  for (size_t i = 0; i < c->job->n_views; i++) heads += (double)c->job->views[i].heads;
  const double views = (double)c->job->n_views;
  const double head = heads > views ? (ns[CALL] - ns[ONE_HEAD]) / (heads - views) : 0;
  const double own = ns[ONE_HEAD] - head * views;
  printf("table\ttitle=%s %s: one call for one token, %s\tmodel=%s\ttype=%s\tisa=%s\t", MODEL_NAME,
      DTYPE_NAME, c->by->name, MODEL_NAME, DTYPE_NAME, c->by->name);
  printf("note=a head adds %.1f ns; %.1f ns of a call are its own; %zu rounds\tcall_ns=%.1f\t"
      "rounds=%zu\n", head, own, rounds, own, rounds);
  printf("row\tname=a call\tns=%.1f\n", ns[CALL]);
  printf("row\tname=a call for one head of each view\tns=%.1f\n", ns[ONE_HEAD]);
  printf("row\tname=its own: checking views and range\tns=%.1f\n", ns[CHECK]);
  printf("row\tname=its own: checking the ids' limits\tns=%.1f\n", ns[LIMITS]);
  printf("row\tname=its own: finding the ISA's kernels\tns=%.1f\n", ns[LOOKUP]);
  printf("row\tname=its own: the rest, such as loading the row\tns=%.1f\n",
      own - ns[CHECK] - ns[LIMITS] - ns[LOOKUP]);
}

void call_bench(const job *j, const float *tables, double seconds)
{
  static candidate list[STEPS];
  runner by[MOST_RUNNERS];
  call c = { .job = j, .tables = tables };
  const size_t n = runners(by);
  for (size_t i = 0; i < j->n_views; i++) {
    c.one_head[i] = j->views[i];
    c.one_head[i].heads = 1;
  }
  for (size_t step = 0; step < STEPS; step++) {
    list[step] = (candidate){
      .name = "a step", .work = steps[step], .of = &c, .before = fill, .whose = j,
    };
  }
  for (size_t i = n > 1; i < n; i++) {
    c.by = &by[i];
    print_call(&c, list, measure(list, STEPS, seconds / (double)n, 50e3, "a call"));
  }
}
