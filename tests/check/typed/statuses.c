/* Every error that all rotations share is provoked, and nothing is written then; what is empty is
   right and writes nothing either. */
#include "check/reference.h"
#include "check/values.h"

enum { TOKENS = 5, HEADS = 2, ROW = HEADS * HEAD_DIM, STRIDE = 2 * PAIRS };
enum { ELEMENTS = 2 * TOKENS * ROW };

/* Buffers for any entry, filled once, and copies to compare with after each refusal. */
static element x[ELEMENTS], y[ELEMENTS], before_x[ELEMENTS], before_y[ELEMENTS];
static float cos_rows[TOKENS * STRIDE], sin_rows[TOKENS * STRIDE];
static model_position ids[TOKENS * AXES];
static const size_t tokens = TOKENS;

static void fill(void)
{
  random_ids(ids, TOKENS);
  T(random_values)(x, ELEMENTS);
  T(random_values)(y, ELEMENTS);
  M(random_values_f32)(cos_rows, TOKENS * STRIDE);
  M(random_values_f32)(sin_rows, TOKENS * STRIDE);
  memcpy(before_x, x, sizeof x);
  memcpy(before_y, y, sizeof y);
}

static void require_untouched(void)
{
  T(require_same)("x afterwards", x, before_x, ELEMENTS);
  T(require_same)("y afterwards", y, before_y, ELEMENTS);
}

/* The arguments that all rotations share. */
typedef struct {
  const view *views;
  size_t n_views, begin, end;
  int direction;
} range;

typedef model_status rotate(const runner *r, range a);

static model_status rotate_ready(const runner *r, range a)
{
  return run_cos_sin(r, cos_rows, sin_rows, STRIDE, tokens, a.views, a.n_views, a.begin, a.end,
      a.direction);
}

#if U(HAS_IDS)
static model_status rotate_ids(const runner *r, range a)
{
  return run_ids(r, tables_at(FLUSH_END), ids, tokens, a.views, a.n_views, a.begin, a.end,
      a.direction);
}
#endif

#if U(HAS_CIS)
static model_status rotate_cis(const runner *r, range a)
{
  return run_cis(r, cos_rows, STRIDE, tokens, a.views, a.n_views, a.begin, a.end, a.direction);
}
#endif

#if U(HAS_SEQUENCE)
static model_status rotate_sequence(const runner *r, range a)
{
  const sequence s = plain_sequence();
  return run_sequence(r, NULL, &s, a.views, a.n_views, a.begin, a.end, a.direction);
}
#endif

static rotate *const rotations[] = {
  rotate_ready,
#if U(HAS_IDS)
  rotate_ids,
#endif
#if U(HAS_CIS)
  rotate_cis,
#endif
#if U(HAS_SEQUENCE)
  rotate_sequence,
#endif
};

static view good_view(void)
{
  return (view){ x, y, HEADS, ROW, HEAD_DIM, ROW, HEAD_DIM };
}

/* Right arguments for all tokens of one view. */
static range good_range(const view *v)
{
  return (range){ v, 1, 0, tokens, 1 };
}

static void refuse(rotate *f, const runner *r, const char *what, range a, model_status want)
{
  describe("%s", what);
  REQUIRE_STATUS(f(r, a), want);
  require_untouched();
}

static void refuse_ranges(rotate *f, const runner *r)
{
  const view v = good_view();
  const int wrong_directions[] = { 0, 2, -2, INT32_MAX, INT32_MIN, -1 };
  const size_t wrong = sizeof wrong_directions / sizeof *wrong_directions;
  range a = good_range(&v);
  for (size_t i = 0; i + !U(HAS_PERMUTES) < wrong; i++) { /* -1 where channels are exchanged */
    a.direction = wrong_directions[i];
    refuse(f, r, "a direction that is none", a, U(ESIZE));
  }
  a = good_range(&v);
  a.begin = 3;
  a.end = 2;
  refuse(f, r, "begin after end", a, U(ESIZE));
  a.begin = SIZE_MAX;
  a.end = SIZE_MAX;
  refuse(f, r, "a range beyond all tokens", a, U(ESIZE));
  a.begin = 0;
  refuse(f, r, "end beyond all tokens", a, U(ESIZE));
  a = good_range(NULL);
  refuse(f, r, "views missing", a, U(ENULL));
}

/* A wrong view stands behind a right one, which is not to be rotated either. */
static void refuse_view(rotate *f, const runner *r, const char *what, view wrong,
    model_status want)
{
  const view views[] = { good_view(), wrong };
  range a = good_range(views);
  a.n_views = 2;
  refuse(f, r, what, a, want);
}

