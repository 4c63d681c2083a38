/* See reference.h. */
#include "reference.h"

#include <math.h>

#include "facts.h"

#define FACT(name, dim, theta, position_min, position_max, counts) \
  { #name, dim, theta, position_min, position_max, COORDINATE_##counts },
const axis_fact axis_facts[AXES] = { FACT_EACH_AXIS(FACT) };
#undef FACT

typedef enum { PAIRING_half, PAIRING_adjacent, PAIRING_half_per_axis } pairing;

size_t slow_axis(size_t pair, size_t *index)
{
  size_t axis = 0;
  while (pair >= axis_facts[axis].dim / 2) pair -= axis_facts[axis++].dim / 2;
  *index = pair;
  return axis;
}

void slow_channels(size_t pair, size_t *c0, size_t *c1)
{
  const pairing how = FACT_PAIRING;
  size_t index, axis = slow_axis(pair, &index), first = FACT_ROTARY_OFFSET;
  if (how == PAIRING_half) {
    *c0 = first + pair;
    *c1 = first + pair + FACT_ROTARY_DIM / 2;
  } else if (how == PAIRING_adjacent) {
    *c0 = first + 2 * pair;
    *c1 = first + 2 * pair + 1;
  } else {
    for (size_t before = 0; before < axis; before++) first += axis_facts[before].dim;
    *c0 = first + index;
    *c1 = first + index + axis_facts[axis].dim / 2;
  }
}

long double slow_angle(size_t pair, int32_t position)
{
  size_t index;
  const axis_fact *axis = &axis_facts[slow_axis(pair, &index)];
  if (FACT_EXACT) { /* position * theta^(-2i / dim) */
    const long double exponent = (long double)(2 * index) / (long double)axis->dim;
    return (long double)position * powl((long double)axis->theta, -exponent);
  }
  /* transformers, compute_default_rope_parameters: every result rounded to float32; the last
     product of two floats is exact in double. */
  const float exponent = (float)((double)(2 * index) / (double)axis->dim);
  const float inv_freq = (float)(1.0 / (double)(float)pow(axis->theta, (double)exponent));
  return (long double)(float)((double)(float)position * (double)inv_freq);
}

double slow_doubt(int32_t position)
{
  return FACT_EXACT ? 0x1p-62 * fabs((double)position) : 0;
}

double slow_cos(size_t pair, int32_t position)
{
  const long double angle = slow_angle(pair, position);
  return FACT_EXACT ? (double)cosl(angle) : cos((double)angle);
}

double slow_sin(size_t pair, int32_t position)
{
  const long double angle = slow_angle(pair, position);
  return FACT_EXACT ? (double)sinl(angle) : sin((double)angle);
}

/* The place of one channel of a pair: axis after axis, position after position, a row shaped like
   the axis's channels of a head. */
static size_t place(size_t pair, int32_t position, size_t channel)
{
  size_t index, axis = slow_axis(pair, &index), start = 0, rank = 0;
  for (size_t before = 0; before < axis; before++) {
    const axis_fact *a = &axis_facts[before];
    start += (size_t)((int64_t)a->position_max - a->position_min + 1) * a->dim;
  }
  for (size_t other = 0; other < PAIRS; other++) {
    size_t c0, c1;
    if (slow_axis(other, &index) != axis) continue;
    slow_channels(other, &c0, &c1);
    rank += (size_t)(c0 < channel) + (size_t)(c1 < channel);
  }
  const axis_fact *a = &axis_facts[axis];
  return start + (size_t)((int64_t)position - a->position_min) * a->dim + rank;
}

size_t slow_cos_place(size_t pair, int32_t position)
{
  size_t c0, c1;
  slow_channels(pair, &c0, &c1);
  return place(pair, position, c0);
}

size_t slow_sin_place(size_t pair, int32_t position)
{
  size_t c0, c1;
  slow_channels(pair, &c0, &c1);
  return place(pair, position, c1);
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

void slow_rotate(const float *cos, const float *sin, int direction, const float *in, float *out)
{
  static size_t channels[PAIRS][2]; /* once a process: finding them takes longer than turning */
  if (channels[0][1] == 0) {
    for (size_t pair = 0; pair < PAIRS; pair++) {
      slow_channels(pair, &channels[pair][0], &channels[pair][1]);
    }
  }
  memcpy(out, in, HEAD_DIM * sizeof *out);
  for (size_t pair = 0; pair < PAIRS; pair++) {
    const size_t c0 = channels[pair][0], c1 = channels[pair][1];
    const float c = cos[pair], s = direction < 0 ? -sin[pair] : sin[pair];
    out[c0] = sum(product(in[c0], c), -product(in[c1], s));
    out[c1] = sum(product(in[c1], c), product(in[c0], s));
  }
}
