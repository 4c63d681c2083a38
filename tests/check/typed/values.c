/* See values.h. */
#include "check/values.h"

#include "check/reference.h"

static element make(int negative, uint32_t exponent, uint32_t fraction)
{
  const uint32_t sign = (uint32_t)negative << (ELEMENT_BITS - 1);
  return element_of_bits(sign | exponent << FRACTION | (fraction & ((1u << FRACTION) - 1)));
}

/* Of any sign and fraction, its exponent among so many, a power of two. */
static element random_value(uint32_t lowest_exponent, uint32_t exponents)
{
  const uint64_t bits = random_bits();
  const uint32_t above = (uint32_t)(bits >> 1) & (exponents - 1);
  return make((int)(bits & 1), lowest_exponent + above, (uint32_t)(bits >> 32));
}

void T(random_values)(element *x, size_t n)
{
  const uint32_t half = -LEAST; /* the exponent of 1 is one more */
  for (size_t i = 0; i < n; i++) x[i] = random_value(half, 4);
}

void T(random_specials)(element *x, size_t n)
{
  const uint32_t top = (1u << EXPONENT_BITS) - 1, quiet = 1u << (FRACTION - 1);
  const uint32_t exponents[] = { 0, 1, 1 - LEAST, top - 1, top };
  const size_t kinds = sizeof exponents / sizeof *exponents;
  for (size_t i = 0; i < n; i++) {
    const uint64_t bits = random_bits();
    const uint32_t fractions[] = { 0, 1, quiet, UINT32_MAX, (uint32_t)(bits >> 32) };
    if (random_below(3) == 0) {
      x[i] = make((int)(bits & 1), exponents[random_below(kinds)], fractions[random_below(kinds)]);
    } else if (random_below(3) == 0) {
      x[i] = random_value(0, 8);
    }
  }
}

void T(require_same)(const char *what, const element *got, const element *want, size_t n)
{
  if (n == 0 || memcmp(got, want, n * sizeof *got) == 0) return;
  for (size_t i = 0; i < n; i++) {
    if (same_element(got[i], want[i])) continue;
    fail("%s, element %zu of %zu: got %a, want %a", what, i, n, (double)wide(got[i]),
        (double)wide(want[i]));
  }
}

/* A product of floats is exact in double, and a sum of floats rounded to double and then to float
   is the float sum, so no flag of a compiler can fuse or change these. */
static float product(float a, float b)
{
  return (float)((double)a * (double)b);
}

static float sum(float a, float b)
{
  return (float)((double)a + (double)b);
}

/* The same as wide, which is slow. */
static float widened(element x)
{
  static float known[1 << 16]; /* of an element of 16 bits, if it is not 0 */
  const uint32_t bits = element_bits(x);
  if (ELEMENT_BITS > 16) return wide(x);
  if (known[bits] == 0) known[bits] = wide(x);
  return known[bits];
}

/* What libraries keep between two operations: a float, or an element. */
static float kept(float x, int as_element)
{
  return as_element ? wide(narrow((double)x)) : x;
}

/* transformers and diffusers: x in float32 and one rounding at the end; or cos and sin rounded
   first; or every result of an operation. */
void T(slow_rotate)(const float *cos, const float *sin, int direction, const element *in,
    element *out)
{
  const int turns = FACT_ROUNDING != ROUNDING_round_once;
  const int products = FACT_ROUNDING == ROUNDING_op_by_op;
  memcpy(out, in, HEAD_DIM * sizeof *out);
  for (size_t i = 0; i < PAIRS; i++) {
    const pair_fact *pair = &pair_facts[i];
    const float a = widened(in[pair->in[0]]), b = widened(in[pair->in[1]]);
    const float c = kept(cos[i], turns), s = kept(direction < 0 ? -sin[i] : sin[i], turns);
    const float t = kept(product(a, c), products), u = kept(product(b, s), products);
    const float v = kept(product(b, c), products), w = kept(product(a, s), products);
    out[pair->out[0]] = narrow((double)sum(t, -u));
    out[pair->out[1]] = narrow((double)sum(v, w));
  }
}
