/* Threads that share a model: they build tables at once, and turn disjoint ranges of the same
   heads, for ThreadSanitizer to watch. Compiled per model and type, as tests/model.h says.
   In: the environment's ROPEWALK_SEED, else 1. Out: a line `passed RUNNER` for each runner and for
   `auto`; or `wrong TEXT` and exit status 1. Always: what the threads leave has the bits that one
   thread alone leaves. With OVERLAP each range reaches into the next: a race, which is to be
   seen. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "element.h"
#include "model.h"
#include "random.h"

#if !defined(OVERLAP)
#define OVERLAP 0
#endif

enum {
  HEAD_DIM = U(HEAD_DIM), PAIRS = U(PAIRS), AXES = U(AXES),
  THREADS = 4, TOKENS = 67, STRIDE = PAIRS + 1, CIS_STRIDE = 2 * PAIRS + 2,
  Q_HEADS = 2, HEADS = 3, VIEWS = 2, ROW = HEADS * HEAD_DIM, ELEMENTS = TOKENS * ROW
};

typedef T(view) view;

static element x[ELEMENTS], y[ELEMENTS], alone[ELEMENTS];
static float cos_rows[TOKENS * STRIDE], sin_rows[TOKENS * STRIDE], cis_rows[TOKENS * CIS_STRIDE];
static uint64_t random_state;

static _Noreturn void wrong(const char *text)
{
  printf("wrong %s\n", text);
  exit(1);
}

static void require_ok(M(status) status)
{
  if (status != U(OK)) wrong(M(strerror)(status));
}

/* Between -1 and 1. */
static double random_number(void)
{
  return (double)(int64_t)next_random(&random_state) * 0x1p-63;
}

/* What a thread does: its number, and what is at work. */
typedef struct work work;
struct work {
  void (*run)(const work *w);
  runner runner;
  size_t thread, threads;
  int source, in_place;
};

static pthread_barrier_t start;

static void *begin_work(void *w)
{
  pthread_barrier_wait(&start);
  ((const work *)w)->run(w);
  return NULL;
}

