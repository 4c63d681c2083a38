/* The Criterion front: a test per check and runner. A runner that this machine lacks is a skip. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "check.h"

_Noreturn void report_failure(const char *line)
{
  cr_assert_fail("%s", line);
  abort(); /* not reached; Criterion does not tell the compiler */
}

static void run_test(const char *name, void (*run)(const runner *r), const char *runner_name)
{
  runner r;
  if (!find_runner(runner_name, &r)) cr_skip_test("%s is not on this machine", runner_name);
  const check c = { name, run };
  run_check(&c, &r);
}

#define TEST_(suite, name) Test(suite, name, .timeout = MOST_SECONDS)
#define RUN(name, runner_name) \
  TEST_(JOIN(MODEL, runner_name), name) { run_test(#name, check_##name, #runner_name); }
#define RUN_ALL(name, NAME, available) RUNNER_CHECKS(RUN, name)
U(ISAS)(RUN_ALL)
MODEL_CHECKS(RUN, scalar)