static void refuse_views(rotate *f, const runner *r)
{
  const ptrdiff_t size = sizeof(element);
  const ptrdiff_t strides[] = { PTRDIFF_MAX, PTRDIFF_MIN, PTRDIFF_MAX / size, PTRDIFF_MIN / size };
  view v = good_view();
  v.in = NULL;
  refuse_view(f, r, "in missing", v, U(ENULL));
  v = good_view();
  v.out = NULL;
  refuse_view(f, r, "out missing", v, U(ENULL));
  for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) {
    for (int field = 0; field < 4; field++) {
      v = good_view();
      *(field == 0 ? &v.in_token : field == 1 ? &v.in_head : field == 2 ? &v.out_token
        : &v.out_head) = strides[i];
      refuse_view(f, r, "a stride beyond memory", v, U(ESIZE));
    }
  }
  v = good_view();
  v.heads = SIZE_MAX;
  refuse_view(f, r, "heads beyond memory", v, U(ESIZE));
  v.heads = (size_t)PTRDIFF_MAX;
  refuse_view(f, r, "heads beyond memory", v, U(ESIZE));

  v = good_view();
  v.out = x;
  v.out_token = ROW + 1;
  refuse_view(f, r, "in place with another token stride", v, U(EOVERLAP));
  for (ptrdiff_t by = 1; by < TOKENS * ROW; by += HEAD_DIM / 3 + 1) {
    v = good_view();
    v.out = x + by;
    refuse_view(f, r, "out reaching into in from behind", v, U(EOVERLAP));
    v.in = x + by;
    v.out = x;
    refuse_view(f, r, "out reaching into in from before", v, U(EOVERLAP));
  }
}

/* Heads of the output that share elements: too small a stride. */
static void refuse_strides(rotate *f, const runner *r)
{
  const struct { ptrdiff_t token, head; } wrong[] = {
    { ROW, HEAD_DIM - 1 }, { ROW, 0 }, { ROW, 1 - HEAD_DIM }, { ROW - 1, HEAD_DIM },
    { 0, HEAD_DIM }, { 1 - ROW, HEAD_DIM }, { HEAD_DIM, TOKENS * HEAD_DIM - 1 },
    { HEAD_DIM - 1, TOKENS * HEAD_DIM }, { HEAD_DIM, HEAD_DIM },
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    view v = good_view();
    v.out_token = wrong[i].token;
    v.out_head = wrong[i].head;
    v.out = y + ELEMENTS / 2;
    refuse_view(f, r, "heads of the output share elements", v, U(EOVERLAP));
  }
}

/* What is empty is right, whatever else is missing. */
static void accept_nothing(rotate *f, const runner *r)
{
  const view v = good_view(), none = { NULL, NULL, 0, ROW, HEAD_DIM, ROW, HEAD_DIM };
  range a = good_range(&none);
  refuse(f, r, "no heads", a, U(OK));
  a = good_range(NULL);
  a.n_views = 0;
  refuse(f, r, "no views", a, U(OK));
  a = good_range(&v);
  a.begin = a.end = 3;
  refuse(f, r, "no range", a, U(OK));
  a.begin = a.end = 0;
  refuse(f, r, "no range at the start", a, U(OK));
}

/* What is right, though it looks close to wrong: an output right behind its input, and AUTO. */
static void accept_neighbours(rotate *f, const runner *r)
{
  view v = good_view();
  const runner automatic = { "auto", U(AUTO), r->cuda };
  range a = good_range(&v);
  describe("out right behind in, and the ISA of AUTO");
  REQUIRE_STATUS(f(r, a), U(OK));
  v.out = x + ELEMENTS / 2;
  REQUIRE_STATUS(f(&automatic, a), U(OK));
  T(require_same)("out behind in", v.out, y, ELEMENTS / 2);
  memcpy(x, before_x, sizeof x);
  v.in = x + ELEMENTS / 2;
  v.out = x;
  memcpy(x + ELEMENTS / 2, x, sizeof x / 2);
  REQUIRE_STATUS(f(r, a), U(OK));
  T(require_same)("out before in", v.out, y, ELEMENTS / 2);
  memcpy(x, before_x, sizeof x);
  memcpy(y, before_y, sizeof y);
}

/* A single head's stride says nothing, not even where a pointer may go. */
static void accept_single_heads(rotate *f, const runner *r)
{
  const ptrdiff_t size = sizeof(element);
  const ptrdiff_t strides[] = { PTRDIFF_MAX, PTRDIFF_MIN, PTRDIFF_MAX / size, PTRDIFF_MIN / size };
  view v = good_view();
  const range a = good_range(&v);
  describe("a single head");
  v.heads = 1;
  v.out = x + ELEMENTS / 2;
  REQUIRE_STATUS(f(r, a), U(OK));
  v.out = y;
  for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) {
    describe("a single head and a stride of %td", strides[i]);
    v.in_head = v.out_head = strides[i];
    memcpy(y, before_x + ELEMENTS / 2, sizeof y / 2);
    REQUIRE_STATUS(f(r, a), U(OK));
    T(require_same)("any stride", y, x + ELEMENTS / 2, ELEMENTS / 2);
  }
  memcpy(x, before_x, sizeof x);
  memcpy(y, before_y, sizeof y);
}

static void refuse_isas(const runner *r)
{
  M(isa) absent[MOST_ABSENT];
  if (r->cuda) return; /* its entries take none */
  for (size_t i = absent_isas(absent); i-- > 0;) {
    const runner other = { "other", absent[i], 0 };
    const view v = good_view();
    for (size_t j = 0; j < sizeof rotations / sizeof *rotations; j++) {
      refuse(rotations[j], &other, "an ISA that is not here", good_range(&v), U(EISA));
    }
  }
}

void T(check_statuses)(const runner *r)
{
  fill();
  for (size_t i = 0; i < sizeof rotations / sizeof *rotations; i++) {
    refuse_ranges(rotations[i], r);
    refuse_views(rotations[i], r);
    refuse_strides(rotations[i], r);
    accept_nothing(rotations[i], r);
    accept_neighbours(rotations[i], r);
    accept_single_heads(rotations[i], r);
  }
  refuse_isas(r);
}
