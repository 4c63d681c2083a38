/* Hostile sequences: part of fuzz.c. */
#if U(HAS_SEQUENCE)
#if U(HAS_GRID)
typedef M(grid) part;
#elif FACT_RUNS
typedef M(run) part;
#endif

/* A sequence whose parts, if it has any, stand in memory of their own. */
typedef struct {
  M(sequence) s;
  void *parts;
} own_sequence;

static inline uint32_t hostile_side(hostile *h)
{
  const uint32_t side = (uint32_t)hostile_number(h);
  return hostile_byte(h) % 4 && side < 64 ? side * FACT_MERGE : side;
}

static own_sequence hostile_sequence(hostile *h)
{
  own_sequence own = { .s = { 0 } };
#if U(HAS_GRID) || FACT_RUNS
  const size_t n = hostile_byte(h) % (MOST_PARTS + 1);
  part *parts = own.parts = memory(n * sizeof *parts);
  for (size_t i = 0; i < n; i++) {
    memset(&parts[i], 0, sizeof parts[i]);
    parts[i].t = (uint32_t)hostile_number(h);
    parts[i].h = hostile_side(h);
    parts[i].w = hostile_side(h);
#if FACT_RUNS
    parts[i].kind = (M(kind))(hostile_byte(h) % 4);
    parts[i].tokens = (size_t)hostile_number(h);
#if FACT_SECONDS
    const uint32_t bits = (uint32_t)hostile_word(h, 4);
    memcpy(&parts[i].seconds, &bits, sizeof bits);
#endif
#endif
  }
#endif
#if U(HAS_GRID)
  own.s.grids = hostile_byte(h) == 1 ? NULL : parts;
  own.s.n_grids = n;
#elif FACT_RUNS
  own.s.runs = hostile_byte(h) == 1 ? NULL : parts;
  own.s.n_runs = n;
#else
  own.s.tokens = (size_t)hostile_number(h);
#endif
#if U(HAS_GRID) && U(HAS_WINDOW)
  own.s.order = (M(order))(hostile_byte(h) % 3);
#endif
#if U(HAS_GRID) && U(HAS_TEXT)
  own.s.text_tokens = (size_t)hostile_number(h);
#endif
#if U(HAS_GRID) && U(HAS_TEXT_START)
  own.s.text_start = (int32_t)hostile_number(h);
#endif
#if !U(HAS_GRID)
  own.s.first = (int32_t)hostile_number(h);
#endif
  return own;
}

/* The tokens of a valid sequence. */
static wide slow_tokens(const M(sequence) *s)
{
  wide sum = 0;
#if U(HAS_GRID)
  for (size_t i = 0; i < s->n_grids; i++) {
    const part *p = &s->grids[i];
    sum += (wide)p->t * p->h * p->w + FACT_IDENTITY;
  }
#if U(HAS_TEXT)
  sum += (wide)s->text_tokens;
#endif
#elif FACT_RUNS
  for (size_t i = 0; i < s->n_runs; i++) {
    const part *p = &s->runs[i];
    const uint32_t frames = p->kind == U(VIDEO) ? p->t / FACT_TEMPORAL_MERGE : p->t;
    sum += p->kind == U(TEXT) ? (wide)p->tokens
      : (wide)frames * (p->h / FACT_MERGE) * (p->w / FACT_MERGE);
  }
#else
  sum = (wide)s->tokens;
#endif
  return sum;
}

#if FACT_RUNS
/* Where the token after a valid sequence stands. */
static wide slow_next(const M(sequence) *s)
{
  wide next = s->first;
  for (size_t i = 0; i < s->n_runs; i++) {
    const part *p = &s->runs[i];
    next += p->kind == U(TEXT) ? (wide)p->tokens : (p->h > p->w ? p->h : p->w) / FACT_MERGE;
  }
  return next;
}

static void try_next(const M(sequence) *s)
{
  int32_t next = 0;
  const model_status status = known(M(next_position)(s, &next));
  require((status == U(OK)) == (slow_next(s) <= INT32_MAX), "next_position: what is right");
  require(next == (status == U(OK) ? slow_next(s) : 0), "next_position: another");
}

/* Images that reach the last count there is, and what may not follow them. */
static void try_longest(void)
{
  const uint32_t t = 2097151, h = 649657, w = 6769801; /* whose product is INT64_MAX */
  const part image = { .kind = U(IMAGE), .t = t, .h = h * FACT_MERGE, .w = w * FACT_MERGE };
  const part parts[] = { image, { .kind = U(TEXT), .tokens = 5 }, image };
  const int32_t reach = 2 * (int32_t)w + 5;
  const M(position) far[3] = { reach, reach, reach };
  if (AXES > 3 || !is_within(far)) return;
  for (size_t n = 1; n <= 3; n++) {
    const M(sequence) s = { .runs = parts, .n_runs = n };
    size_t tokens = 0;
    const model_status status = known(M(tokens)(&s, &tokens));
    require(status == (n == 1 ? U(OK) : U(ESIZE)), "tokens: more than an int64_t counts");
    require(tokens == (n == 1 ? (size_t)INT64_MAX : 0), "tokens: the most");
  }
}
#endif

