/* The cos and sin of one model, at every position of its limits, against correctly rounded ones.
   In: facts.h of facts.lua; an argument, each how-many-th angle MPFR decides whatever the faster
   reference says. Out: the lines of rows.h; `wrong ...` for what is wrong; a line of counts.
   Always: exit status 1 unless nothing is wrong. */
#include "tables/nearest.h"
#include "tables/rows.h"

enum { SHOWN = 3 };

/* What a banner adds to half an ulp where cos and sin are of exact angles. */
static const double EXACT_BOUND = 0x1p-50;

static mpfr_t frequencies[PAIRS]; /* of exact tables */
static unsigned long long wrong, not_nearest;
static double excess; /* the most of an error beyond half an ulp */

static void note_wrong(const char *what, float got, float want, size_t pair,
    model_position position)
{
  if (++wrong > SHOWN) return;
  printf("wrong %s of pair %zu at %.9g: %a, want %a\n", what, pair, (double)position, (double)got,
      (double)want);
}

/* Correctly rounded, and then times a factor in float32. */
static void check_hf(nearest *n, const batch *b, size_t token, size_t pair)
{
  const pair_fact *fact = &pair_facts[pair];
  const model_position position = b->ids[token * AXES + fact->axis];
  const float scaled = (float)position * axis_facts[fact->axis].scale;
  const float angle = scaled * fact->frequency;
  const size_t at = token * PAIRS + pair;
  float want_cos, want_sin;
  nearest_turn(n, angle, &want_cos, &want_sin);
  want_cos *= cos_factor;
  want_sin *= sin_factor;
  if (b->angles[at] != angle) note_wrong("angle", b->angles[at], angle, pair, position);
  if (b->cos[at] != want_cos) note_wrong("cos", b->cos[at], want_cos, pair, position);
  if (b->sin[at] != want_sin) note_wrong("sin", b->sin[at], want_sin, pair, position);
}

/* Within the bound of the real value. */
static void check_near(nearest *n, float got, mpfr_t value, const char *what, size_t pair,
    model_position position)
{
  const float want = nearest_float(n, value);
  if (got == want) return;
  not_nearest++;
  const double half = half_ulp(mpfr_get_d(value, MPFR_RNDZ));
  mpfr_sub_d(n->rest, value, (double)got, MPFR_RNDN);
  const double more = fabs(mpfr_get_d(n->rest, MPFR_RNDN)) - half;
  excess = fmax(excess, more);
  if (!(more <= EXACT_BOUND)) note_wrong(what, got, want, pair, position);
}

static void check_exact(nearest *n, const batch *b, size_t token, size_t pair)
{
  const model_position position = b->ids[token * AXES + pair_facts[pair].axis];
  const size_t at = token * PAIRS + pair;
  mpfr_mul_si(n->angle, frequencies[pair], (long)position, MPFR_RNDN);
  mpfr_sin_cos(n->sin, n->cos, n->angle, MPFR_RNDN);
  n->angles++;
  n->by_mpfr++;
  check_near(n, b->cos[at], n->cos, "cos", pair, position);
  check_near(n, b->sin[at] * sin_factor, n->sin, "sin", pair, position);
}

static void check_batch(const batch *b, void *state)
{
  for (size_t i = 0; i < b->tokens; i++) {
    for (size_t j = 0; j < PAIRS; j++) {
      if (!has_position(&axis_facts[pair_facts[j].axis], b->at + (int64_t)i)) continue;
      if (EXACT) check_exact(state, b, i, j);
      else check_hf(state, b, i, j);
    }
  }
}

static void make_frequency(mpfr_t frequency, const pair_fact *fact)
{
  mpfr_t exponent;
  mpfr_init2(exponent, MPFR_BITS);
  mpfr_init2(frequency, MPFR_BITS);
  mpfr_set_d(frequency, fact->theta, MPFR_RNDN);
  mpfr_set_si(exponent, -2 * fact->k, MPFR_RNDN);
  mpfr_div_si(exponent, exponent, fact->dim, MPFR_RNDN);
  mpfr_pow(frequency, frequency, exponent, MPFR_RNDN);
  mpfr_clear(exponent);
}

int main(int argc, char **argv)
{
  if (argc != 2) return fprintf(stderr, "usage: check EVERY\n"), 1;
  nearest n = nearest_make(strtoull(argv[1], NULL, 10));
  for (size_t j = 0; j < PAIRS; j++) make_frequency(frequencies[j], &pair_facts[j]);
  each_batch(check_batch, &n);
  printf("values %llu wrong %llu mpfr %llu not_nearest %llu excess %.17g margin %.3g\n",
      2 * n.angles, wrong, n.by_mpfr, not_nearest, excess, n.margin);
  for (size_t j = 0; j < PAIRS; j++) mpfr_clear(frequencies[j]);
  nearest_free(&n);
  mpfr_free_cache();
  return wrong > 0;
}
