/* Position ids and lengths of random sequences against the rules stated slowly, and the errors of
   sequences that are missing. */
#include "positions.h"

#if U(HAS_SEQUENCE)

#if U(HAS_GRID) && U(HAS_CU_SEQLENS)
static void require_cu_seqlens(const sequence *s, size_t tokens)
{
  const region want = region_make(tokens + 1), got = region_make(tokens + 1);
  const size_t want_n = slow_cu_seqlens(s, want.first);
  size_t n = SIZE_MAX;
  REQUIRE_STATUS(M(cu_seqlens)(s, NULL, 0, &n), U(OK));
  if (n != want_n) fail("%zu ends of frames, want %zu", n, want_n);
  int32_t *cu = region_last(&got, n);
  REQUIRE_STATUS(M(cu_seqlens)(s, cu, n, &n), U(OK));
  require_same_ints("cu_seqlens", cu, want.first, want_n);
  region_free(&want);
  region_free(&got);
}
#endif

#if U(HAS_WINDOW)
static void require_windows(const sequence *s, size_t tokens)
{
  const region want = region_make(tokens), want_cu = region_make(tokens + 1);
  const region got = region_make(tokens), got_cu = region_make(tokens + 1);
  size_t n = SIZE_MAX, n_cu = SIZE_MAX, want_cu_n;
  const size_t want_n = slow_window(s, want.first, want_cu.first, &want_cu_n);
  REQUIRE_STATUS(M(window)(s, NULL, 0, &n, NULL, 0, &n_cu), U(OK));
  if (n != want_n || n_cu != want_cu_n) {
    fail("%zu merged patches and %zu ends of windows, want %zu and %zu", n, n_cu, want_n,
        want_cu_n);
  }
  int32_t *index = region_last(&got, n), *ends = region_last(&got_cu, n_cu);
  REQUIRE_STATUS(M(window)(s, index, n, &n, ends, n_cu, &n_cu), U(OK));
  require_same_ints("window index", index, want.first, want_n);
  require_same_ints("ends of windows", ends, want_cu.first, want_cu_n);
  region_free(&want);
  region_free(&want_cu);
  region_free(&got);
  region_free(&got_cu);
}
#endif

#if FACT_RUNS
static void require_next(const sequence *s)
{
  int32_t next = INT32_MIN;
  REQUIRE_STATUS(M(next_position)(s, &next), U(OK));
  if (next != slow_next(s)) fail("next position %d, want %d", (int)next, (int)slow_next(s));
#if U(HAS_ROPE_DELTA)
  int32_t delta = INT32_MIN;
  REQUIRE_STATUS(M(rope_delta)(s, &delta), U(OK));
  if (delta != slow_delta(s)) fail("rope_delta %d, want %d", (int)delta, (int)slow_delta(s));
#endif
}
#endif

/* Ids from anywhere on, mostly few, as a rotation asks for them. */
static void require_parts(const sequence *s, size_t tokens, const model_position *want)
{
  const region got = region_make(tokens * AXES);
  for (int i = 0; i < 12; i++) {
    const size_t begin = random_below(tokens + 1), rest = tokens - begin;
    const size_t n = random_below(rest < 4 || i == 0 ? rest + 1 : 4);
    model_position *ids = region_last(&got, n * AXES);
    M(positions)(s, begin, n, ids);
    require_same_ids(ids, want + begin * AXES, n * AXES);
  }
  region_free(&got);
}

/* Fails unless an axis has a row for each id. */
static void require_rows(const model_position *ids, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const axis_fact *axis = &axis_facts[i % AXES];
    if (ids[i] >= axis->position_min && ids[i] <= axis->position_max) continue;
    fail("token %zu at %.9g on axis %s, which has no such row", i / AXES, (double)ids[i],
        axis->name);
  }
}

void require_sequence(const sequence *s)
{
  const size_t tokens = slow_tokens(s);
  size_t n = SIZE_MAX;
  describe_sequence(s);
  REQUIRE_STATUS(M(tokens)(s, &n), U(OK));
  if (n != tokens) fail("%zu tokens, want %zu", n, tokens);
  const region want = region_make(tokens * AXES), got = region_make(tokens * AXES);
  model_position *ids = region_last(&got, tokens * AXES);
  slow_ids(s, want.first);
  REQUIRE_STATUS(M(ids)(s, ids, tokens), U(OK));
  require_same_ids(ids, want.first, tokens * AXES);
  require_rows(ids, tokens * AXES);
  REQUIRE_STATUS(M(ids)(s, NULL, tokens), tokens > 0 ? U(ENULL) : U(OK));
  require_parts(s, tokens, want.first);
  region_free(&want);
  region_free(&got);
#if U(HAS_CU_SEQLENS)
  require_cu_seqlens(s, tokens);
#endif
#if U(HAS_WINDOW)
  require_windows(s, tokens);
#endif
#if FACT_RUNS
  require_next(s);
#endif
}