static void try_ids(const M(sequence) *s, size_t tokens)
{
  const size_t bytes = tokens * AXES * sizeof(M(position));
  M(position) *ids = memory(bytes);
  require(known(M(ids)(s, ids, tokens + 1)) == U(ESIZE), "ids: of another size");
  require(is_untouched(ids, bytes), "ids: wrote on an error");
  require(known(M(ids)(s, ids, tokens)) == U(OK), "ids: of a valid sequence");
  for (size_t i = 0; i < tokens; i++) {
    require(is_within(ids + i * AXES), "ids: beyond limits");
  }
#if U(HAS_ROPE_DELTA)
  wide greatest = (wide)s->first - 1;
  for (size_t i = 0; i < tokens * AXES; i++) greatest = ids[i] > greatest ? ids[i] : greatest;
  int32_t delta = 0;
  require(known(M(rope_delta)(s, &delta)) == U(OK), "rope_delta: of a valid sequence");
  require(delta == greatest + 1 - s->first - (wide)tokens, "rope_delta: another");
#endif
  free(ids);
}

#if U(HAS_CU_SEQLENS) || U(HAS_WINDOW)
/* Lengths begin at 0, never fall, and end at the tokens. */
static void require_lengths(const int32_t *cu, size_t n, size_t tokens)
{
  require(n > 0 && cu[0] == 0 && (size_t)cu[n - 1] == tokens, "lengths: from 0 to the tokens");
  for (size_t i = 1; i < n; i++) require(cu[i] >= cu[i - 1], "lengths: one falls");
}
#endif

#if U(HAS_CU_SEQLENS)
static void try_lengths(const M(sequence) *s, size_t tokens)
{
  size_t n = 0, same = 0;
  require(known(M(cu_seqlens)(s, NULL, 0, &n)) == U(OK), "cu_seqlens: the count");
  int32_t *cu = memory(n * sizeof *cu);
  require(known(M(cu_seqlens)(s, cu, n - 1, &same)) == U(ESIZE), "cu_seqlens: too few");
  require(same == 0 && is_untouched(cu, n * sizeof *cu), "cu_seqlens: wrote on an error");
  require(known(M(cu_seqlens)(s, cu, n, &same)) == U(OK) && same == n, "cu_seqlens: all");
  require_lengths(cu, n, tokens);
  free(cu);
}
#endif

#if U(HAS_WINDOW)
static void try_window(const M(sequence) *s, size_t tokens)
{
  size_t n_index = 0, n_cu = 0, same = 0, same_cu = 0;
  require(known(M(window)(s, NULL, 0, &n_index, NULL, 0, &n_cu)) == U(OK), "window: the counts");
  require(n_index * FACT_MERGE * FACT_MERGE == tokens, "window: as many as there are tokens");
  int32_t *index = memory(n_index * sizeof *index), *cu = memory(n_cu * sizeof *cu);
  unsigned char *seen = calloc(n_index + 1, 1);
  if (!seen) wrong("no memory");
  require(known(M(window)(s, index, n_index, &same, cu, n_cu - 1, &same_cu)) == U(ESIZE),
      "window: too few");
  require(same == 0 && same_cu == 0 && is_untouched(index, n_index * sizeof *index)
      && is_untouched(cu, n_cu * sizeof *cu), "window: wrote on an error");
  require(known(M(window)(s, index, n_index, &same, cu, n_cu, &same_cu)) == U(OK), "window: all");
  for (size_t i = 0; i < n_index; i++) {
    require(index[i] >= 0 && (size_t)index[i] < n_index && !seen[index[i]]++, "window: the index");
  }
  require_lengths(cu, n_cu, tokens);
  free(index);
  free(cu);
  free(seen);
}
#endif

static void try_sequence(hostile *h)
{
  const own_sequence own = hostile_sequence(h);
  const size_t none = (size_t)-1;
  size_t tokens = none;
  const model_status status = known(M(tokens)(&own.s, &tokens));
  if (status != U(OK)) {
    M(position) one;
    memset(&one, CANARY, sizeof one);
    require(tokens == none, "tokens: wrote on an error");
#if FACT_RUNS
    int32_t next = 0;
    require(known(M(next_position)(&own.s, &next)) == status && next == 0, "next_position: refused");
#endif
#if U(HAS_ROPE_DELTA)
    int32_t delta = 0;
    require(known(M(rope_delta)(&own.s, &delta)) == status && delta == 0, "rope_delta: refused");
#endif
    require(known(M(ids)(&own.s, &one, 1)) == status, "ids: another status");
    require(is_untouched(&one, sizeof one), "ids: wrote on an error");
  } else {
    require((wide)tokens == slow_tokens(&own.s), "tokens: another count");
#if FACT_RUNS
    try_next(&own.s);
#endif
    if (tokens <= MOST_TOKENS) {
      try_ids(&own.s, tokens);
#if U(HAS_CU_SEQLENS)
      if (tokens > 0) try_lengths(&own.s, tokens);
#endif
#if U(HAS_WINDOW)
      try_window(&own.s, tokens);
#endif
    }
  }
  free(own.parts);
}
#endif
