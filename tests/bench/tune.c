/* What `ropewalk tune` runs: candidates for one kernel, each a shared object with all of a model.
   In: --list FILE, a path a line, the first of them what the others are compared with; --isa NAME;
   a job (job.h). Out, with --check: each path's verdict; else the job's tokens and bytes, the name
   of the limit, and a line of nanoseconds per round for each path and for the limit.
   Always: lines are fields split by tabs; all times are of the same rounds (measure.h). */
#define _DEFAULT_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "job.h"

enum { MOST_SECONDS = 20 }; /* of a check */

typedef M(status) rotate(const float *tables, const M(position) *ids, size_t tokens,
    const T(view) *views, size_t n_views, size_t begin, size_t end, int direction, M(isa) isa);

/* A shared object's rotation of the whole job. */
typedef struct {
  const job *job;
  const float *tables;
  M(isa) isa;
  char *path;
  rotate *rotate;
} kernel;

typedef struct { kernel *list; size_t n; } kernels;

static void work(const void *of)
{
  const kernel *k = of;
  const job *j = k->job;
  must(k->rotate(k->tables, j->ids, j->tokens, j->views, j->n_views, 0, j->tokens, 1, k->isa),
      k->path);
}

/* The objects stay apart: each has its own symbols, and the first one's are nobody else's. */
static rotate *rotation_in(const char *path)
{
  void *object = dlopen(path, RTLD_NOW | RTLD_LOCAL), *found;
  if (!object) stop(path, dlerror());
  found = dlsym(object, TEXT(T(rotate_ids)));
  if (!found) stop(path, dlerror());
  rotate *function;
  memcpy(&function, &found, sizeof function);
  return function;
}

static kernels read_list(const char *name, kernel common)
{
  kernels all = { NULL, 0 };
  FILE *list = fopen(name, "r");
  if (!list) stop(name, "cannot be read");
  char *line = NULL;
  size_t size = 0;
  for (ssize_t length; (length = getline(&line, &size, list)) > 0; line = NULL, size = 0) {
    line[length - (line[length - 1] == '\n')] = 0;
    all.list = realloc(all.list, (all.n + 1) * sizeof *all.list);
    if (!all.list) stop("memory", "there is not enough");
    common.path = line;
    common.rotate = rotation_in(line);
    all.list[all.n++] = common;
  }
  free(line);
  fclose(list);
  if (all.n == 0) stop(name, "lists nothing");
  return all;
}

/* Elements whose last one ends where memory does: whoever goes on is killed. */
static element *guarded(size_t elements)
{
  const size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = elements * sizeof(element);
  const size_t whole = (bytes + page - 1) / page * page;
  char *memory = mmap(NULL, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
      -1, 0);
  if (memory == MAP_FAILED || mprotect(memory + whole, page, PROT_NONE)) {
    stop("memory", "there is not enough");
  }
  return (element *)(void *)(memory + whole - bytes);
}

/* A way of calling a rotation, and what scalar made of it. */
typedef struct {
  element *in, *out; /* shaped like the job's x */
  size_t begin, end;
  int direction;
  element *expected;
} way;

enum { WAYS = 4 };

static void turn(const kernel *k, const way *w, const element *start)
{
  const job *j = k->job;
  T(view) views[MOST_VIEWS];
  for (size_t i = 0; i < j->n_views; i++) {
    const ptrdiff_t first = j->views[i].in - j->x;
    views[i] = j->views[i];
    views[i].in = w->in + first;
    views[i].out = w->out + first;
  }
  memcpy(w->in, start, j->elements * sizeof *start);
  memcpy(w->out, start, j->elements * sizeof *start);
  must(k->rotate(k->tables, j->ids, j->tokens, views, j->n_views, w->begin, w->end, w->direction,
      k->isa), k->path);
}

static int same(const element *a, const element *b, const job *j)
{
  return !memcmp(a, b, j->elements * sizeof *a);
}

/* Every element is compared: tokens outside the range and what stands beside q and k must stay. */
static int is_right(const kernel *k, const way *ways, const element *start)
{
  for (const way *w = ways; w < ways + WAYS; w++) {
    turn(k, w, start);
    if (!same(w->out, w->expected, k->job)) return 0;
    if (w->in != w->out && !same(w->in, start, k->job)) return 0;
  }
  return 1;
}

