/* How fast a model's tables are built. In: --seconds. Out: a table, also for 512 positions of 20
   frequencies. Always: the tables timed have just been seen to have the bits of scalar's. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "job.h"

typedef struct { const runner *by; float *tables; } building;

static void work(const void *of)
{
  const building *b = of;
  must(run_tables(b->by, b->tables, U(TABLE_FLOATS)), b->by->name);
}

static size_t count_pairs(void)
{
  size_t pairs = 0;
#define ADD_PAIRS(name, axis_pairs, position_min, position_max) \
  pairs += (size_t)(axis_pairs) * (size_t)((position_max) - (position_min) + 1);
  U(EACH_AXIS)(ADD_PAIRS)
#undef ADD_PAIRS
  return pairs;
}

static void print_table(const candidate *builders, size_t n, size_t rounds)
{
  const double pairs = (double)count_pairs(), axis = 512 * 20 / pairs / 1e3;
  printf("%s: tables, %.0f pairs of cos and sin; %zu rounds\n", MODEL_NAME, pairs, rounds);
  printf("  %-20s %9s %8s   %s\n", "", "us", "ns/pair", "us for 512 x 20 pairs [quartiles]");
  for (size_t i = 0; i < n; i++) {
    const quartiles ns = times(&builders[i], rounds);
    printf("  %-20s %9.1f %8.2f   %.1f [%.1f, %.1f]\n", builders[i].name, ns.median / 1e3,
        ns.median / pairs, ns.median * axis, ns.q1 * axis, ns.q3 * axis);
  }
  printf("\n");
}

int main(int argc, char **argv)
{
  static candidate builders[MOST_RUNNERS];
  runner list[MOST_RUNNERS];
  building of[MOST_RUNNERS];
  const size_t n = runners(list);
  const double seconds = argc == 3 && !strcmp(argv[1], "--seconds") ? strtod(argv[2], NULL) : 0;
  if (!(seconds > 0)) stop("usage", "--seconds with a time above zero");
  for (size_t i = 0; i < n; i++) {
    of[i] = (building){ &list[i], memory_for(U(TABLE_FLOATS), sizeof(float)) };
    builders[i] = (candidate){ .name = list[i].name, .work = work, .of = &of[i] };
    work(&of[i]);
    if (memcmp(of[i].tables, of[0].tables, U(TABLE_FLOATS) * sizeof(float))) {
      stop(list[i].name, "its tables are not scalar's");
    }
  }
  print_table(builders, n, measure(builders, n, seconds, 1e6, MODEL_NAME " tables"));
  for (size_t i = 0; i < n; i++) free(of[i].tables);
  return 0;
}
