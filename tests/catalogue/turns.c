/* Rotations of all heads of one type (DTYPE: see model.h). In: a runner, the rows and tables of
   check.c. Always: what is left in memory has the bits that slow arithmetic gives from the rows,
   rounded as the config says, and all else its own, or the program ends. */
#include "element.h"
#include "shared.h"

typedef T(view) view;

/* Tokens whose heads are held: fewer for an emulator, which is slow. Those of [BEGIN, END) are
   turned. A token's heads of q and of k stand side by side, with a gap before the next token's: in
   place it lets a device use its widest accesses, elsewhere only its narrowest. */
enum {
#if defined(EMULATED)
  HELD = 12,
#else
  HELD = 24,
#endif
  BEGIN = 2, END = HELD - 3, Q_HEADS = 3, K_HEADS = 1, HEADS = Q_HEADS + K_HEADS, VIEWS = 2,
  IN_TOKEN = HEADS * HEAD_DIM + 8, OUT_TOKEN = HEADS * HEAD_DIM + 9
};
_Static_assert((int)END <= (int)TOKENS, "a row for every token");

/* Where the rows of a rotation come from. */
typedef enum { READY, CIS, FROM_TABLES, COMPUTED, SOURCES } source;
static const char *const source_names[] = { "rotate_cos_sin_" DTYPE_NAME,
  "rotate_cis_" DTYPE_NAME, "rotate_ids_" DTYPE_NAME " with tables",
  "rotate_ids_" DTYPE_NAME " without tables" };

typedef struct {
  source source;
  int in_place, direction;
} turn;

/* What is turned, and what stands where results are written. */
static _Alignas(64) element x[HELD * IN_TOKEN], old[HELD * OUT_TOKEN];

static int is_offered(source of)
{
  return of == READY || (of == CIS && U(HAS_CIS)) || (of == FROM_TABLES && tables)
    || (of == COMPUTED && U(HAS_IDS));
}

/* Turns heads that stand `in_token` and `out_token` elements apart from token to token. */
static model_status run_turn(const runner *r, const turn *t, const element *in, ptrdiff_t in_token,
    element *out, ptrdiff_t out_token)
{
  const ptrdiff_t k = Q_HEADS * HEAD_DIM;
  const view views[VIEWS] = {
    { in, out, Q_HEADS, in_token, HEAD_DIM, out_token, HEAD_DIM },
    { in + k, out + k, K_HEADS, in_token, HEAD_DIM, out_token, HEAD_DIM },
  };
  switch (t->source) {
  case READY:
    return run_cos_sin(r, row_cos, row_sin, STRIDE, HELD, views, VIEWS, BEGIN, END, t->direction);
#if U(HAS_CIS)
  case CIS:
    return run_cis(r, row_cis, CIS_STRIDE, HELD, views, VIEWS, BEGIN, END, t->direction);
#endif
#if U(HAS_IDS)
  case FROM_TABLES:
    return run_ids(r, tables, ids, HELD, views, VIEWS, BEGIN, END, t->direction);
  case COMPUTED:
    return run_ids(r, NULL, ids, HELD, views, VIEWS, BEGIN, END, t->direction);
#endif
  default: return U(EISA);
  }
}

/* Mostly numbers around 1; one of eight is any bits, which are also infinities and NaN, and one is
   any subnormal number. */
static void fill(element *list, size_t n)
{
  const uint32_t exponent = ((1u << EXPONENT_BITS) - 1) << FRACTION;
  for (size_t i = 0; i < n; i++) {
    const uint64_t random = random_bits();
    const uint32_t bits = (uint32_t)(random >> 32);
    switch (random % 8) {
    case 0: list[i] = element_of_bits(bits); break;
    case 1: list[i] = element_of_bits(bits & ~exponent); break;
    default: list[i] = narrow(random_number());
    }
  }
}

/* As an element keeps a number. */
static float kept(float number)
{
  return wide(narrow((double)number));
}