/* Runs a piece of work in all threads, which begin together. */
static void run_together(work w)
{
  pthread_t threads[THREADS];
  work each[THREADS];
  if (pthread_barrier_init(&start, NULL, THREADS) != 0) wrong("no barrier");
  for (size_t i = 0; i < THREADS; i++) {
    each[i] = w;
    each[i].thread = i;
    each[i].threads = THREADS;
    if (pthread_create(&threads[i], NULL, begin_work, &each[i]) != 0) wrong("no thread");
  }
  for (size_t i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  pthread_barrier_destroy(&start);
}

#if U(HAS_IDS)
static M(position) ids[TOKENS * AXES];

static void draw_ids(void)
{
#define LIMITS(name, pairs, position_min, position_max) { position_min, position_max },
  static const double limits[AXES][2] = { U(EACH_AXIS)(LIMITS) };
#undef LIMITS
  for (size_t i = 0; i < TOKENS * AXES; i++) {
    const double *of = limits[i % AXES], part = 0.5 + 0.5 * random_number();
    ids[i] = (M(position))(of[0] + (of[1] - of[0]) * part);
  }
}
#endif

#if U(HAS_TABLES)
/* A thread's own tables; all then read those of the first. */
static float *tables[THREADS];

static void make_tables(const work *w)
{
  require_ok(run_tables(&w->runner, tables[w->thread], U(TABLE_FLOATS)));
}

static void check_tables(const runner *r)
{
  const size_t bytes = U(TABLE_FLOATS) * sizeof(float);
  for (size_t i = 0; i < THREADS; i++) {
    if (!tables[i] && !(tables[i] = malloc(bytes))) wrong("no memory for tables");
    memset(tables[i], 0xff, bytes);
  }
  run_together((work){ .run = make_tables, .runner = *r });
  for (size_t i = 1; i < THREADS; i++) {
    if (memcmp(tables[0], tables[i], bytes) != 0) wrong("tables: other bits in another thread");
  }
}
#endif

#if U(HAS_SEQUENCE)
#define IS_RUNS_runs 1 /* of the names of rules, this one is known */
#if U(HAS_GRID)
static const M(grid) grids[] = { { 1, 8, 8 } };
static const M(sequence) shared_sequence = { .grids = grids, .n_grids = 1 };
#elif JOIN(IS_RUNS, U(RULE))
static const M(run) runs[] = {
  { .kind = U(TEXT), .tokens = 5 }, { .kind = U(IMAGE), .t = 1, .h = 8, .w = 8 },
};
static const M(sequence) shared_sequence = { .runs = runs, .n_runs = 2 };
#else
static const M(sequence) shared_sequence = { .tokens = TOKENS };
#endif

static size_t tokens_of_sequence(void)
{
  size_t tokens = 0;
  require_ok(M(tokens)(&shared_sequence, &tokens));
  return tokens < TOKENS ? tokens : TOKENS;
}
#endif

enum { READY, CIS, FROM_TABLES, COMPUTED, SEQUENCE, SOURCES };

static int is_offered(int source)
{
  switch (source) {
  case CIS: return U(HAS_CIS);
  case FROM_TABLES: return U(HAS_TABLES);
  case COMPUTED: return U(HAS_IDS);
  case SEQUENCE: return U(HAS_SEQUENCE);
  default: return 1;
  }
}

static size_t tokens_of(int source)
{
#if U(HAS_SEQUENCE)
  if (source == SEQUENCE) return tokens_of_sequence();
#endif
  (void)source;
  return TOKENS;
}

static M(status) turn(const work *w, const view *views, size_t begin, size_t end)
{
  const runner *r = &w->runner;
  switch (w->source) {
#if U(HAS_CIS)
  case CIS: return run_cis(r, cis_rows, CIS_STRIDE, TOKENS, views, VIEWS, begin, end, 1);
#endif
#if U(HAS_TABLES)
  case FROM_TABLES: return run_ids(r, tables[0], ids, TOKENS, views, VIEWS, begin, end, 1);
#endif
#if U(HAS_IDS)
  case COMPUTED: return run_ids(r, NULL, ids, TOKENS, views, VIEWS, begin, end, 1);
#endif
#if U(HAS_SEQUENCE)
  case SEQUENCE: return run_sequence(r, NULL, &shared_sequence, views, VIEWS, begin, end, 1);
#endif
  default:
    return run_cos_sin(r, cos_rows, sin_rows, STRIDE, TOKENS, views, VIEWS, begin, end, 1);
  }
}

/* A thread's share of the tokens: q and k stand side by side in one buffer. */
static void turn_share(const work *w)
{
  const element *in = w->in_place ? y : x;
  const ptrdiff_t k = Q_HEADS * HEAD_DIM;
  const view views[VIEWS] = {
    { in, y, Q_HEADS, ROW, HEAD_DIM, ROW, HEAD_DIM },
    { in + k, y + k, HEADS - Q_HEADS, ROW, HEAD_DIM, ROW, HEAD_DIM },
  };
  const size_t tokens = tokens_of(w->source);
  const size_t end = tokens * (w->thread + 1) / w->threads;
  require_ok(turn(w, views, tokens * w->thread / w->threads,
      end + (OVERLAP && end < tokens)));
}

static void check_turns(const runner *r, int source, int in_place)
{
  const work w = { .run = turn_share, .runner = *r, .source = source, .in_place = in_place };
  work single = w;
  single.threads = 1;
  memcpy(y, x, sizeof y);
  turn_share(&single);
  memcpy(alone, y, sizeof y);
  memcpy(y, x, sizeof y);
  run_together(w);
  if (!OVERLAP && memcmp(y, alone, sizeof y) != 0) wrong("heads: other bits in threads");
}

static void check_runner(const runner *r)
{
#if U(HAS_TABLES)
  check_tables(r);
#endif
  for (int source = 0; source < SOURCES; source++) {
    for (int in_place = 0; in_place < 2 && is_offered(source); in_place++) {
      check_turns(r, source, in_place);
    }
  }
  printf("passed %s\n", r->name);
}

int main(void)
{
  const char *given = getenv("ROPEWALK_SEED");
  const runner automatic = { "auto", U(AUTO), 0 };
  runner list[MOST_RUNNERS];
  random_state = given ? strtoull(given, NULL, 0) : 1;
  for (size_t i = 0; i < ELEMENTS; i++) x[i] = narrow(random_number());
  for (size_t i = 0; i < TOKENS * STRIDE; i++) {
    cos_rows[i] = (float)random_number();
    sin_rows[i] = (float)random_number();
  }
  for (size_t i = 0; i < TOKENS * CIS_STRIDE; i++) cis_rows[i] = (float)random_number();
#if U(HAS_IDS)
  draw_ids();
#endif
  check_runner(&automatic);
  for (size_t i = 0, n = runners(list); i < n; i++) check_runner(&list[i]);
  return 0;
}
