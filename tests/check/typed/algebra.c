/* What the algebra of turns demands, whatever the reference: they add up, scores know differences
   of positions only, sums are turned as their parts, and nothing at 0; that a turn is undone and
   keeps lengths stands in rotations.c.
   Bounds are of a pair's length L, of which an element's half ulp is at most 2^-(FRACTION + 1). One
   turn is within TURN half ulps of that by real numbers: sqrt(2) for each of the three times that
   cos and sin are rounded (themselves, times an attention factor, to 16 bits), for products sqrt(2)
   again, for sums 1. */
#include "check/reference.h"
#include "check/values.h"

#if U(HAS_IDS)
enum { TOKENS = 48, ELEMENTS = TOKENS * HEAD_DIM, TURN = 7 };
static const double factor = FACT_COS_FACTOR;

static double roundings(int turns)
{
  return ldexp(turns * TURN, -1 - FRACTION);
}

/* Two channels of a head as a vector. */
typedef struct {
  double a, b;
} pair_value;

static pair_value value_at(const element *head, const size_t *channels)
{
  return (pair_value){ (double)wide(head[channels[0]]), (double)wide(head[channels[1]]) };
}

static double length_of(pair_value v)
{
  return hypot(v.a, v.b);
}

/* Fails unless a pair is within so much of another times a factor. */
static void require_near(size_t token, size_t pair, pair_value got, pair_value want, double times,
    double allowed)
{
  if (hypot(got.a - times * want.a, got.b - times * want.b) <= allowed) return;
  fail("token %zu, pair %zu: got %a and %a, want %a and %a within %a", token, pair, got.a, got.b,
      times * want.a, times * want.b, allowed);
}

/* Two positions of each token on each axis, and the same moved by a shift, all within the limits;
   nothing moves on an axis whose limits have no room for that. */
static struct {
  model_position shift[TOKENS * AXES], from[2][TOKENS * AXES], to[2][TOKENS * AXES];
} steps;

/* A whole number from low to high; a small one where there is such, if wanted. */
static int64_t between(int64_t low, int64_t high, int small)
{
  enum { SMALL = 64 };
  if (small && low < -SMALL && high >= -SMALL) low = -SMALL;
  if (small && high > SMALL && low <= SMALL) high = SMALL;
  return random_between((int32_t)low, (int32_t)high);
}

/* What lies between the limits and can be added to something there without leaving them. */
static int can_move(size_t axis, int64_t *low, int64_t *high)
{
  const int64_t first = axis_facts[axis].position_min, last = axis_facts[axis].position_max;
  *low = last < 0 ? first - last : first;
  *high = first > 0 ? last - first : last;
  return *low <= *high;
}

static void draw_steps(void)
{
  for (size_t i = 0; i < TOKENS * AXES; i++) {
    const int64_t first = axis_facts[i % AXES].position_min;
    const int64_t last = axis_facts[i % AXES].position_max;
    const int small = i / AXES % 2;
    int64_t low, high, shift = first;
    const int moves = can_move(i % AXES, &low, &high);
    if (moves) shift = between(low, high, small);
    steps.shift[i] = (model_position)shift;
    for (size_t which = 0; which < 2; which++) {
      low = moves && shift < 0 ? first - shift : first;
      high = moves && shift > 0 ? last - shift : last;
      const int64_t from = between(low, high, small);
      steps.from[which][i] = (model_position)from;
      steps.to[which][i] = (model_position)(moves ? from + shift : from);
    }
  }
}

static int moves(const pair_fact *pair)
{
  int64_t low, high;
  return can_move(pair->axis, &low, &high);
}

static void turn_by_ids(const runner *r, const element *x, element *y, const model_position *ids,
    int computed)
{
  const view v = { x, y, 1, HEAD_DIM, HEAD_DIM, HEAD_DIM, HEAD_DIM };
  const float *tables = computed ? NULL : tables_at(FLUSH_END);
  REQUIRE_STATUS(run_ids(r, tables, ids, TOKENS, &v, 1, 0, TOKENS, 1), U(OK));
}

