/* Holds a model's sequences against the rules of its config, stated slowly (tests/check): ids,
   lengths, windows, what follows; and a rotation by a sequence against one by those ids.
   Compiled per model, as tests/model.h says, with the facts.h of tests/check, which needs to know
   of no type. Out: a line `runner NAME TYPE` for each that passed and at last `passed`; or
   `wrong TEXT` and exit status 1. */
#include <stdio.h>
#include <stdlib.h>

#include "check/positions.h"

enum { ROTATED = 20, MOST_TOKENS = 60, HEADS = 2 };

_Noreturn void report_failure(const char *line)
{
  printf("wrong %s\n", line);
  exit(1);
}

typedef struct { element heads[MOST_TOKENS][HEADS][HEAD_DIM]; } tensor;

static T(view) view_of(const tensor *in, tensor *out)
{
  const ptrdiff_t token = HEADS * HEAD_DIM;
  return (T(view)){ in->heads[0][0], out->heads[0][0], HEADS, token, HEAD_DIM, token, HEAD_DIM };
}

static void fill(tensor *x)
{
  unsigned char *bytes = (unsigned char *)x;
  for (size_t i = 0; i < sizeof *x; i++) bytes[i] = (unsigned char)random_bits();
}

static void require_turned_alike(const runner *r, const sequence *s, const float *tables)
{
  static tensor x, by_ids, by_sequence;
  model_position ids[MOST_TOKENS * AXES];
  const size_t tokens = slow_tokens(s), begin = random_below(tokens + 1);
  slow_ids(s, ids);
  fill(&x);
  by_ids = by_sequence = x;
  const T(view) wanted = view_of(&x, &by_ids), got = view_of(&x, &by_sequence);
  REQUIRE_STATUS(run_ids(r, tables, ids, tokens, &wanted, 1, begin, tokens, 1), U(OK));
  REQUIRE_STATUS(run_sequence(r, tables, s, &got, 1, begin, tokens, 1), U(OK));
  REQUIRE(memcmp(&by_ids, &by_sequence, sizeof x) == 0);
}

static void check_sequences(const runner *r)
{
  for (int i = 0; i < ROTATED; i++) {
    own_sequence own;
    random_sequence(&own, MOST_TOKENS);
    describe_sequence(&own.s);
    require_turned_alike(r, &own.s, NULL);
#if U(HAS_TABLES)
    require_turned_alike(r, &own.s, tables_at(FLUSH_END));
#endif
  }
}

int main(void)
{
  const check places = { "positions", "", check_positions };
  const check turns = { "sequences", DTYPE_NAME, check_sequences };
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  run_check(&places, &list[0]);
  for (size_t i = 0; i < n; i++) {
    run_check(&turns, &list[i]);
    printf("runner %s %s\n", list[i].name, DTYPE_NAME);
  }
  puts("passed");
  return 0;
}
