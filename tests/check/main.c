/* The plain front: every check in a process of its own, so that a crash is that check's; a line of
   TAP for each. A check's title is <runner>.<name>, or <runner>.<type>.<name> where it is one of
   each type; given patterns of titles, as of files, it runs only those that fit one. Given --first,
   it ends at the first failure. Exit status 1 unless all passed. */
#define _DEFAULT_SOURCE 1
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static char **wanted; /* the patterns given, up to a NULL */
static int only_first;
static size_t number, failures;

_Noreturn void report_failure(const char *line)
{
  fprintf(stderr, "%s\n", line);
  _exit(1);
}

static int is_wanted(const char *title)
{
  for (char **given = wanted; *given; given++) {
    if (fnmatch(*given, title, 0) == 0) return 1;
  }
  return !*wanted;
}

/* Prints lines as comments. */
static void print_comments(char *text)
{
  for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) printf("# %s\n", line);
}

/* Runs a check in a child; returns its exit status as of waitpid and the start of what it said. */
static int run_apart(const check *c, const runner *r, char *said, size_t room)
{
  int ends[2], status;
  size_t n = 0;
  fflush(stdout);
  if (pipe(ends) != 0) exit(2);
  const pid_t child = fork();
  if (child < 0) exit(2);
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    alarm(MOST_SECONDS);
    run_check(c, r);
    _exit(0);
  }
  close(ends[1]);
  for (ssize_t more; (more = read(ends[0], said + n, room - 1 - n)) > 0;) n += (size_t)more;
  said[n] = '\0';
  close(ends[0]);
  return waitpid(child, &status, 0) == child ? status : -1;
}

static void run_one(const check c, const char *runner_name)
{
  char title[64], said[4096];
  runner r;
  snprintf(title, sizeof title, "%s.%s%s%s", runner_name, c.type, *c.type ? "." : "", c.name);
  if (!is_wanted(title)) return;
  number++;
  if (!find_runner(runner_name, &r)) {
    printf("ok %zu - %s %s # SKIP %s is not on this machine\n", number, MODEL_NAME, title,
        runner_name);
    return;
  }
  const int status = run_apart(&c, &r, said, sizeof said);
  printf("%sok %zu - %s %s\n", status == 0 ? "" : "not ", number, MODEL_NAME, title);
  if (status == 0) return;
  failures++;
  print_comments(said);
  if (WIFSIGNALED(status)) printf("# ended by signal %d\n", WTERMSIG(status));
  if (only_first) exit(1);
}

int main(int count, char **arguments)
{
  wanted = arguments + (count > 0);
  only_first = *wanted && strcmp(*wanted, "--first") == 0;
  wanted += only_first;
  printf("# ROPEWALK_SEED=%llu\n", (unsigned long long)seed());
#define RUN(name, runner_name) run_one((check){ #name, "", check_##name }, runner_name);
#define RUN_TYPED(name, dtype, runner_name) \
  run_one((check){ #name, #dtype, TYPED_CHECK(name, dtype) }, runner_name);
#define RUN_TYPE(dtype, runner_name) TYPE_CHECKS(RUN_TYPED, dtype, runner_name)
#define RUN_ALL(name, NAME, available) \
  RUNNER_CHECKS(RUN, #name) FACT_EACH_DTYPE(RUN_TYPE, #name)
  U(ISAS)(RUN_ALL)
#if defined(WITH_CUDA)
  RUN_ALL(cuda, CUDA, 1)
#endif
  MODEL_CHECKS(RUN, "scalar")
  printf("1..%zu\n", number);
  return failures > 0;
}