/* How far the angles at three positions, one the sum of the others, are from adding up. Exact ones
   do but for what the evaluation of cos and sin leaves. Others are rounded to float, and so are a
   position and that times its axis's scale. */
static double angle_doubt(const float *a, const float *b, const float *sum)
{
  const double all = fabs((double)*a) + fabs((double)*b) + fabs((double)*sum);
  return FACT_EXACT ? 0x1p-45 : 3 * 0x1p-24 * all;
}

/* Pairs of x that a turn has moved to other channels, back in those they came from. */
static void restore_channels(element *x)
{
  for (size_t i = 0; i < TOKENS; i++) {
    element turned[HEAD_DIM], *head = x + i * HEAD_DIM;
    memcpy(turned, head, sizeof turned);
    for (size_t j = 0; j < 2 * PAIRS; j++) {
      const pair_fact *pair = &pair_facts[j / 2];
      head[pair->in[j % 2]] = turned[pair->out[j % 2]];
    }
  }
}

static float by_shift[TOKENS * PAIRS], by_from[2][TOKENS * PAIRS], by_to[2][TOKENS * PAIRS];

/* R(shift) R(from) = R(to). */
static void check_sums_of_turns(const runner *r, const element *x, int computed)
{
  static element once[ELEMENTS], twice[ELEMENTS], at_once[ELEMENTS];
  describe("a turn and a turn, %s", computed ? "computed" : "by tables");
  turn_by_ids(r, x, once, steps.from[0], computed);
  restore_channels(once);
  turn_by_ids(r, once, twice, steps.shift, computed);
  turn_by_ids(r, x, at_once, steps.to[0], computed);
  for (size_t i = 0; i < TOKENS * PAIRS; i++) {
    const pair_fact *pair = &pair_facts[i % PAIRS];
    const size_t head = i / PAIRS * HEAD_DIM;
    const double length = factor * factor * length_of(value_at(x + head, pair->in));
    const double doubt = angle_doubt(&by_shift[i], &by_from[0][i], &by_to[0][i]);
    if (!moves(pair)) continue;
    require_near(i / PAIRS, i % PAIRS, value_at(twice + head, pair->out),
        value_at(at_once + head, pair->out), factor, (roundings(3) + doubt) * length);
  }
}

/* The score of R(p) q and R(p') k is that of both moved by a shift. */
static void check_scores(const runner *r, const element *x, int computed)
{
  static element q[2][ELEMENTS], k[2][ELEMENTS], other[ELEMENTS];
  T(random_values)(other, ELEMENTS);
  describe("scores, %s", computed ? "computed" : "by tables");
  turn_by_ids(r, x, q[0], steps.from[0], computed);
  turn_by_ids(r, other, k[0], steps.from[1], computed);
  turn_by_ids(r, x, q[1], steps.to[0], computed);
  turn_by_ids(r, other, k[1], steps.to[1], computed);
  for (size_t token = 0; token < TOKENS; token++) {
    const size_t head = token * HEAD_DIM;
    double scores[2] = { 0, 0 }, allowed = 0;
    for (size_t i = 0; i < PAIRS; i++) {
      const pair_fact *pair = &pair_facts[i];
      const size_t at = token * PAIRS + i;
      if (!moves(pair)) continue;
      for (size_t which = 0; which < 2; which++) {
        const pair_value a = value_at(q[which] + head, pair->out);
        const pair_value b = value_at(k[which] + head, pair->out);
        scores[which] += a.a * b.a + a.b * b.b;
      }
      const double doubt = angle_doubt(&by_shift[at], &by_from[0][at], &by_to[0][at])
        + angle_doubt(&by_shift[at], &by_from[1][at], &by_to[1][at]);
      allowed += (roundings(4) * (1 + roundings(4)) + doubt) * factor * factor
        * length_of(value_at(x + head, pair->in)) * length_of(value_at(other + head, pair->in));
    }
    if (fabs(scores[0] - scores[1]) > allowed) {
      fail("token %zu: score %a became %a", token, scores[0], scores[1]);
    }
  }
}