void require_refusal(const sequence *s, model_status want)
{
  int32_t out[4] = { 11, 12, 13, 14 };
  const int32_t before[4] = { 11, 12, 13, 14 };
  model_position ids[AXES] = { 15 };
  size_t n = 77;
  describe_sequence(s);
  REQUIRE_STATUS(M(tokens)(s, &n), want);
  REQUIRE_STATUS(M(ids)(s, ids, 1), want);
#if U(HAS_CU_SEQLENS)
  REQUIRE_STATUS(M(cu_seqlens)(s, out, 4, &n), want);
#endif
#if U(HAS_WINDOW)
  size_t n_cu = 77;
  REQUIRE_STATUS(M(window)(s, out, 2, &n, out + 2, 2, &n_cu), want);
  REQUIRE(n_cu == 77);
#endif
#if FACT_RUNS
  REQUIRE_STATUS(M(next_position)(s, out), want);
#endif
#if U(HAS_ROPE_DELTA)
  REQUIRE_STATUS(M(rope_delta)(s, out), want);
#endif
  REQUIRE(n == 77 && ids[0] == 15);
  require_same_ints("output of a refusal", out, before, 4);
}

void require_long(const sequence *s, size_t tokens)
{
  model_position ids[AXES] = { 15 };
  size_t n = 77;
  describe_sequence(s);
  REQUIRE_STATUS(M(tokens)(s, &n), U(OK));
  if (n != tokens) fail("%zu tokens, want %zu", n, tokens);
  if (tokens > SIZE_MAX / sizeof *ids / AXES) REQUIRE_STATUS(M(ids)(s, ids, tokens), U(ESIZE));
#if U(HAS_CU_SEQLENS)
  size_t n_ends = 77;
  REQUIRE_STATUS(M(cu_seqlens)(s, NULL, 0, &n_ends), U(ESIZE));
  REQUIRE(n_ends == 77);
#endif
#if U(HAS_WINDOW)
  size_t n_index = 77, n_cu = 77;
  REQUIRE_STATUS(M(window)(s, NULL, 0, &n_index, NULL, 0, &n_cu), U(ESIZE));
  REQUIRE(n_index == 77 && n_cu == 77);
#endif
#if U(HAS_ROPE_DELTA)
  int32_t delta = 77;
  REQUIRE_STATUS(M(rope_delta)(s, &delta), U(ESIZE));
  REQUIRE(delta == 77);
#endif
  REQUIRE(ids[0] == 15);
}

void check_positions(const runner *r)
{
  (void)r;
  for (int i = 0; i < 300; i++) {
    own_sequence own;
    random_sequence(&own, i % 50 == 0 ? 60000 : 3000);
    require_sequence(&own.s);
  }
}

/* What places tokens wants beside a valid sequence: all pointers, and as much room as it needs. */
void check_position_statuses(const runner *r)
{
  (void)r;
  own_sequence own;
  do random_sequence(&own, MOST_PARTS); while (slow_tokens(&own.s) < 2);
  const sequence s = own.s, nothing = { 0 };
#if U(HAS_CU_SEQLENS) || U(HAS_WINDOW)
  const sequence image = plain_sequence(); /* s may be text alone */
#endif
  const size_t tokens = slow_tokens(&s);
  model_position ids[(MOST_PARTS + 1) * AXES] = { 0 };
  int32_t out[2] = { 0 };
  size_t n = 77, n_cu = 77;
  describe_sequence(&s);
  REQUIRE_STATUS(M(tokens)(NULL, &n), U(ENULL));
  REQUIRE_STATUS(M(tokens)(&s, NULL), U(ENULL));
  REQUIRE_STATUS(M(ids)(NULL, ids, tokens), U(ENULL));
  REQUIRE_STATUS(M(ids)(&s, NULL, tokens), U(ENULL));
  REQUIRE_STATUS(M(ids)(&s, ids, tokens - 1), U(ESIZE));
  REQUIRE_STATUS(M(ids)(&s, ids, tokens + 1), U(ESIZE));
  REQUIRE_STATUS(M(ids)(&nothing, NULL, 0), U(OK));
#if U(HAS_CU_SEQLENS)
  REQUIRE_STATUS(M(cu_seqlens)(NULL, out, 2, &n), U(ENULL));
  REQUIRE_STATUS(M(cu_seqlens)(&s, out, 2, NULL), U(ENULL));
  REQUIRE_STATUS(M(cu_seqlens)(&image, out, 1, &n), U(ESIZE));
#endif
#if U(HAS_WINDOW)
  REQUIRE_STATUS(M(window)(NULL, out, 1, &n, out, 2, &n_cu), U(ENULL));
  REQUIRE_STATUS(M(window)(&s, out, 1, NULL, out, 2, &n_cu), U(ENULL));
  REQUIRE_STATUS(M(window)(&s, out, 1, &n, out, 2, NULL), U(ENULL));
  REQUIRE_STATUS(M(window)(&image, out, 0, &n, NULL, 0, &n_cu), U(ESIZE));
  REQUIRE_STATUS(M(window)(&image, NULL, 0, &n, out, 1, &n_cu), U(ESIZE));
#endif
#if FACT_RUNS
  REQUIRE_STATUS(M(next_position)(NULL, out), U(ENULL));
  REQUIRE_STATUS(M(next_position)(&s, NULL), U(ENULL));
#endif
#if U(HAS_ROPE_DELTA)
  REQUIRE_STATUS(M(rope_delta)(NULL, out), U(ENULL));
  REQUIRE_STATUS(M(rope_delta)(&s, NULL), U(ENULL));
#endif
  REQUIRE(n == 77 && n_cu == 77 && out[0] == 0 && out[1] == 0);
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) REQUIRE(ids[i] == 0);
}
#endif
