/* Hostile rotations: part of fuzz.c. Views stand in an arena; what they say of it is any. */

/* The elements that a side of a view touches, from token 0 of it. */
typedef struct { wide low, high; } slow_span;

static slow_span span_of(ptrdiff_t token, ptrdiff_t head, size_t heads, size_t begin, size_t end)
{
  const wide tokens[2] = { (wide)token * (wide)begin, (wide)token * ((wide)end - 1) };
  const wide last = (wide)head * ((wide)heads - 1);
  const wide low = tokens[0] < tokens[1] ? tokens[0] : tokens[1];
  const wide high = tokens[0] < tokens[1] ? tokens[1] : tokens[0];
  return (slow_span){ low + (last < 0 ? last : 0), high + (last > 0 ? last : 0) + HEAD_DIM };
}

static slow_span in_of(const view *v, size_t begin, size_t end)
{
  return span_of(v->in_token, v->in_head, v->heads, begin, end);
}

static slow_span out_of(const view *v, size_t begin, size_t end)
{
  return span_of(v->out_token, v->out_head, v->heads, begin, end);
}

static int is_in_arena(const element *arena, const element *p, slow_span s)
{
  const wide first = p - arena;
  return first + s.low >= 0 && first + s.high <= ARENA;
}

static int is_in_place(const view *v)
{
  return v->in == v->out && v->in_token == v->out_token && v->in_head == v->out_head;
}

/* Whether views lie within the arena. */
static int all_in_arena(const element *arena, const view *views, size_t n, size_t begin, size_t end)
{
  for (size_t i = 0; i < n && begin < end; i++) {
    const view *v = &views[i];
    if (v->heads == 0) continue;
    if (!is_in_arena(arena, v->in, in_of(v, begin, end))
        || !is_in_arena(arena, v->out, out_of(v, begin, end))) {
      return 0;
    }
  }
  return 1;
}

/* Marks what a view writes; fails if it writes an element twice. */
static void mark(unsigned char *written, const element *arena, const view *v, size_t begin,
    size_t end)
{
  unsigned char own[ARENA] = { 0 };
  for (size_t token = begin; token < end; token++) {
    for (size_t head = 0; head < v->heads; head++) {
      const ptrdiff_t at = v->out - arena + (ptrdiff_t)token * v->out_token
        + (ptrdiff_t)head * v->out_head;
      for (ptrdiff_t i = at; i < at + HEAD_DIM; i++) {
        require(!own[i]++, "accepted heads that share an element");
        written[i] = 1;
      }
    }
  }
}

/* What an accepted view promises, wherever its memory is. */
static void require_sound(const view *v, size_t begin, size_t end)
{
  if (v->heads == 0 || begin == end) return;
  const slow_span in = in_of(v, begin, end), out = out_of(v, begin, end);
  const wide size = sizeof(element), least = INTPTR_MIN, most = INTPTR_MAX;
  require(v->in && v->out, "accepted a view of nothing");
  require(in.low * size >= least && in.high * size <= most && out.low * size >= least
      && out.high * size <= most, "accepted a view beyond all memory");
  if (is_in_place(v)) return;
  const wide in_at = (uintptr_t)v->in, out_at = (uintptr_t)v->out;
  if (in_at + in.low * size < 0 || out_at + out.low * size < 0) return; /* where nothing can be */
  require(in_at + in.high * size <= out_at + out.low * size
      || out_at + out.high * size <= in_at + in.low * size, "accepted in and out that overlap");
}

static view hostile_view(hostile *h, element *arena)
{
  view v = {
    .in = arena + hostile_byte(h) % 8 * HEAD_DIM / 2,
    .out = arena + hostile_byte(h) % 8 * HEAD_DIM,
    .heads = (size_t)hostile_number(h),
  };
  ptrdiff_t *strides[] = { &v.in_token, &v.in_head, &v.out_token, &v.out_head };
  for (size_t i = 0; i < 4; i++) {
    const ptrdiff_t number = (ptrdiff_t)hostile_number(h);
    *strides[i] = number >= 0 && number < 8 ? (number - 2) * HEAD_DIM : number;
  }
  switch (hostile_byte(h) % 8) {
  case 0: v.in = NULL; break;
  case 1: v.out = NULL; break;
  case 2: break;
  default:
    v.out_token = v.in_token;
    v.out_head = v.in_head;
    v.out = arena + (v.in - arena);
    break;
  }
  return v;
}

typedef struct {
  const view *views;
  size_t n_views, begin, end, tokens;
  int direction;
  uint8_t source; /* modulo 4: SEQUENCE, IDS, CIS or cos and sin */
#if U(HAS_SEQUENCE)
  own_sequence own;
  model_status valid; /* what tokens says of it */
#endif
} turn;