/* a c + b s: in float32, an operation at a time, and rounded where the config says so. */
static element sum_of_products(double a, double c, double b, double s)
{
  float t = (float)(a * c), u = (float)(b * s);
  if (facts.rounding == OP_BY_OP) {
    t = kept(t);
    u = kept(u);
  }
  return narrow((double)(float)((double)t + (double)u));
}

/* One head as it is to be; channels that no pair writes are copies. */
static void turn_head(const element *in, element *out, size_t token, int direction)
{
  memcpy(out, in, HEAD_DIM * sizeof *in);
  for (size_t j = 0; j < PAIRS; j++) {
    const pair_fact *pair = &pair_facts[j];
    float c = row_cos[token * STRIDE + j], s = (float)direction * row_sin[token * STRIDE + j];
    if (facts.rounding != ROUND_ONCE) {
      c = kept(c);
      s = kept(s);
    }
    const double a = (double)wide(in[pair->in[0]]), b = (double)wide(in[pair->in[1]]);
    out[pair->out[0]] = sum_of_products(a, (double)c, b, -(double)s);
    out[pair->out[1]] = sum_of_products(b, (double)c, a, (double)s);
  }
}

/* The turned heads of a direction. */
static const element *turned_heads(int direction)
{
  static element turned[2][HELD * HEADS * HEAD_DIM];
  static int is_known[2];
  const size_t which = direction < 0, head = HEAD_DIM, heads = HEADS * head;
  for (size_t token = BEGIN; token < END && !is_known[which]; token++) {
    for (size_t at = 0; at < heads; at += head) {
      turn_head(x + token * IN_TOKEN + at, &turned[which][token * heads + at], token, direction);
    }
  }
  is_known[which] = 1;
  return turned[which];
}

/* The memory that a turn leaves: turned heads, and all else as it was. */
static void check_turned(const runner *r, const turn *t, const element *before, const element *out,
    size_t out_token)
{
  const element *turned = turned_heads(t->direction);
  const size_t heads = HEADS * HEAD_DIM;
  for (size_t i = 0; i < HELD * out_token; i++) {
    const size_t token = i / out_token, at = i % out_token;
    const int is_turned = token >= BEGIN && token < END && at < heads;
    const element want = is_turned ? turned[token * heads + at] : before[i];
    if (is_turned ? same_element(out[i], want) : element_bits(out[i]) == element_bits(want)) {
      continue;
    }
    wrong("%s by %s, direction %d, %s: %a at %zu of token %zu, want %a", source_names[t->source],
        r->name, t->direction, t->in_place ? "in place" : "out of place", (double)wide(out[i]), at,
        token, (double)wide(want));
  }
}

/* Where results stand in other channels than they are read from, the inverse is another model, and
   threads of a device cannot work in place. */
static model_status due_status(const runner *r, const turn *t)
{
  if (!facts.permutes) return U(OK);
  if (t->direction < 0) return U(ESIZE);
  return r->cuda && t->in_place ? U(EOVERLAP) : U(OK);
}

static void check_turn(const runner *r, const turn *t)
{
  static _Alignas(64) element out[HELD * OUT_TOKEN];
  const element *before = t->in_place ? x : old;
  const size_t out_token = t->in_place ? IN_TOKEN : OUT_TOKEN;
  const size_t bytes = HELD * out_token * sizeof *out;
  memcpy(out, before, bytes);
  const model_status status = run_turn(r, t, t->in_place ? out : x, IN_TOKEN, out,
      (ptrdiff_t)out_token);
  require_status(status, due_status(r, t), source_names[t->source], r->name);
  if (status != U(OK)) {
    if (memcmp(out, before, bytes)) wrong("%s wrote what it refused", r->name);
    return;
  }
  check_turned(r, t, before, out, out_token);
}

void JOIN(check_turns, DTYPE)(const runner *r)
{
  static int is_filled;
  if (!is_filled) {
    fill(x, sizeof x / sizeof *x);
    fill(old, sizeof old / sizeof *old);
    is_filled = 1;
  }
  for (source of = 0; of < SOURCES; of++) {
    for (int way = 0; way < 4 && is_offered(of); way++) {
      check_turn(r, &(turn){ of, way / 2, way % 2 ? -1 : 1 });
    }
  }
}
