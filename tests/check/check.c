/* See check.h. */
#define _DEFAULT_SOURCE
#include "check.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "reference.h"

static const char *check_at_work = "none", *type_at_work = "", *runner_at_work = "none";
static char case_at_work[256];
static uint64_t random_state;

uint64_t seed(void)
{
  const char *given = getenv("ROPEWALK_SEED");
  return given ? strtoull(given, NULL, 0) : 1;
}

int find_runner(const char *name, runner *found)
{
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(list[i].name, name) != 0) continue;
    *found = list[i];
    return 1;
  }
  return 0;
}

size_t absent_isas(M(isa) *list)
{
  const M(isa) isas[] = { U(AVX2), U(AVX512), U(NEON), (M(isa))(U(NEON) + 1), (M(isa))99 };
  size_t n = 0;
  for (size_t i = 0; i < sizeof isas / sizeof *isas; i++) {
    runner present[MOST_RUNNERS];
    int known = 0;
    for (size_t j = runners(present); j-- > 0;) known |= present[j].isa == isas[i];
    if (!known) list[n++] = isas[i];
  }
  return n;
}

void run_check(const check *c, const runner *r)
{
  check_at_work = c->name;
  type_at_work = c->type;
  runner_at_work = r->name;
  random_state = seed();
  for (const char *letter = c->name; *letter; letter++) {
    random_state = random_state * 31 + (unsigned char)*letter;
  }
  describe("before the first case");
  c->run(r);
}

void describe(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(case_at_work, sizeof case_at_work, format, arguments);
  va_end(arguments);
}

_Noreturn void fail(const char *format, ...)
{
  char what[256], line[768];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  snprintf(line, sizeof line, "%s: %s %s: runner %s, seed %llu: %s: %s", MODEL_NAME, check_at_work,
      type_at_work, runner_at_work, (unsigned long long)seed(), case_at_work, what);
  report_failure(line);
}

void require_status(const char *call, model_status got, model_status want)
{
  if (got == want) return;
  fail("%.100s: got \"%s\", want \"%s\"", call, M(strerror)(got), M(strerror)(want));
}

void require_same_ints(const char *what, const int32_t *got, const int32_t *want, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (got[i] != want[i]) {
      fail("%s, element %zu of %zu: got %d, want %d", what, i, n, (int)got[i], (int)want[i]);
    }
  }
}

void require_same_ids(const model_position *got, const model_position *want, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (memcmp(&got[i], &want[i], sizeof got[i]) == 0) continue;
    fail("token %zu of %zu on axis %s: got %.9g, want %.9g", i / AXES, n / AXES,
        axis_facts[i % AXES].name, (double)got[i], (double)want[i]);
  }
}

/* splitmix64: a public-domain generator by Sebastiano Vigna. */
uint64_t random_bits(void)
{
  uint64_t z = random_state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

size_t random_below(size_t n)
{
  return (size_t)(random_bits() >> 11) % n;
}

int32_t random_between(int32_t low, int32_t high)
{
  return (int32_t)(low + (int64_t)random_below((size_t)((int64_t)high - low + 1)));
}

/* The limits now and then, and what lies between them, of whole numbers or of any. */
void random_ids(model_position *ids, size_t tokens)
{
  for (size_t i = 0; i < tokens * AXES; i++) {
    const axis_fact *axis = &axis_facts[i % AXES];
    const int32_t low = axis->position_min, high = axis->position_max;
    const size_t kind = random_below(8);
    double id = kind == 0 ? low : kind == 1 ? high : random_between(low, high);
    if (FACT_FRACTIONAL && kind > 2 && id < high) id += (double)random_below(1 << 20) * 0x1p-20;
    ids[i] = (model_position)id;
  }
}

size_t wrong_positions(size_t axis_number, model_position *wrong)
{
  const axis_fact *axis = &axis_facts[axis_number];
  size_t n = 0;
#if FACT_FRACTIONAL
  wrong[n++] = nextafterf((float)axis->position_min, -INFINITY);
  wrong[n++] = nextafterf((float)axis->position_max, INFINITY);
  wrong[n++] = NAN;
  wrong[n++] = INFINITY;
  wrong[n++] = -INFINITY;
#else
  if (axis->position_min > INT32_MIN) {
    wrong[n++] = axis->position_min - 1;
    wrong[n++] = INT32_MIN;
  }
  if (axis->position_max < INT32_MAX) {
    wrong[n++] = axis->position_max + 1;
    wrong[n++] = INT32_MAX;
  }
#endif
  return n;
}

void random_heads(size_t *heads, size_t n_views)
{
  for (size_t i = 0; i < n_views; i++) heads[i] = random_below(8) ? 1 + random_below(5) : 0;
}

void random_turns(float *cos, float *sin, size_t tokens)
{
#if U(HAS_IDS)
  model_position *ids = malloc((tokens * AXES + 1) * sizeof *ids);
  if (!ids) fail("no memory for ids");
  random_ids(ids, tokens);
  REQUIRE_STATUS(M(cos_sin)(NULL, ids, tokens, cos, sin, PAIRS), U(OK));
  free(ids);
#else
  for (size_t i = 0; i < tokens * PAIRS; i++) {
    const double angle = (double)random_below(1 << 20) * 0x1p-17;
    cos[i] = cosf((float)angle);
    sin[i] = sinf((float)angle);
  }
#endif
}

region region_make(size_t elements)
{
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  const size_t bytes = (elements * 4 / page + 1) * page;
  char *map = mmap(NULL, bytes + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (map == MAP_FAILED || mprotect(map + page, bytes, PROT_READ | PROT_WRITE) != 0) {
    fail("no memory for %zu elements", elements);
  }
  return (region){ map + page, bytes / 4 };
}

void *region_last(const region *r, size_t elements)
{
  return (char *)r->first + (r->elements - elements) * 4;
}

void region_lock(const region *r)
{
  if (mprotect(r->first, r->elements * 4, PROT_READ) != 0) fail("mprotect refused");
}

void region_unlock(const region *r)
{
  if (mprotect(r->first, r->elements * 4, PROT_READ | PROT_WRITE) != 0) fail("mprotect refused");
}

void region_free(const region *r)
{
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  munmap((char *)r->first - page, r->elements * 4 + 2 * page);
}

#if U(HAS_TABLES)
const float *tables_at(int at)
{
  static const float *made[OFFSETS + 1];
  const float **tables = &made[at == FLUSH_END ? OFFSETS : at];
  if (!*tables) {
    const region r = region_make(U(TABLE_FLOATS) + OFFSETS);
    float *first = r.first, *here = at == FLUSH_END ? region_last(&r, U(TABLE_FLOATS)) : first + at;
    if (at == FLUSH_END) REQUIRE_STATUS(M(tables)(here, U(TABLE_FLOATS), U(SCALAR)), U(OK));
    else memcpy(here, tables_at(FLUSH_END), U(TABLE_FLOATS) * sizeof *here);
    region_lock(&r);
    *tables = here;
  }
  return *tables;
}
#else
const float *tables_at(int at)
{
  static region none;
  (void)at;
  if (!none.first) none = region_make(0);
  return region_last(&none, 0);
}
#endif