enum { SEQUENCE, IDS, CIS };

/* Rotates by a source with enough memory for it, or with what it must refuse. */
static model_status turn_by(hostile *h, const turn *t, M(isa) isa, int *right)
{
#define TURN t->views, t->n_views, t->begin, t->end, t->direction, isa
#if U(HAS_SEQUENCE)
  if (t->source == SEQUENCE) {
    const model_status status = T(ROTATE_SEQUENCE)(NULL, &t->own.s, TURN);
    if (t->valid != U(OK)) {
      *right = 0;
      require(status == t->valid, "a rotation by a wrong sequence");
    }
    return status;
  }
#endif
#if U(HAS_IDS)
  if (t->source == IDS) {
    int within;
    M(position) *ids = hostile_ids(h, t->tokens, &within);
    if (t->begin < t->end) {
      *right &= ids != NULL;
      within = 1;
      for (size_t i = t->begin; ids && i < t->end && i < t->tokens; i++) {
        within &= is_within(ids + i * AXES);
      }
      *right &= within;
    }
    const model_status status = T(rotate_ids)(NULL, ids, t->tokens, TURN);
    free(ids);
    return status;
  }
#endif
  const int is_cis = U(HAS_CIS) && t->source == CIS;
  const size_t least = is_cis ? 2 * PAIRS : PAIRS;
  const size_t drawn = (size_t)hostile_number(h), stride = drawn < 8 ? drawn + least : drawn;
  const wide_size floats = (wide_size)t->tokens * stride;
  const size_t n = floats <= 1 << 16 ? (size_t)floats : 0;
  float *rows = floats <= 1 << 16 || floats > SIZE_MAX / sizeof *rows
    ? memory(n * sizeof *rows) : NULL;
  if (t->begin < t->end) *right &= rows != NULL && stride >= least && floats <= 1 << 16;
  model_status status;
#if U(HAS_CIS)
  if (is_cis) status = T(rotate_cis)(rows, stride, t->tokens, TURN);
  else
#endif
  status = T(rotate_cos_sin)(rows, rows, stride, t->tokens, TURN);
  free(rows);
  return status;
#undef TURN
}

static void try_turns(hostile *h)
{
  view views[MOST_VIEWS];
  element *arena = memory(ARENA * sizeof *arena);
  unsigned char written[ARENA] = { 0 };
  turn t = {
    .views = views, .n_views = hostile_byte(h) % (MOST_VIEWS + 1),
    .begin = (size_t)hostile_number(h), .end = (size_t)hostile_number(h),
    .tokens = (size_t)hostile_number(h), .direction = 1, .source = hostile_byte(h) % 4,
  };
  const uint8_t odd = hostile_byte(h);
  if (odd % 4) t.tokens += t.end;
  if (odd / 4 % 2) t.direction = -1;
  if (odd / 8 % 8 == 0) t.direction = (int)hostile_number(h);
#if U(HAS_SEQUENCE)
  t.valid = U(OK);
  if (t.source == SEQUENCE) {
    t.own = hostile_sequence(h);
    t.valid = M(tokens)(&t.own.s, &t.tokens);
  }
#endif
  for (size_t i = 0; i < t.n_views; i++) views[i] = hostile_view(h, arena);
  const model_status checked = known(
      M(JOIN(check, DTYPE))(views, t.n_views, t.begin, t.end, t.tokens, t.direction));
  int right = checked == U(OK);
  if (right) {
    require(t.begin <= t.end && t.end <= t.tokens, "accepted a wrong range");
    require(t.direction == 1 || t.direction == -1, "accepted a wrong direction");
    for (size_t i = 0; i < t.n_views; i++) require_sound(&views[i], t.begin, t.end);
  }
  /* Many tokens of no heads would be right, and long. */
  const int is_short = t.begin >= t.end || t.end - t.begin <= MOST_TOKENS;
  if (!right || (is_short && all_in_arena(arena, views, t.n_views, t.begin, t.end))) {
    const M(isa) isa = hostile_isa(h);
    if (right) {
      for (size_t i = 0; i < t.n_views && t.begin < t.end; i++) {
        mark(written, arena, &views[i], t.begin, t.end);
      }
      if (t.begin < t.end) right = M(kernels_of)(isa) != NULL;
    }
    const model_status status = known(turn_by(h, &t, isa, &right));
    require((status == U(OK)) == right, "a rotation: what is right");
    for (size_t i = 0; i < ARENA; i++) {
      if (status == U(OK) && written[i]) continue;
      require(is_untouched(&arena[i], sizeof arena[i]), "wrote where nothing is to be written");
    }
  }
#if U(HAS_SEQUENCE)
  free(t.own.parts);
#endif
  free(arena);
}
