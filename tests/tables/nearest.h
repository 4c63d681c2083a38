/* Correctly rounded cos and sin of float32 angles.
   In: an angle in radians. Out: the floats nearest to its cos and to its sin. Always: libm's
   doubles are believed to DOUBT of themselves, 256 times the ulp that glibc documents; where that
   much could change the float, and for every so-many-th angle besides, MPFR decides, and the
   program ends if it gives another float than libm where libm was believed. */
#ifndef ROPEWALK_TESTS_TABLES_NEAREST_H
#define ROPEWALK_TESTS_TABLES_NEAREST_H

#include <float.h>
#include <math.h>
#include <mpfr.h>
#include <stdio.h>
#include <stdlib.h>

/* MPFR's numbers are far nearer than DECIDED of a float's ulp, even where the angle is a product of
   2^31 and a rounded frequency. */
enum { MPFR_BITS = 160 };

static const double DOUBT = 0x1p-44, DECIDED = 0x1p-60;

typedef struct {
  unsigned long long every, angles, by_mpfr; /* MPFR decides each every-th; counted so far */
  double margin; /* ulps between the nearest value so far and the middle of two floats */
  float hardest; /* its angle, where nearest_turn was given one */
  mpfr_t angle, cos, sin, rest;
} nearest;

static inline nearest nearest_make(unsigned long long every)
{
  nearest n = { .every = every, .margin = 0.5 };
  mpfr_inits2(MPFR_BITS, n.angle, n.cos, n.sin, n.rest, (mpfr_ptr)0);
  return n;
}

static inline void nearest_free(nearest *n)
{
  mpfr_clears(n->angle, n->cos, n->sin, n->rest, (mpfr_ptr)0);
}

/* Half the distance of the floats around x. */
static inline double half_ulp(double x)
{
  const int exponent = ilogb(x);
  return ldexp(0x1p-24, exponent < FLT_MIN_EXP - 1 ? FLT_MIN_EXP - 1 : exponent);
}

/* The float nearest to a number, and notes how near the number is to the middle of two; the program
   ends if it cannot be told from the middle. */
static inline float nearest_float(nearest *n, const mpfr_t value)
{
  const float rounded = mpfr_get_flt(value, MPFR_RNDN);
  if (mpfr_cmp_d(value, (double)rounded) == 0) return rounded;
  const double half = half_ulp(mpfr_get_d(value, MPFR_RNDZ));
  mpfr_sub_d(n->rest, value, (double)rounded, MPFR_RNDN);
  mpfr_abs(n->rest, n->rest, MPFR_RNDN);
  mpfr_d_sub(n->rest, half, n->rest, MPFR_RNDN);
  const double margin = mpfr_get_d(n->rest, MPFR_RNDN) / (2 * half);
  if (!(margin > DECIDED)) {
    mpfr_printf("wrong: MPFR cannot tell %Rg from the middle of two floats\n", value);
    exit(1);
  }
  n->margin = fmin(n->margin, margin);
  return rounded;
}

/* Whether a double that is near a number decides the float nearest to it. */
static inline int decides(nearest *n, double value)
{
  const double rounded = (double)(float)value, doubt = DOUBT * fabs(value);
  if ((float)(value - doubt) != (float)(value + doubt)) return 0;
  if (rounded != value) {
    const double half = half_ulp(value);
    n->margin = fmin(n->margin, (half - fabs(value - rounded)) / (2 * half));
  }
  return 1;
}

/* What MPFR says of an angle's cos and sin; libm's floats, where libm was believed, must be it. */
static inline void decide(nearest *n, float angle, int cos_decided, int sin_decided, float *to_cos,
    float *to_sin)
{
  n->by_mpfr++;
  mpfr_set_flt(n->angle, angle, MPFR_RNDN);
  mpfr_sin_cos(n->sin, n->cos, n->angle, MPFR_RNDN);
  const float sure_cos = nearest_float(n, n->cos), sure_sin = nearest_float(n, n->sin);
  if ((cos_decided && sure_cos != *to_cos) || (sin_decided && sure_sin != *to_sin)) {
    printf("wrong: libm's cos or sin of %a is worse than believed\n", (double)angle);
    exit(1);
  }
  *to_cos = sure_cos;
  *to_sin = sure_sin;
}

/* The floats nearest to cos and sin of an angle. */
static inline void nearest_turn(nearest *n, float angle, float *to_cos, float *to_sin)
{
  const double c = cos((double)angle), s = sin((double)angle), margin = n->margin;
  const int cos_decided = decides(n, c), sin_decided = decides(n, s);
  *to_cos = (float)c;
  *to_sin = (float)s;
  if (++n->angles % n->every == 0 || !cos_decided || !sin_decided) {
    decide(n, angle, cos_decided, sin_decided, to_cos, to_sin);
  }
  if (n->margin < margin) n->hardest = angle;
}
#endif
