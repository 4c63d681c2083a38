/* The formulas of pairs: see reference.h. */
#include "reference.h"

#include <math.h>

#define FACT(name, scale, position_min, position_max, counts) \
  { #name, scale, position_min, position_max, COORDINATE_##counts },
const axis_fact axis_facts[AXES] = { FACT_EACH_AXIS(FACT) };
#undef FACT

#define FACT(axis, in0, in1, out0, out1, theta, k, dim, listed) \
  { axis, { in0, in1 }, { out0, out1 }, theta, k, dim, listed },
const pair_fact pair_facts[PAIRS] = { FACT_EACH_PAIR(FACT) };
#undef FACT

/* transformers, compute_default_rope_parameters: every result rounded to float32. */
static float inv_freq(const pair_fact *pair)
{
  if (pair->listed != 0) return (float)pair->listed;
  const float exponent = (float)((double)(2 * pair->k) / (double)pair->dim);
  return (float)(1.0 / (double)(float)pow(pair->theta, (double)exponent));
}

long double slow_angle(const pair_fact *pair, model_position position)
{
  const double scale = axis_facts[pair->axis].scale;
  if (FACT_EXACT) { /* position * scale * theta^(-2k / dim) */
    const long double exponent = (long double)(2 * pair->k) / (long double)pair->dim;
    const long double frequency = pair->listed != 0 ? (long double)(float)pair->listed
      : powl((long double)pair->theta, -exponent);
    return (long double)position * (long double)scale * frequency;
  }
  /* A product of two floats is exact in double. */
  const float scaled = (float)((double)(float)position * (double)(float)scale);
  return (long double)(float)((double)scaled * (double)inv_freq(pair));
}

double slow_doubt(model_position position)
{
  return FACT_EXACT ? 0x1p-62 * fabs((double)position) : 0;
}

double slow_cos(const pair_fact *pair, model_position position)
{
  const long double angle = slow_angle(pair, position);
  return FACT_EXACT ? (double)cosl(angle) : cos((double)angle);
}

double slow_sin(const pair_fact *pair, model_position position)
{
  const long double angle = slow_angle(pair, position);
  return FACT_EXACT ? (double)sinl(angle) : sin((double)angle);
}

/* Axis after axis, position after position, a row shaped like the axis's channels of a head. */
size_t slow_place(const pair_fact *pair, model_position position, size_t channel)
{
  size_t start = 0, rank = 0, columns[AXES] = { 0 };
  for (size_t i = 0; i < PAIRS; i++) {
    const pair_fact *other = &pair_facts[i];
    columns[other->axis] += 2;
    if (other->axis != pair->axis) continue;
    rank += (size_t)(other->in[0] < channel) + (size_t)(other->in[1] < channel);
  }
  for (size_t before = 0; before < pair->axis; before++) {
    const axis_fact *a = &axis_facts[before];
    start += (size_t)((int64_t)a->position_max - a->position_min + 1) * columns[before];
  }
  const int64_t row = (int64_t)position - axis_facts[pair->axis].position_min;
  return start + (size_t)row * columns[pair->axis] + rank;
}
