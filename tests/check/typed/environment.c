/* The floating-point environment is the caller's: after every entry of a type its control bits are
   as they were, whichever they were. */
#include "check/control.h"
#include "check/values.h"

void T(check_environment)(const runner *r)
{
  enum { TOKENS = 3 };
  element x[TOKENS * HEAD_DIM];
  float cos[TOKENS * PAIRS], sin[TOKENS * PAIRS];
  view v = { x, x, 1, HEAD_DIM, HEAD_DIM, HEAD_DIM, HEAD_DIM };
#if U(HAS_IDS)
  const float *tables = tables_at(FLUSH_END);
  model_position ids[TOKENS * AXES];
  random_ids(ids, TOKENS);
#endif
#if U(HAS_PERMUTES)
  element y[TOKENS * HEAD_DIM];
  v.out = y;
#endif
  random_turns(cos, sin, TOKENS);
  T(random_values)(x, TOKENS * HEAD_DIM);
  T(random_specials)(x, TOKENS * HEAD_DIM);
  for (size_t i = 0; i < CONTROLS; i++) {
    const control_change change = change_control(i);
    const model_status statuses[] = {
#if U(HAS_IDS)
      run_ids(r, tables, ids, TOKENS, &v, 1, 0, TOKENS, 1),
      run_ids(r, NULL, ids, TOKENS, &v, 1, 0, TOKENS, U(HAS_PERMUTES) ? 1 : -1),
#endif
      run_cos_sin(r, cos, sin, PAIRS, TOKENS, &v, 1, 0, TOKENS, 1),
    };
    restore_control(change);
    for (size_t j = 0; j < sizeof statuses / sizeof *statuses; j++) {
      REQUIRE_STATUS(statuses[j], U(OK));
    }
  }
}