/* R(-x) = -R(x) exactly, and R(x + y) = R(x) + R(y). */
static void check_sums_of_heads(const runner *r, const element *x)
{
  static element y[ELEMENTS], sum[ELEMENTS], minus[ELEMENTS], turned[4][ELEMENTS];
  const element *heads[] = { x, y, sum, minus };
  T(random_values)(y, ELEMENTS);
  for (size_t i = 0; i < ELEMENTS; i++) {
    sum[i] = narrow((double)wide(x[i]) + (double)wide(y[i]));
    minus[i] = narrow(-(double)wide(x[i]));
  }
  describe("sums of heads");
  for (size_t i = 0; i < 4; i++) turn_by_ids(r, heads[i], turned[i], steps.from[0], 1);
  for (size_t i = 0; i < ELEMENTS; i++) {
    if (!(wide(turned[3][i]) == -wide(turned[0][i]))) fail("R(-x) is not -R(x) at %zu", i);
  }
  for (size_t i = 0; i < TOKENS * PAIRS; i++) {
    const pair_fact *pair = &pair_facts[i % PAIRS];
    const size_t head = i / PAIRS * HEAD_DIM;
    pair_value parts = value_at(turned[0] + head, pair->out);
    const pair_value other = value_at(turned[1] + head, pair->out);
    double lengths = 0;
    for (size_t which = 0; which < 3; which++) {
      lengths += length_of(value_at(heads[which] + head, pair->in));
    }
    parts.a += other.a;
    parts.b += other.b;
    require_near(i / PAIRS, i % PAIRS, value_at(turned[2] + head, pair->out), parts, 1,
        roundings(1) * fabs(factor) * lengths);
  }
}

/* R(0) x = x, to the bit where there is no factor: values are neither 0 nor infinite, of which -0
   may become 0, and infinities NaN. */
static void check_origin(const runner *r, const element *x)
{
  static model_position origin[TOKENS * AXES];
  static element y[ELEMENTS];
  for (size_t i = 0; i < TOKENS * AXES; i++) {
    const axis_fact *axis = &axis_facts[i % AXES];
    const int has_0 = axis->position_min <= 0 && axis->position_max >= 0;
    origin[i] = (model_position)(has_0 ? 0 : axis->position_min);
  }
  describe("position 0");
  turn_by_ids(r, x, y, origin, 1);
  for (size_t i = 0; i < TOKENS * PAIRS; i++) {
    const pair_fact *pair = &pair_facts[i % PAIRS];
    const size_t head = i / PAIRS * HEAD_DIM;
    const pair_value before = value_at(x + head, pair->in);
    if (origin[pair->axis] != 0) continue;
    require_near(i / PAIRS, i % PAIRS, value_at(y + head, pair->out), before, factor,
        factor == 1 ? 0 : roundings(1) * fabs(factor) * length_of(before));
  }
}

void T(check_algebra)(const runner *r)
{
  static element x[ELEMENTS];
  T(random_values)(x, ELEMENTS);
  draw_steps();
  REQUIRE_STATUS(M(angles)(steps.shift, TOKENS, by_shift), U(OK));
  for (size_t which = 0; which < 2; which++) {
    REQUIRE_STATUS(M(angles)(steps.from[which], TOKENS, by_from[which]), U(OK));
    REQUIRE_STATUS(M(angles)(steps.to[which], TOKENS, by_to[which]), U(OK));
  }
  for (int computed = 0; computed < 2; computed++) {
    check_sums_of_turns(r, x, computed);
    check_scores(r, x, computed);
  }
  check_sums_of_heads(r, x);
  check_origin(r, x);
}
#endif
