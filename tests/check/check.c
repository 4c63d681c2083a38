/* See check.h. */
#define _DEFAULT_SOURCE 1
#include "check.h"

#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "random.h"
#include "reference.h"

static const char *check_at_work = "none", *type_at_work = "", *runner_at_work = "none";
static char case_at_work[256];
enum { MOST_LINE = 768 };
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

/* What is wrong, and where: the text of a failure. */
static void put_line(char *line, size_t room, const char *what)
{
  snprintf(line, room, "%s: %s %s: runner %s, seed %llu: %s: %s", MODEL_NAME, check_at_work,
      type_at_work, runner_at_work, (unsigned long long)seed(), case_at_work, what);
}

enum { SIGNALS = 5 };
static const int signals[SIGNALS] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGALRM };
static struct sigaction actions[SIGNALS]; /* what was to happen before */

/* Says at which case a signal came, and lets happen what would have happened without: a fault
   comes again as soon as this returns. */
static void on_signal(int number)
{
  char line[MOST_LINE + 1];
  put_line(line, sizeof line - 1, "was ended by a signal");
  const size_t length = strlen(line);
  line[length] = '\n';
  if (write(STDERR_FILENO, line, length + 1) < 0) _exit(1);
  for (size_t i = 0; i < SIGNALS; i++) sigaction(signals[i], &actions[i], NULL);
  if (number == SIGALRM) raise(number);
}

static void watch_signals(void)
{
  struct sigaction watch = { .sa_handler = on_signal };
  for (size_t i = 0; i < SIGNALS; i++) sigaction(signals[i], &watch, &actions[i]);
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
  watch_signals();
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
  char what[256], line[MOST_LINE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  put_line(line, sizeof line, what);
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

uint64_t random_bits(void)
{
  return next_random(&random_state);
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
