/* The Criterion front: a test per check and runner, and per type where it has one. A runner that
   this machine lacks is a skip. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "check.h"

_Noreturn void report_failure(const char *line)
{
  cr_assert_fail("%s", line);
  abort(); /* not reached; Criterion does not tell the compiler */
}

static void run_test(const check c, const char *runner_name)
{
  runner r;
  if (!find_runner(runner_name, &r)) cr_skip_test("%s is not on this machine", runner_name);
  run_check(&c, &r);
}

#define TEST_(suite, name) Test(suite, name, .timeout = MOST_SECONDS)
#define RUN(name, runner_name) \
  TEST_(JOIN(MODEL, runner_name), name) \
  { \
    run_test((check){ #name, "", check_##name }, #runner_name); \
  }
#define RUN_TYPED(name, dtype, runner_name) \
  TEST_(JOIN(MODEL, JOIN(runner_name, dtype)), name) \
  { \
    run_test((check){ #name, #dtype, TYPED_CHECK(name, dtype) }, #runner_name); \
  }
#define RUN_TYPE(dtype, runner_name) TYPE_CHECKS(RUN_TYPED, dtype, runner_name)
#define RUN_ALL(name, NAME, available) RUNNER_CHECKS(RUN, name) FACT_EACH_DTYPE(RUN_TYPE, name)
U(ISAS)(RUN_ALL)
MODEL_CHECKS(RUN, scalar)
