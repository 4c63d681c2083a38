/* The floating-point environment is the caller's: after every entry its control bits are as they
   were, whichever they were. */
#include "check.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

enum { EXCEPTION_FLAGS = 0x3f };

static const unsigned controls[] = { 0, 0x8000, 0x0040, 0x2000, 0x4000, 0x6000, 0xe040 };

static unsigned control(void)
{
  return _mm_getcsr() & ~(unsigned)EXCEPTION_FLAGS;
}

static void set_control(unsigned bits)
{
  _mm_setcsr(bits | 0x1f80); /* every exception masked */
}

#elif defined(__aarch64__)

static const unsigned controls[] = { 0, 1u << 24, 1u << 25, 1u << 22, 2u << 22, 3u << 22 };

static unsigned control(void)
{
  unsigned long bits;
  __asm__ volatile("mrs %0, fpcr" : "=r"(bits));
  return (unsigned)bits;
}

static void set_control(unsigned bits)
{
  __asm__ volatile("msr fpcr, %0" : : "r"((unsigned long)bits));
}
#endif

void check_environment(const runner *r)
{
  enum { TOKENS = 3 };
  float x[TOKENS * HEAD_DIM], cos[TOKENS * PAIRS], sin[TOKENS * PAIRS];
  view v = { x, x, 1, HEAD_DIM, HEAD_DIM, HEAD_DIM, HEAD_DIM };
#if U(HAS_TABLES)
  static float tables[U(TABLE_FLOATS)];
#endif
#if U(HAS_IDS)
  float angles[TOKENS * PAIRS];
  model_position ids[TOKENS * AXES];
  random_ids(ids, TOKENS);
#endif
#if U(HAS_PERMUTES)
  float y[TOKENS * HEAD_DIM];
  v.out = y;
#endif
  const unsigned own = control();
  random_turns(cos, sin, TOKENS);
  random_floats(x, TOKENS * HEAD_DIM);
  random_specials(x, TOKENS * HEAD_DIM);
  for (size_t i = 0; i < sizeof controls / sizeof *controls; i++) {
    describe("control bits 0x%x", controls[i]);
    set_control(controls[i]);
    const unsigned before = control();
    model_status statuses[] = {
#if U(HAS_TABLES)
      run_tables(r, tables, U(TABLE_FLOATS)),
      run_ids(r, tables, ids, TOKENS, &v, 1, 0, TOKENS, 1),
#endif
#if U(HAS_IDS)
      run_ids(r, NULL, ids, TOKENS, &v, 1, 0, TOKENS, U(HAS_PERMUTES) ? 1 : -1),
      M(cos_sin)(NULL, ids, TOKENS, cos, sin, PAIRS),
      M(angles)(ids, TOKENS, angles),
#endif
      run_cos_sin(r, cos, sin, PAIRS, TOKENS, &v, 1, 0, TOKENS, 1),
    };
    const unsigned after = control();
    set_control(own);
    if (after != before) fail("control bits are now 0x%x, were 0x%x", after, before);
    for (size_t j = 0; j < sizeof statuses / sizeof *statuses; j++) {
      REQUIRE_STATUS(statuses[j], U(OK));
    }
  }
}