/* In a process of its own, which may crash or hang. */
static const char *verdict(const kernel *k, const way *ways, const element *start)
{
  int status;
  fflush(NULL);
  const pid_t child = fork();
  if (child < 0) stop("fork", "fails");
  if (child == 0) {
    alarm(MOST_SECONDS);
    _exit(!is_right(k, ways, start));
  }
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGALRM ? "timeout" : "runtime";
  return WEXITSTATUS(status) ? "correctness" : "correct";
}

static void check(const kernels *all, kernel scalar)
{
  const job *j = scalar.job;
  const size_t last = j->tokens > 1 ? j->tokens - 1 : j->tokens, first = j->tokens > 1;
  const int back = U(HAS_PERMUTES) ? 1 : -1;
  element *start = memory_for(j->elements, sizeof *start);
  element *here = memory_for(j->elements, sizeof *here);
  element *there = memory_for(j->elements, sizeof *there);
  element *short_here = guarded(j->elements), *short_there = guarded(j->elements);
  way ways[WAYS] = {
    { here, here, 0, j->tokens, 1, NULL }, { here, there, 0, j->tokens, 1, NULL },
    { short_here, short_here, first, j->tokens, back, NULL },
    { short_here, short_there, 0, last, 1, NULL },
  };
  job_fill(j);
  memcpy(start, j->x, j->elements * sizeof *start);
  for (way *w = ways; w < ways + WAYS; w++) {
    w->expected = memory_for(j->elements, sizeof *start);
    turn(&scalar, w, start);
    memcpy(w->expected, w->out, j->elements * sizeof *start);
  }
  for (size_t i = 0; i < all->n; i++) {
    printf("%s\t%s\n", all->list[i].path, verdict(&all->list[i], ways, start));
  }
}

static void print_times(const char *name, const candidate *one, size_t rounds)
{
  printf("%s", name);
  for (size_t i = 0; i < rounds; i++) printf("\t%.1f", one->ns[i]);
  printf("\n");
}

/* The limit is the last of the candidates. */
static void measure_all(const kernels *all, const job *j)
{
  const limit best = job_limit(j, j->seconds / 10);
  candidate *list = memory_for(all->n + 1, sizeof *list);
  for (size_t i = 0; i < all->n; i++) {
    list[i] = (candidate){ .name = all->list[i].path, .work = work, .of = &all->list[i] };
  }
  list[all->n] = job_limit_candidate(j, &best, "limit");
  job_fill(j);
  const size_t rounds = measure(list, all->n + 1, j->seconds * 9 / 10, job_sample_ns(j),
      MODEL_NAME " " DTYPE_NAME);
  printf("tokens\t%zu\nbytes\t%.0f\n", j->batch * j->tokens, job_mib(j) * (1 << 20));
  printf("way\t%s\n", best.name);
  for (size_t i = 0; i < all->n; i++) print_times(all->list[i].path, &list[i], rounds);
  print_times("limit", &list[all->n], rounds);
  free(list);
}

static const runner *runner_named(const char *name)
{
  static runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  for (size_t i = 0; name && i < n; i++) {
    if (!strcmp(list[i].name, name)) return &list[i];
  }
  stop("--isa", "this machine cannot run it");
}

static struct { const char *list, *isa; int checks; } options;

static void take(int option, const char *value)
{
  switch (option) {
  case 'L': options.list = value; break;
  case 'I': options.isa = value; break;
  default: options.checks = 1;
  }
}

int main(int argc, char **argv)
{
  static const struct option own[] = {
    { "list", required_argument, NULL, 'L' }, { "isa", required_argument, NULL, 'I' },
    { "check", no_argument, NULL, 'C' }, { 0 },
  };
  static job j;
  job_start(&j, argc, argv, own, take);
  if (!options.list) stop("--list", "is missing");
  const runner *by = runner_named(options.isa);
  float *tables = NULL;
#if U(HAS_TABLES)
  tables = memory_for(U(TABLE_FLOATS), sizeof *tables);
  must(run_tables(by, tables, U(TABLE_FLOATS)), "tables");
#endif
  const kernels all = read_list(options.list, (kernel){ &j, tables, by->isa, NULL, NULL });
  if (options.checks) {
    check(&all, (kernel){ &j, tables, U(SCALAR), "scalar", T(rotate_ids) });
  } else {
    measure_all(&all, &j);
  }
  free(all.list);
  free(tables);
  job_end(&j);
  return 0;
}
